import { CAUSE_IDS } from '../causes/cause-id';
import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import type { ServiceRecord } from '../incident/service-record';
import { defined } from '../json';
import type { Task } from '../stop';
import { DEFAULT_ACTION_LIMITS } from './action-limits';
import type { CrashLoop } from './loop';

/** An event that is older was held up somewhere: it may be part of the story, but no reason to act. */
const OLDEST = 60 * 60_000;

/** A stop, as far as the count needs it. */
interface CountedStop {
  readonly at: number;
  readonly revision?: number;
}

/**
 * A failed stop, counted once, goes on with the crash loop, or begins one; the first of another revision begins another
 * one. One whose own time lies in the future does neither: whoever counts it knows that time.
 */
export function withFailedStop(record: ServiceRecord, { at, revision }: CountedStop, now: number): ServiceRecord {
  if (at <= (record.loopFrom ?? 0) || now - at > OLDEST) return record;
  const { steadyAt = at } = record.loop ?? {};
  if (at - steadyAt >= DEFAULT_ACTION_LIMITS.servingAfter)
    return withFailedStop(withLoopFrom(record, steadyAt), { at, ...(revision === undefined ? {} : { revision }) }, now);
  const loop = isOfAnother(record, revision) ? undefined : record.loop;
  const { stops = 0, since = at, lastAt = at } = loop ?? {};
  const counted = { stops: stops + 1, since: Math.min(since, at), lastAt: Math.max(lastAt, at) };
  return { ...record, loop: defined({ ...counted, revision: revision ?? loop?.revision }) as CrashLoop };
}

/** ECS calls the service steady, or a deployment of it completed: a loop is over where nothing fails soon after. */
export function withSteady(record: ServiceRecord, at: number): ServiceRecord {
  const { loop } = record;
  if (loop === undefined || loop.since > at) return withLoopFrom(record, at);
  return loop.lastAt > at ? record : { ...record, loop: { ...loop, steadyAt: Math.max(loop.steadyAt ?? 0, at) } };
}

/** A task that had served before it failed ends the loop of its own revision. */
export const withServedStop = (record: ServiceRecord, { at, revision }: CountedStop): ServiceRecord =>
  isOfAnother(record, revision) ? record : withLoopFrom(record, at);

const isOfAnother = ({ loop }: ServiceRecord, revision: number | undefined): boolean =>
  loop?.revision !== undefined && revision !== undefined && loop.revision !== revision;

/**
 * A stopped task had run for so long that it served before it failed, by what is said of running tasks too; unless its
 * health checks stopped it.
 */
export function hadServed(
  { createdAt, startedAt, executionStoppedAt, stoppingAt, stoppedAt }: Task,
  { cause }: Pick<DiagnosisRecord, 'cause'>,
): boolean {
  const endedAt = executionStoppedAt ?? stoppingAt ?? stoppedAt;
  if (startedAt === undefined || endedAt === undefined || UNHEALTHY.has(cause)) return false;
  // Times that contradict each other say nothing.
  if (createdAt !== undefined && createdAt > startedAt) return false;
  return endedAt - startedAt >= DEFAULT_ACTION_LIMITS.servingAfter;
}

const UNHEALTHY: ReadonlySet<string> = new Set(CAUSE_IDS.health);

/** A task is healthy, or a deployment began: what failed before makes no crash loop with what fails after. */
export function withLoopFrom(record: ServiceRecord, at: number): ServiceRecord {
  if (at <= (record.loopFrom ?? 0)) return record;
  const { loop } = record;
  // Its event may come late: what failed after it all stays.
  const isAfter = loop !== undefined && loop.since > at;
  return defined({ ...record, loop: isAfter ? loop : undefined, loopFrom: at }) as ServiceRecord;
}
