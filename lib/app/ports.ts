import type { TaskDefinition } from '../domain/definition/task-definition';
import type { ContainerLog, LastGood } from '../domain/evidence';
import type { Read } from '../domain/read';
import type { Service } from '../domain/service';
import type { Task } from '../domain/stop';
import type { TargetGroup, TargetHealth } from '../domain/target-group';

/** Names one service. */
export interface ServiceKey {
  readonly cluster: string;
  readonly service: string;
}

/**
 * Everything that the use cases need from the world. Reads never throw for what the world refuses: that is
 * `unavailable`, with the reason in words.
 */
export interface Ports {
  /** Milliseconds since 1970. */
  now(): number;
  readTaskDefinition(arn: string): Promise<Read<TaskDefinition>>;
  /** The revision that was last good before this one. */
  readLastGood(family: string, revision: number, service: ServiceKey | undefined): Promise<Read<LastGood>>;
  /** What the containers of a task wrote. */
  readTaskLogs(task: Task, definition: TaskDefinition | undefined): Promise<Read<readonly ContainerLog[]>>;
  /** What the containers of a service's running tasks wrote lately. */
  readServiceLogs(service: ServiceKey, definition: TaskDefinition | undefined): Promise<Read<readonly ContainerLog[]>>;
  readService(service: ServiceKey): Promise<Read<Service>>;
  readTargetGroups(arns: readonly string[]): Promise<Read<readonly TargetGroup[]>>;
  readTargetHealth(targetGroupArns: readonly string[]): Promise<Read<readonly TargetHealth[]>>;
}
