import type { DeployedFunction, DeployedQueue, DeployedStack } from '../domain/doctor/deployed-parts';
import type { DeploymentPlace } from '../domain/doctor/deployment-place';
import { YOUNG } from '../domain/doctor/elapsed';
import type { WatchQuestion } from '../domain/doctor/watch-question';
import type { WatchState } from '../domain/incident/watch-state';
import { known, type Read, unavailable } from '../domain/read';
import { FUNCTION_PARTS, QUEUE_PARTS, TABLE_PART } from './doctor-parts';
import type { DoctorPorts, HandlerName, Point, Series } from './doctor-ports';

/** What several checks look at, read once. */
export interface DoctorScene {
  readonly ports: DoctorPorts;
  readonly place: DeploymentPlace;
  readonly now: number;
  /** The stack is so new that not everything was done once. */
  readonly isYoung: boolean;
  readonly stack: DeployedStack;
  /** By logical id: as AWS knows it; undefined where the stack has none. */
  physicalIdOf(logicalId: string): string | undefined;
  readonly functions: ReadonlyMap<HandlerName, NamedFunction>;
  /** By logical id. */
  readonly queues: ReadonlyMap<string, NamedQueue>;
  /** Of the last hour. */
  readonly lately: MetricsRead;
  /** Of the last two weeks. */
  readonly longAgo: MetricsRead;
  readonly watch: Read<WatchState>;
  /** What a check of a function's doings asks. */
  questionOf(handler: HandlerName): WatchQuestion;
}

export interface NamedFunction {
  readonly name: string;
  readonly read: Read<DeployedFunction | 'missing'>;
}

export interface NamedQueue {
  readonly url: string;
  readonly read: Read<DeployedQueue | 'missing'>;
}

/** Points of a series that was asked for, the newest first. */
export type MetricsRead = (series: Series) => Read<readonly Point[]>;

const HOUR = 60 * 60_000;
const TWO_WEEKS = 14 * 24 * HOUR;
const PERIOD = 5 * 60_000;

export async function setScene(ports: DoctorPorts, stack: DeployedStack): Promise<DoctorScene> {
  const now = ports.now();
  const physicalIds = new Map(stack.resources.map(({ logicalId, physicalId }) => [logicalId, physicalId]));
  const named = FUNCTION_PARTS.flatMap(({ logicalId, handler }) => {
    const name = physicalIds.get(logicalId);
    return name === undefined ? [] : [{ handler, name }];
  });
  const placed = QUEUE_PARTS.flatMap(({ queue, deadLetters }) => [queue, deadLetters]).flatMap((logicalId) => {
    const url = physicalIds.get(logicalId);
    return url === undefined ? [] : [{ logicalId, url }];
  });
  const tableName = physicalIds.get(TABLE_PART);
  const [functions, queues, lately, longAgo, watch] = await Promise.all([
    Promise.all(
      named.map(async ({ handler, name }) => [handler, { name, read: await ports.readFunction(name) }] as const),
    ),
    Promise.all(
      placed.map(async ({ logicalId, url }) => [logicalId, { url, read: await ports.readQueue(url) }] as const),
    ),
    readMetrics(
      ports,
      [...OWN_LATELY, ...named.flatMap(({ name }) => runsOf(name)), ...placed.map(({ url }): Series => ageOf(url))],
      now - HOUR,
    ),
    readMetrics(ports, OWN_LONG_AGO, now - TWO_WEEKS),
    tableName === undefined
      ? unavailable('the stack has no table')
      : ports.readStore(tableName, (store) => store.readWatch()),
  ]);
  const byHandler = new Map<HandlerName, NamedFunction>(functions);
  const isYoung = stack.createdAt !== undefined && now - stack.createdAt < YOUNG;
  return {
    ports,
    place: ports.place,
    now,
    isYoung,
    stack,
    physicalIdOf: (logicalId) => physicalIds.get(logicalId),
    functions: byHandler,
    queues: new Map(queues),
    lately,
    longAgo,
    watch,
    questionOf(handler) {
      const functionName = byHandler.get(handler)?.name;
      return { now, isYoung, ...(functionName === undefined ? {} : { functionName }) };
    },
  };
}

/** ARN of a queue of the stack, for those who should send to it. */
export function queueArnOf(logicalId: string, { queues }: DoctorScene): Read<string> {
  const read = queues.get(logicalId)?.read ?? unavailable(`the stack has no ${logicalId}`);
  if (read.state === 'unavailable') return read;
  return read.value === 'missing' ? unavailable(`${logicalId} is gone`) : known(read.value.arn);
}

const own = (metric: (Series & { of: 'ecs-medic' })['metric']): Series => ({ of: 'ecs-medic', metric });

const OWN_LATELY: readonly Series[] = [own('SweepFailed'), own('SchedulesFailed'), own('EventsNotUnderstood')];
const OWN_LONG_AGO: readonly Series[] = [own('EventsHandled'), own('Heartbeat')];

/** The series of a function. */
export const runsOf = (name: string): readonly Series[] => [
  { of: 'function', name, metric: 'Invocations' },
  { of: 'function', name, metric: 'Errors' },
  { of: 'function', name, metric: 'Throttles' },
];

/** The series of the age of a queue's oldest message; CloudWatch knows a queue by its name. */
export const ageOf = (url: string): Series => ({
  of: 'queue',
  name: url.slice(url.lastIndexOf('/') + 1),
  metric: 'ApproximateAgeOfOldestMessage',
});

async function readMetrics(ports: DoctorPorts, series: readonly Series[], since: number): Promise<MetricsRead> {
  // CloudWatch has points for whole periods only.
  const read = await ports.readMetrics(series, Math.floor(since / PERIOD) * PERIOD);
  if (read.state === 'unavailable') return () => read;
  const points = new Map(series.map((one, index) => [nameOf(one), read.value[index] ?? []]));
  return (one) => {
    const found = points.get(nameOf(one));
    return found === undefined ? unavailable(`nobody asked CloudWatch for ${nameOf(one)}`) : known(found);
  };
}

const nameOf = (series: Series): string =>
  JSON.stringify([series.of, 'name' in series ? series.name : '', series.metric]);
