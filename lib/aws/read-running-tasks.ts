import type { ServiceKey } from '../app/ports';
import type { RunningTask } from '../domain/action/guard';
import { nameOfArn } from '../domain/ecs-events/ecs-arn';
import { asBoolean, asObjects, asText, asTexts, defined, type JsonObject } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import { parseTimestamp } from '../domain/timestamp';
import type { LazyClient } from './clients';
import type { ECSClient } from './clients/ecs';
import type { Ask } from './reading';
import { refuseFailures } from './refuse-failures';

/** As many as ListTasks gives and DescribeTasks and GetTaskProtection take. */
const PAGE = 100;
const MOST_PAGES = 10;

/**
 * The tasks of a service whose last status is RUNNING. All or nothing: some tasks alone would look like a service where no
 * other serves.
 */
export async function readRunningTasks(
  { cluster, service }: ServiceKey,
  ecs: LazyClient<ECSClient>,
  ask: Ask,
): Promise<Read<readonly RunningTask[]>> {
  const { ListTasksCommand } = await import('./clients/ecs');
  const client = await ecs();
  const about = `${service} in cluster ${cluster}`;
  const tasks: RunningTask[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const listed = await ask({ action: 'ecs:ListTasks', about }, (options) =>
      client.send(
        new ListTasksCommand({
          cluster,
          serviceName: service,
          desiredStatus: 'RUNNING',
          maxResults: PAGE,
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
        options,
      ),
    );
    tasks.push(...(await describeRunning(cluster, asTexts(listed.taskArns), about, client, ask)));
    nextToken = asText(listed.nextToken);
    if (nextToken === undefined) return known(tasks);
  }
  return unavailable(`${about} has more than the ${MOST_PAGES * PAGE} tasks that are looked through`);
}

async function describeRunning(
  cluster: string,
  arns: readonly string[],
  about: string,
  client: ECSClient,
  ask: Ask,
): Promise<readonly RunningTask[]> {
  if (arns.length === 0) return [];
  const { DescribeTasksCommand, GetTaskProtectionCommand } = await import('./clients/ecs-actions');
  const described = await ask({ action: 'ecs:DescribeTasks', about }, (options) =>
    client.send(new DescribeTasksCommand({ cluster, tasks: [...arns] }), options),
  );
  // A task that stopped since it was listed is missing.
  refuseFailures('ecs:DescribeTasks', described.failures, 'a task');
  const running = asObjects(described.tasks).flatMap((task) => {
    const arn = asText(task['taskArn']);
    return arn === undefined || task['lastStatus'] !== 'RUNNING' ? [] : [{ arn, task }];
  });
  if (running.length === 0) return [];
  const answer = await ask({ action: 'ecs:GetTaskProtection', about }, (options) =>
    client.send(new GetTaskProtectionCommand({ cluster, tasks: running.map(({ arn }) => arn) }), options),
  );
  refuseFailures('ecs:GetTaskProtection', answer.failures, 'a task');
  const protectedArns = new Set(
    asObjects(answer.protectedTasks)
      .filter((one) => asBoolean(one['protectionEnabled']) === true)
      .map(({ taskArn }) => asText(taskArn)),
  );
  return running.map(({ arn, task }) => runningTask(arn, task, protectedArns.has(arn)));
}

const runningTask = (arn: string, task: JsonObject, isProtected: boolean): RunningTask => ({
  taskId: nameOfArn(arn),
  isProtected,
  ...defined({
    taskDefinitionArn: asText(task['taskDefinitionArn']),
    startedAt: parseTimestamp(task['startedAt']),
    healthStatus: asText(task['healthStatus']),
  }),
});
