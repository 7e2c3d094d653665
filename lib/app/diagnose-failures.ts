import { culpritOf } from '../domain/diagnosis/culprit';
import { diagnose, type Rules } from '../domain/diagnosis/diagnose';
import { parseTask } from '../domain/ecs-events/parse-task';
import type { JsonObject } from '../domain/json';
import { known, type Read } from '../domain/read';
import type { Service } from '../domain/service';
import { type ServiceStanding, steadySince } from '../domain/service-standing';
import { isStop, type Stop } from '../domain/stop';
import type { TargetHealth } from '../domain/target-group';
import { parseTimestamp } from '../domain/timestamp';
import { noEvidence } from './collect-evidence';

/** Tasks whose logs are read, the newest ones: enough to see through what failed in several ways. */
const MOST_LOGS = 8;
/** A fault that the service tells so long after the last stop is not that of the stop. */
const FAULT_OF_ITS_OWN = 5 * 60_000;

/** Stops that are no part of normal life, by what ECS itself says of them; oldest first. */
export function failuresAmong(tasks: readonly JsonObject[], rules: Rules): readonly Stop[] {
  const nothing = noEvidence('not read yet');
  return inTime(tasks)
    .map(parseTask)
    .filter((one): one is Stop => !('problem' in one) && isStop(one))
    .filter((stop) => diagnose({ kind: 'stop', stop }, nothing, rules)?.cause.kind !== 'normal');
}

/** A fault that a service tells of itself. */
export interface ToldFault {
  /** It has a name of its own, and does not only say that something fails. */
  readonly isNamed: boolean;
  /** Milliseconds since 1970; undefined where no message with a time tells it. */
  readonly at: number | undefined;
}

/** What the service says of itself since it was last steady, where that is a fault. */
export function faultOf(
  service: Service | undefined,
  targetHealth: Read<readonly TargetHealth[]>,
  rules: Rules,
): ToldFault | undefined {
  if (service === undefined) return undefined;
  const found = diagnose(
    { kind: 'service', service },
    { ...noEvidence('not read yet'), service: known(service), targetHealth },
    rules,
  );
  if (found === undefined || found.cause.kind === 'normal') return undefined;
  const isNamed = found.cause.kind !== 'unknown';
  const messages = found.quotes.flatMap(({ origin }) => (origin.kind === 'service-message' ? [origin] : []));
  // Without a message it is what the counts and the targets show, which may be no more than a start.
  if (!isNamed && messages.length === 0) return undefined;
  const times = messages.flatMap(({ at }) => at ?? []);
  return { isNamed, at: times.length === 0 ? undefined : Math.max(...times) };
}

/**
 * The failures that tell of what fails now: not those before the last steady state, and not those of long before a
 * fault that the service itself tells. Of a service that is well all of them, for they tell what was.
 */
export function currentAmong(
  failures: readonly Stop[],
  { state }: ServiceStanding,
  service: Service | undefined,
  fault: ToldFault | undefined,
): readonly Stop[] {
  if (state !== 'failing' || service === undefined) return failures;
  const steady = steadySince(service) ?? Number.NEGATIVE_INFINITY;
  const since = Math.max(
    steady,
    (fault?.isNamed === true && fault.at !== undefined ? fault.at : Number.NEGATIVE_INFINITY) - FAULT_OF_ITS_OWN,
  );
  return failures.filter(({ stoppedAt, stoppingAt }) => (stoppedAt ?? stoppingAt ?? since) >= since);
}

/** Planned stops are kept; of the failures those that are told. */
export function isTold(task: JsonObject, failures: readonly Stop[], told: readonly Stop[]): boolean {
  const arn = task['taskArn'];
  return !failures.some(({ taskArn }) => taskArn === arn) || told.some(({ taskArn }) => taskArn === arn);
}

/** The newest ones, of different kinds first: by revision, container and exit code. */
export function chosen(stops: readonly Stop[]): readonly Stop[] {
  const newest = [...stops].reverse();
  const kinds = new Map<string, Stop>();
  for (const stop of newest) {
    const culprit = culpritOf(stop, undefined);
    const kind = [stop.revision, culprit?.name, culprit?.exitCode, stop.stopCode].join('|');
    if (!kinds.has(kind)) kinds.set(kind, stop);
  }
  return [...new Set([...kinds.values(), ...newest])].slice(0, MOST_LOGS);
}

/** When the last of these tasks stopped. */
export function lastStopIn(tasks: readonly JsonObject[]): number | undefined {
  const last = inTime(tasks).at(-1);
  return last === undefined ? undefined : endOf(last);
}

/** Oldest first, so that what came last is told last. */
export const inTime = (tasks: readonly JsonObject[]): readonly JsonObject[] =>
  [...tasks].sort((a, b) => (endOf(a) ?? Number.NEGATIVE_INFINITY) - (endOf(b) ?? Number.NEGATIVE_INFINITY));

const endOf = (task: JsonObject): number | undefined =>
  parseTimestamp(task['stoppedAt']) ?? parseTimestamp(task['stoppingAt']);
