/** A container of a task, as ECS tells of it in an event or in DescribeTasks. */
export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly lastStatus?: string;
  /** Absent when the container never started or its status was lost. 0–255 on Linux, 32 bits on Windows. */
  readonly exitCode?: number;
  /** What ECS says about this container; cut at 1,024 characters by the agent. */
  readonly reason?: string;
  /** Put into the task by AWS (GuardDuty, Service Connect, Fargate), absent from the task definition. */
  readonly injected: boolean;
  readonly runtimeId?: string;
}

/** One task as an event shows it. Times are milliseconds since 1970. */
export interface Task {
  readonly taskArn: string;
  readonly taskId: string;
  readonly cluster: string;
  readonly clusterArn?: string;
  readonly taskDefinitionArn?: string;
  readonly family?: string;
  readonly revision?: number;
  /** Name of the service, where the task belongs to one. */
  readonly service?: string;
  readonly group?: string;
  /** `ecs-svc/…` is the deployment of a service. */
  readonly startedBy?: string;
  readonly launchType?: string;
  readonly capacityProvider?: string;
  readonly lastStatus?: string;
  readonly desiredStatus?: string;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly containers: readonly Container[];
  /** MiB and CPU units of the task, where the task has a size of its own. */
  readonly memory?: number;
  readonly cpu?: number;
  readonly architecture?: string;
  /** `Linux`, `Windows_Server_2022_Core`; of Fargate only, and not in every event. */
  readonly platformFamily?: string;
  readonly availabilityZone?: string;
  readonly containerInstanceArn?: string;
  /** Orders the events of one task; the highest wins. */
  readonly version?: number;
  readonly createdAt?: number;
  readonly pullStartedAt?: number;
  readonly pullStoppedAt?: number;
  readonly startedAt?: number;
  readonly stoppingAt?: number;
  readonly executionStoppedAt?: number;
  readonly stoppedAt?: number;
  readonly subnet?: string;
}

/** A task that has stopped. */
export interface Stop extends Task {
  readonly lastStatus: 'STOPPED';
}

export const isStop = (task: Task): task is Stop => task.lastStatus === 'STOPPED';
