import type { ServiceKey } from '../app/ports';
import type { TaskDefinition } from '../domain/definition/task-definition';
import { nameOfArn } from '../domain/ecs-events/ecs-arn';
import type { ContainerLog } from '../domain/evidence';
import { asTexts } from '../domain/json';
import { type Read, unavailable } from '../domain/read';
import type { LazyClient } from './clients';
import type { ECSClient } from './clients/ecs';
import { logStreamOf } from './log-stream-of';
import { type LogAccess, readStreams } from './read-task-logs';
import type { Ask } from './reading';

/** What one running task of a service wrote, in the container that takes its requests: two calls. */
export async function readServiceLogs(
  { cluster, service }: ServiceKey,
  definition: TaskDefinition | undefined,
  ecs: LazyClient<ECSClient>,
  access: LogAccess,
  ask: Ask,
): Promise<Read<readonly ContainerLog[]>> {
  if (definition === undefined)
    return unavailable('where its containers write is unknown: the task definition could not be read');
  const essential = definition.containers.filter((one) => one.essential);
  const container = (essential.find(({ ports }) => ports.length > 0) ?? essential[0])?.name;
  if (container === undefined) return unavailable(`task definition ${definition.arn} has no essential container`);
  // What cannot be read for any task needs no task.
  const place = logStreamOf(container, definition, 'any', undefined);
  if ('because' in place) return unavailable(place.because);
  const { ListTasksCommand } = await import('./clients/ecs');
  const client = await ecs();
  const answer = await ask({ action: 'ecs:ListTasks', about: `${service} in cluster ${cluster}` }, (options) =>
    client.send(
      new ListTasksCommand({ cluster, serviceName: service, desiredStatus: 'RUNNING', maxResults: 1 }),
      options,
    ),
  );
  const [taskArn] = asTexts(answer.taskArns);
  if (taskArn === undefined) return unavailable('no task of it is running');
  return readStreams([logStreamOf(container, definition, nameOfArn(taskArn), undefined)], access, ask, () => false);
}
