import type { Task } from '../stop';

/** What every ECS event carries. `time` is milliseconds since 1970; undefined where the event's own time is no time. */
export interface EventHead {
  readonly id?: string;
  readonly time?: number;
  readonly account?: string;
  readonly region?: string;
  /** Sent again from an EventBridge archive: it tells of the past. */
  readonly replayed: boolean;
}

export interface TaskStateChange extends EventHead {
  readonly type: 'task';
  readonly task: Task;
}

/** `ECS Deployment State Change`: sent for the rolling controller. */
export interface DeploymentStateChange extends EventHead {
  readonly type: 'deployment';
  /** `SERVICE_DEPLOYMENT_IN_PROGRESS`, `…_COMPLETED`, `…_FAILED`, or a newer one. */
  readonly eventName: string;
  readonly eventType?: string;
  readonly deploymentId?: string;
  readonly reason?: string;
  readonly service: string;
  /** Absent where the service has a short ARN. */
  readonly cluster?: string;
  /** The deployment that a rollback goes back to; ECS tells of it in the reason only. */
  readonly rollingBackTo?: string;
}

/** `ECS Service Action`. */
export interface ServiceAction extends EventHead {
  readonly type: 'service-action';
  readonly eventName: string;
  readonly eventType?: string;
  readonly reason?: string;
  readonly service: string;
  readonly cluster?: string;
  readonly capacityProviders: readonly string[];
  readonly desiredCount?: number;
}

export interface ContainerInstanceStateChange extends EventHead {
  readonly type: 'container-instance';
  readonly containerInstanceArn: string;
  readonly cluster: string;
  readonly ec2InstanceId?: string;
  readonly status?: string;
  readonly statusReason?: string;
  readonly agentConnected?: boolean;
  readonly version?: number;
}

export type EcsEvent = TaskStateChange | DeploymentStateChange | ServiceAction | ContainerInstanceStateChange;

/** An event that ecs-medic does nothing with. `expected` ones are known detail-types, counted and left alone. */
export interface NotOurs {
  readonly type: 'not-ours';
  readonly because: string;
  readonly expected: boolean;
  /** ECS sent it; false for what another source sent. */
  readonly isOfEcs: boolean;
}

/** An ECS event that cannot be used: what was expected, what came. Nothing of it is guessed. */
export interface Unusable {
  readonly type: 'unusable';
  readonly because: string;
}

export type ParsedEvent = EcsEvent | NotOurs | Unusable;
