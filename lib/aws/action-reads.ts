import type { ActionReads } from '../app/action-ports';
import type { ServiceKey } from '../app/ports';
import type { CurrentDeployment, RunningTask } from '../domain/action/guard';
import type { ScalableTarget } from '../domain/action/scalable-target';
import { asBoolean, asInteger, asObject, asObjects, asText, asTexts, defined } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import { parseTimestamp } from '../domain/timestamp';
import type { LazyClient } from './clients';
import type { ApplicationAutoScalingClient } from './clients/application-auto-scaling';
import type { ECSClient } from './clients/ecs';
import type { ElasticLoadBalancingV2Client } from './clients/elastic-load-balancing-v2';
import type { SSMClient } from './clients/ssm';
import { describeServices } from './read-service';
import { readTargetHealth } from './read-target-groups';
import type { Ask } from './reading';
import { RefusedError, refusalOf } from './refusals';

export interface ActionReadsOptions {
  readonly ecs: LazyClient<ECSClient>;
  readonly elasticLoadBalancing: LazyClient<ElasticLoadBalancingV2Client>;
  readonly applicationAutoScaling: LazyClient<ApplicationAutoScalingClient>;
  readonly ssm: LazyClient<SSMClient>;
  /** Name of the SSM parameter that says `on` or `off`; absent where a person acts. */
  readonly switchName?: string;
  /** Whose role lacks a permission, where one is missing. */
  readonly role: string;
}

/** As many as ListTasks gives and DescribeTasks takes. */
const PAGE = 100;
/** A service with more running tasks is not looked through. */
const MOST_PAGES = 10;

export const DIMENSION = 'ecs:service:DesiredCount';
export const resourceIdOf = ({ cluster, service }: ServiceKey): string => `service/${cluster}/${service}`;

/** What is read before and after a change. Nothing is kept from one read to the next. */
export function actionReads(options: ActionReadsOptions): ActionReads {
  const { ecs, elasticLoadBalancing, applicationAutoScaling, ssm, switchName, role } = options;
  const ask: Ask = async (question, send) => {
    try {
      return await send({});
    } catch (error) {
      throw refusalOf(error, question, role) ?? error;
    }
  };
  return {
    readServiceNow: ({ cluster, service }) =>
      orUnavailable(async () => {
        const [found] = await describeServices(cluster, [service], ecs, ask);
        return known(found === undefined || found.status === 'INACTIVE' ? ('absent' as const) : found);
      }),
    readRunningTasks: (key) => orUnavailable(() => readRunningTasks(key, ecs, ask)),
    readTargetHealth: (arns) =>
      orUnavailable(() => readTargetHealth(arns, elasticLoadBalancing, ask, Number.POSITIVE_INFINITY)),
    readScalableTarget: (key) => orUnavailable(() => readScalableTarget(key, applicationAutoScaling, ask)),
    readCurrentDeployment: (key) => orUnavailable(() => readCurrentDeployment(key, ecs, ask)),
    readActionsSwitch: () =>
      switchName === undefined ? Promise.resolve(known(true)) : orUnavailable(() => readSwitch(switchName, ssm, ask)),
  };
}

/** What AWS refuses is unavailable, with the reason. */
async function orUnavailable<T>(read: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RefusedError) return unavailable(error.message);
    throw error;
  }
}

async function readRunningTasks(
  { cluster, service }: ServiceKey,
  ecs: LazyClient<ECSClient>,
  ask: Ask,
): Promise<Read<readonly RunningTask[]>> {
  const { ListTasksCommand } = await import('./clients/ecs');
  const { DescribeTasksCommand, GetTaskProtectionCommand } = await import('./clients/ecs-actions');
  const client = await ecs();
  const about = `${service} in cluster ${cluster}`;
  const tasks: RunningTask[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const from = nextToken === undefined ? {} : { nextToken };
    const listed = await ask({ action: 'ecs:ListTasks', about }, () =>
      client.send(
        new ListTasksCommand({ cluster, serviceName: service, desiredStatus: 'RUNNING', maxResults: PAGE, ...from }),
      ),
    );
    const arns = asTexts(listed.taskArns);
    if (arns.length > 0) {
      const described = await ask({ action: 'ecs:DescribeTasks', about }, () =>
        client.send(new DescribeTasksCommand({ cluster, tasks: [...arns] })),
      );
      const running = asObjects(described.tasks).filter(({ lastStatus }) => lastStatus === 'RUNNING');
      const runningArns = running.flatMap((task) => asText(task['taskArn']) ?? []);
      const protectedArns =
        runningArns.length === 0
          ? new Set<string>()
          : new Set(
              asObjects(
                (
                  await ask({ action: 'ecs:GetTaskProtection', about }, () =>
                    client.send(new GetTaskProtectionCommand({ cluster, tasks: runningArns })),
                  )
                ).protectedTasks,
              )
                .filter((one) => asBoolean(one['protectionEnabled']) === true)
                .flatMap((one) => asText(one['taskArn']) ?? []),
            );
      for (const task of running) {
        const arn = asText(task['taskArn']) ?? '';
        tasks.push(
          defined({
            taskId: arn.slice(arn.lastIndexOf('/') + 1),
            taskDefinitionArn: asText(task['taskDefinitionArn']),
            startedAt: parseTimestamp(task['startedAt']),
            healthStatus: asText(task['healthStatus']),
            isProtected: protectedArns.has(arn),
          }) as RunningTask,
        );
      }
    }
    nextToken = asText(listed.nextToken);
    if (nextToken === undefined) return known(tasks);
  }
  return unavailable(`${about} has more than ${MOST_PAGES * PAGE} tasks`);
}

async function readScalableTarget(
  key: ServiceKey,
  client: LazyClient<ApplicationAutoScalingClient>,
  ask: Ask,
): Promise<Read<ScalableTarget | undefined>> {
  const { DescribeScalableTargetsCommand } = await import('./clients/application-auto-scaling');
  const autoScaling = await client();
  const answer = await ask(
    { action: 'application-autoscaling:DescribeScalableTargets', about: resourceIdOf(key) },
    () =>
      autoScaling.send(
        new DescribeScalableTargetsCommand({
          ServiceNamespace: 'ecs',
          ResourceIds: [resourceIdOf(key)],
          ScalableDimension: DIMENSION,
        }),
      ),
  );
  const [target] = asObjects(answer.ScalableTargets).filter(({ ResourceId }) => ResourceId === resourceIdOf(key));
  if (target === undefined) return known(undefined);
  const [min, max] = [asInteger(target['MinCapacity']), asInteger(target['MaxCapacity'])];
  if (min === undefined || max === undefined)
    return unavailable(`the scalable target of ${resourceIdOf(key)} came without its bounds`);
  const suspended = asObject(target['SuspendedState']);
  return known({
    min,
    max,
    suspended: {
      dynamicIn: asBoolean(suspended?.['DynamicScalingInSuspended']) ?? false,
      dynamicOut: asBoolean(suspended?.['DynamicScalingOutSuspended']) ?? false,
      scheduled: asBoolean(suspended?.['ScheduledScalingSuspended']) ?? false,
    },
  });
}

async function readCurrentDeployment(
  { cluster, service }: ServiceKey,
  ecs: LazyClient<ECSClient>,
  ask: Ask,
): Promise<Read<CurrentDeployment | undefined>> {
  const { DescribeServiceRevisionsCommand, ListServiceDeploymentsCommand } = await import('./clients/ecs');
  const { DescribeServiceDeploymentsCommand } = await import('./clients/ecs-actions');
  const client = await ecs();
  const about = `${service} in cluster ${cluster}`;
  const listed = await ask({ action: 'ecs:ListServiceDeployments', about }, () =>
    client.send(
      new ListServiceDeploymentsCommand({
        cluster,
        service,
        status: ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'],
      }),
    ),
  );
  const arn = asText(asObjects(listed.serviceDeployments)[0]?.['serviceDeploymentArn']);
  if (arn === undefined) return known(undefined);
  const described = await ask({ action: 'ecs:DescribeServiceDeployments', about }, () =>
    client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] })),
  );
  const [deployment] = asObjects(described.serviceDeployments);
  if (deployment === undefined) return unavailable(`ECS did not describe ${arn}`);
  const source = asObjects(deployment['sourceServiceRevisions']).find(
    (one) => (asInteger(one['requestedTaskCount']) ?? 1) > 0,
  );
  const revisionArn = asText(source?.['arn']);
  const revision =
    revisionArn === undefined
      ? undefined
      : asObjects(
          (
            await ask({ action: 'ecs:DescribeServiceRevisions', about }, () =>
              client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [revisionArn] })),
            )
          ).serviceRevisions,
        )[0];
  return known(
    defined({
      serviceDeploymentArn: arn,
      status: asText(deployment['status']),
      sourceTaskDefinition: asText(revision?.['taskDefinition']),
      startedAt: parseTimestamp(deployment['startedAt']),
    }) as CurrentDeployment,
  );
}

async function readSwitch(name: string, ssm: LazyClient<SSMClient>, ask: Ask): Promise<Read<boolean>> {
  const { GetParameterCommand } = await import('./clients/ssm');
  const client = await ssm();
  const answer = await ask({ action: 'ssm:GetParameter', about: name }, () =>
    client.send(new GetParameterCommand({ Name: name })),
  );
  const value = answer.Parameter?.Value?.trim().toLowerCase();
  if (value === 'on') return known(true);
  if (value === 'off') return known(false);
  return unavailable(`the parameter ${name} says "${value?.slice(0, 40)}", expected on or off`);
}
