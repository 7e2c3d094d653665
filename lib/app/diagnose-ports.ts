import type { TaskDefinition } from '../domain/definition/task-definition';
import type { ContainerLog } from '../domain/evidence';
import type { JsonObject } from '../domain/json';
import type { Known } from '../domain/read';
import type { Task } from '../domain/stop';
import type { DiagnoseAction } from './diagnose-policy';
import type { ClockPort, ServiceKey } from './ports';

/** What a call brought, or what stood in its way. */
export type Answered<T> = Known<T> | Refused;

export interface Refused {
  readonly state: 'unavailable';
  /** In words a person can act on. */
  readonly reason: string;
  /** The IAM action that was asked for. */
  readonly action: DiagnoseAction;
  /**
   * `denied`: a permission is missing. `missing`: AWS knows no such thing. `nothing-works`: no call would get through,
   * for want of credentials or of a network. `failed`: all else.
   */
  readonly kind: 'denied' | 'missing' | 'nothing-works' | 'failed';
}

/**
 * What a diagnosis reads of an account, as AWS answers it: JSON, times in ISO form. Reads only; never throws for what
 * AWS or the network says.
 */
export interface DiagnosePorts extends ClockPort {
  /** Names, sorted. */
  listClusters(): Promise<Answered<readonly string[]>>;
  listServices(cluster: string): Promise<Answered<readonly string[]>>;
  /** At most 10 names. Those that ECS does not know are missing in the answer. */
  describeServices(cluster: string, names: readonly string[]): Promise<Answered<readonly JsonObject[]>>;
  /** Tasks of one service, or of the whole cluster; ECS keeps stopped ones for about an hour. */
  readTasks(
    cluster: string,
    service: string | undefined,
    status: 'RUNNING' | 'STOPPED',
  ): Promise<Answered<readonly JsonObject[]>>;
  /** One task by id or ARN; undefined where ECS does not know it. */
  readTask(cluster: string, task: string): Promise<Answered<JsonObject | undefined>>;
  /** The newest ones, newest first. */
  listServiceDeployments(service: ServiceKey, serviceArn: string): Promise<Answered<readonly JsonObject[]>>;
  /** At most 20. */
  describeServiceRevisions(arns: readonly string[]): Promise<Answered<readonly JsonObject[]>>;
  /** By ARN or `family:revision`. */
  describeTaskDefinition(arn: string): Promise<Answered<JsonObject>>;
  /** What the container that failed wrote; where none did, the essential ones. Not read for want of a place: `because`. */
  readTaskLogs(
    task: Task,
    definition: TaskDefinition,
  ): Promise<Answered<readonly ContainerLog[]> | { readonly state: 'none'; readonly because: string }>;
  describeTargetGroups(arns: readonly string[]): Promise<Answered<readonly JsonObject[]>>;
  /** `TargetHealthDescriptions` of one target group. */
  describeTargetHealth(targetGroupArn: string): Promise<Answered<readonly JsonObject[]>>;
  /** The first 100 of a cluster. */
  readContainerInstances(cluster: string): Promise<Answered<readonly JsonObject[]>>;
}
