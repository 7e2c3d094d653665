import { nameOfArn } from './ecs-events/ecs-arn';
import { asBoolean, asInteger, asObject, asObjects, asText, asTexts, defined, type JsonObject } from './json';
import { parseTimestamp } from './timestamp';

/** A service as DescribeServices tells of it. */
export interface Service {
  readonly name: string;
  readonly cluster: string;
  readonly arn?: string;
  readonly status?: string;
  readonly desiredCount?: number;
  readonly runningCount?: number;
  readonly pendingCount?: number;
  readonly taskDefinitionArn?: string;
  readonly deployments: readonly Deployment[];
  readonly loadBalancers: readonly LoadBalancerMapping[];
  /** Seconds after a task's start during which health checks do not count. */
  readonly healthCheckGracePeriod?: number;
  /** Newest first, as AWS sends them. */
  readonly messages: readonly ServiceMessage[];
  readonly assignPublicIp?: string;
  readonly schedulingStrategy?: string;
  readonly deploymentController?: string;
  readonly circuitBreaker?: { readonly enable: boolean; readonly rollback: boolean };
  readonly createdAt?: number;
  /** Absent where they were not asked for. */
  readonly tags?: ReadonlyMap<string, string>;
}

export interface Deployment {
  readonly id: string;
  /** `PRIMARY`, `ACTIVE`, `INACTIVE`. */
  readonly status?: string;
  readonly rolloutState?: string;
  readonly rolloutStateReason?: string;
  readonly taskDefinitionArn?: string;
  readonly desiredCount?: number;
  readonly runningCount?: number;
  /** Consecutive failures. */
  readonly failedTasks?: number;
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

export interface LoadBalancerMapping {
  readonly targetGroupArn?: string;
  /** The other one of a blue/green deployment by ECS: after every second deployment it serves. */
  readonly alternateTargetGroupArn?: string;
  readonly containerName?: string;
  readonly containerPort?: number;
}

export interface ServiceMessage {
  readonly text: string;
  readonly at?: number;
}

/** The target groups that its tasks are registered with; none of a classic load balancer. */
export const targetGroupsOf = ({ loadBalancers }: Service): readonly string[] => [
  ...new Set(loadBalancers.flatMap((one) => [one.targetGroupArn ?? [], one.alternateTargetGroupArn ?? []].flat())),
];

/** It is being deleted, or was a short while ago. */
export const isGoing = ({ status }: Service): boolean => status === 'INACTIVE' || status === 'DRAINING';

/** The deployment that ECS brings the service to. */
export const primaryOf = ({ deployments }: Service): Deployment | undefined =>
  deployments.find(({ status }) => status === 'PRIMARY');

/** A deployment is under way. */
export const isDeploying = ({ deployments }: Service): boolean =>
  deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');

/** A deployment is under way, and no task of it has failed. */
export const isDeployingWell = ({ deployments }: Service): boolean =>
  deployments.some(({ rolloutState, failedTasks = 0 }) => rolloutState === 'IN_PROGRESS' && failedTasks === 0);

/** A service from an answer of DescribeServices, or undefined where it is none. */
export function parseService(value: unknown): Service | undefined {
  const service = asObject(value);
  const arn = asText(service?.['serviceArn']);
  const name = asText(service?.['serviceName']) ?? (arn === undefined ? undefined : nameOfArn(arn));
  if (service === undefined || name === undefined) return undefined;
  const clusterArn = asText(service['clusterArn']);
  const network = asObject(asObject(service['networkConfiguration'])?.['awsvpcConfiguration']);
  const breaker = asObject(asObject(service['deploymentConfiguration'])?.['deploymentCircuitBreaker']);
  return defined({
    name,
    cluster: clusterArn === undefined ? (arn?.split('/').at(-2) ?? 'unknown') : nameOfArn(clusterArn),
    arn,
    status: asText(service['status']),
    desiredCount: asInteger(service['desiredCount']),
    runningCount: asInteger(service['runningCount']),
    pendingCount: asInteger(service['pendingCount']),
    taskDefinitionArn: asText(service['taskDefinition']),
    deployments: asObjects(service['deployments']).map(parseDeployment),
    loadBalancers: asObjects(service['loadBalancers']).map((one) =>
      defined({
        targetGroupArn: asText(one['targetGroupArn']),
        alternateTargetGroupArn: asText(asObject(one['advancedConfiguration'])?.['alternateTargetGroupArn']),
        containerName: asText(one['containerName']),
        containerPort: asInteger(one['containerPort']),
      }),
    ),
    healthCheckGracePeriod: asInteger(service['healthCheckGracePeriodSeconds']),
    messages: [
      ...asTexts(service['events']).map((text) => ({ text })),
      ...asObjects(service['events']).flatMap((one) => {
        const text = asText(one['message']);
        return text === undefined ? [] : [defined({ text, at: parseTimestamp(one['createdAt']) })];
      }),
    ],
    assignPublicIp: asText(network?.['assignPublicIp']),
    schedulingStrategy: asText(service['schedulingStrategy']),
    deploymentController: asText(asObject(service['deploymentController'])?.['type']),
    circuitBreaker:
      breaker === undefined
        ? undefined
        : { enable: asBoolean(breaker['enable']) ?? false, rollback: asBoolean(breaker['rollback']) ?? false },
    createdAt: parseTimestamp(service['createdAt']),
    tags: service['tags'] === undefined ? undefined : parseTags(service['tags']),
  }) as Service;
}

const parseTags = (tags: unknown): ReadonlyMap<string, string> =>
  new Map(
    asObjects(tags).flatMap(({ key, value }) => {
      const name = asText(key);
      return name === undefined ? [] : [[name, typeof value === 'string' ? value : '']];
    }),
  );

const parseDeployment = (deployment: JsonObject): Deployment =>
  defined({
    id: asText(deployment['id']) ?? '(unnamed)',
    status: asText(deployment['status']),
    rolloutState: asText(deployment['rolloutState']),
    rolloutStateReason: asText(deployment['rolloutStateReason']),
    taskDefinitionArn: asText(deployment['taskDefinition']),
    desiredCount: asInteger(deployment['desiredCount']),
    runningCount: asInteger(deployment['runningCount']),
    failedTasks: asInteger(deployment['failedTasks']),
    createdAt: parseTimestamp(deployment['createdAt']),
    updatedAt: parseTimestamp(deployment['updatedAt']),
  }) as Deployment;
