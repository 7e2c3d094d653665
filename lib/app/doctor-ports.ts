import type {
  DeployedAlarm,
  DeployedFunction,
  DeployedQueue,
  DeployedRule,
  DeployedSchedule,
  DeployedStack,
  DeployedSubscription,
  DeployedTable,
  DeployedTrigger,
} from '../domain/doctor/deployed-parts';
import type { DeploymentPlace } from '../domain/doctor/deployment-place';
import type { SlackTarget } from '../domain/doctor/judge-slack';
import type { Read } from '../domain/read';
import type { SecretReference } from '../domain/secret-reference';
import type { DeadDeliveriesPort } from './operator-ports';
import type { ClockPort, MetricName, StorePorts } from './ports';

/** What is read of a part: `missing` where the stack names it and AWS does not know it. */
export type PartRead<T> = Promise<Read<T | 'missing'>>;

/** One metric of CloudWatch. Counts are summed over five minutes, an age is the greatest. */
export type Series =
  | { readonly of: 'ecs-medic'; readonly metric: MetricName }
  | { readonly of: 'function'; readonly name: string; readonly metric: 'Invocations' | 'Errors' | 'Throttles' }
  | { readonly of: 'queue'; readonly name: string; readonly metric: 'ApproximateAgeOfOldestMessage' };

export interface Point {
  /** Start of its five minutes, milliseconds since 1970. */
  readonly at: number;
  /** A count, or seconds. */
  readonly value: number;
}

/** What an examination reads of the table. */
export type DoctorStore = Pick<StorePorts, 'readWatch' | 'readDue' | 'readDelivery' | 'readChannel'> &
  DeadDeliveriesPort;

/** What the environment of a function means to it. */
export interface FunctionSettings {
  /** For which it fails at its start. */
  readonly problems: readonly string[];
  /** Of deliver-alerts, where there is no problem. */
  readonly slack?: SlackTarget;
}

/**
 * What an examination of a deployed ecs-medic reads: no value of a secret, and it changes nothing. What may not be read
 * is unavailable, with the permission to add. Throws where there are no credentials at all.
 */
export interface DoctorPorts extends ClockPort {
  readonly place: DeploymentPlace;
  /** Throws where it cannot be read: nothing can be examined then. */
  readStack(): Promise<DeployedStack>;
  readRule(name: string): PartRead<DeployedRule>;
  readQueue(url: string): PartRead<DeployedQueue>;
  readFunction(name: string): PartRead<DeployedFunction>;
  /** Runs that are kept for the function; undefined where none are. */
  readReservedConcurrency(functionName: string): Promise<Read<number | undefined>>;
  readTrigger(uuid: string): PartRead<DeployedTrigger>;
  readSchedule(name: string): PartRead<DeployedSchedule>;
  /** Those of these names that there are. */
  readAlarms(names: readonly string[]): Promise<Read<readonly DeployedAlarm[]>>;
  readTable(name: string): PartRead<DeployedTable>;
  readSubscriptions(topicArn: string): PartRead<readonly DeployedSubscription[]>;
  readSecret(reference: SecretReference): Promise<Read<'there' | 'missing' | 'being-deleted'>>;
  /** What the switch for actions says. */
  readSwitch(parameterName: string): PartRead<string>;
  /** The points of each series since a time, the newest first. */
  readMetrics(series: readonly Series[], since: number): Promise<Read<readonly (readonly Point[])[]>>;
  /** Reads of the table. An item that cannot be read is unavailable too, with what to do. */
  readStore<T>(tableName: string, read: (store: DoctorStore) => Promise<T>): Promise<Read<T>>;
  settingsOf(handler: HandlerName, environment: Readonly<Record<string, string>>): FunctionSettings;
}

/** The functions, as their files in handlers are named. */
export const HANDLERS = [
  'respond-to-ecs-events',
  'explain-incidents',
  'deliver-alerts',
  'keep-watch',
  'act-on-incidents',
  'apply-schedules',
] as const;
export type HandlerName = (typeof HANDLERS)[number];
