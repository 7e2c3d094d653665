import type { Read } from '../read';

/** One resource of the stack. */
export interface StackResource {
  readonly logicalId: string;
  /** Such as `AWS::Events::Rule`. */
  readonly type: string;
  /** Name, ARN or URL by which AWS knows it. */
  readonly physicalId: string;
}

/** The stack, as CloudFormation tells of it. Times are milliseconds since 1970. */
export interface DeployedStack {
  readonly status: string;
  readonly reason?: string;
  readonly createdAt?: number;
  readonly updatedAt?: number;
  readonly resources: readonly StackResource[];
}

export interface DeployedRule {
  readonly state: string;
  /** ARNs of what it sends to. */
  readonly targets: readonly string[];
}

export interface DeployedQueue {
  readonly arn: string;
  /** As SQS estimates them. */
  readonly waiting: number;
  /** Handed out, and neither deleted nor given back yet. */
  readonly hidden: number;
  readonly delayed: number;
}

export interface DeployedFunction {
  readonly state: string;
  readonly stateReason?: string;
  /** Of the last change to its code or settings. */
  readonly lastUpdate: string;
  readonly lastUpdateReason?: string;
  /** Unavailable where Lambda may not decrypt it for the caller. */
  readonly environment: Read<Readonly<Record<string, string>>>;
}

/** What takes messages from a queue to a function. */
export interface DeployedTrigger {
  readonly state: string;
  /** Of the last batch; `OK`, `No records processed`, or `PROBLEM: …`. */
  readonly lastResult?: string;
}

export interface DeployedSchedule {
  readonly state: string;
  readonly expression: string;
}

export interface DeployedAlarm {
  readonly name: string;
  readonly state: string;
  readonly reason?: string;
  /** What it means and what to do, as the stack wrote it. */
  readonly description?: string;
  readonly since?: number;
  readonly actionsEnabled: boolean;
}

export interface DeployedTable {
  readonly state: string;
  /** States of its indexes, by name. */
  readonly indexes: ReadonlyMap<string, string>;
}

export interface DeployedSubscription {
  readonly protocol: string;
  readonly endpoint: string;
  /** False: whoever owns the endpoint has not said yes yet. */
  readonly isConfirmed: boolean;
}

/** What a channel is still owed. */
export interface FailingDelivery {
  readonly channel: string;
  /** Failures in a row. */
  readonly attempts: number;
  readonly since: number;
}

/** Deliveries that were given up, of one channel for one reason. */
export interface GivenUpDeliveries {
  readonly channel: string;
  readonly because: string;
  readonly count: number;
}
