import type { TaskDefinition } from '../domain/definition/task-definition';
import { culpritOf } from '../domain/diagnosis/culprit';
import { parseTask } from '../domain/ecs-events/parse-task';
import type { Read } from '../domain/read';
import type { ServiceStanding } from '../domain/service-standing';
import type { Task } from '../domain/stop';
import type { TargetHealth } from '../domain/target-group';
import { atMost } from './at-most';
import type { DiagnosePorts } from './diagnose-ports';
import type { LiveWorld } from './live-world';
import type { ServiceKey } from './ports';

const AT_A_TIME = 4;

/** A task of the service that serves, or should. */
export async function readServing(ports: DiagnosePorts, world: LiveWorld, key: ServiceKey): Promise<readonly Task[]> {
  const running =
    world.take('running tasks', undefined, await ports.readTasks(key.cluster, key.service, 'RUNNING')) ?? [];
  const tasks = running.map(parseTask).filter((one): one is Task => !('problem' in one));
  return tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').slice(0, 1);
}

/** Where no stop tells why the load balancer is not content, the log of a running task may. */
export const needsServingLog = ({ state }: ServiceStanding, health: Read<readonly TargetHealth[]>): boolean =>
  (state === 'failing' || state === 'changing') &&
  health.state === 'known' &&
  (health.value.length === 0 || health.value.some((target) => target.state !== 'healthy'));

/** What the containers of these tasks wrote. */
export async function readLogs(
  ports: DiagnosePorts,
  world: LiveWorld,
  tasks: readonly Task[],
  definitions: ReadonlyMap<string, TaskDefinition>,
): Promise<void> {
  await atMost(AT_A_TIME, tasks, async (task) => {
    const definition = definitions.get(task.taskDefinitionArn ?? '');
    if (definition === undefined)
      return world.withoutLog(
        undefined,
        'where its containers write is unknown: the task definition could not be read',
      );
    const read = await ports.readTaskLogs(task, definition);
    if (read.state === 'known') for (const { group, stream, lines } of read.value) world.addLog(group, stream, lines);
    else if (read.state === 'none') world.withoutLog(undefined, read.because);
    else {
      world.refuse('the logs', read);
      for (const group of groupsOf(task, definition)) world.withoutLog(group, read.reason);
    }
  });
}

const groupsOf = (task: Task, definition: TaskDefinition): readonly string[] => {
  const culprit = culpritOf(task, definition)?.name;
  const containers = definition.containers.filter(({ name, essential }) =>
    culprit === undefined ? essential : name === culprit,
  );
  return [...new Set(containers.flatMap(({ log }) => log?.group ?? []))];
};
