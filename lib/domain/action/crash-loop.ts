import type { ServiceRecord } from '../incident/service-record';
import { defined } from '../json';

/** Failed stops in a row since a task was last seen healthy; counted only from events of now. */
export interface CrashLoop {
  readonly stops: number;
  /** First and last of them, milliseconds since 1970, by the events' own time. */
  readonly since: number;
  readonly lastAt: number;
}

/** An event that is older was held up somewhere: it may be part of the story, but no reason to act. */
const OLDEST = 60 * 60_000;
/** Clocks differ; a time that lies further ahead is not to be believed. */
const AHEAD = 60_000;

/** A failed stop, counted once, goes on with the crash loop, or begins one. */
export function withFailedStop(record: ServiceRecord, at: number, now: number): ServiceRecord {
  if (at <= (record.loopFrom ?? 0) || now - at > OLDEST || at - now > AHEAD) return record;
  const { stops = 0, since = at, lastAt = at } = record.loop ?? {};
  return { ...record, loop: { stops: stops + 1, since: Math.min(since, at), lastAt: Math.max(lastAt, at) } };
}

/** A task is healthy, or a deployment began: what failed before makes no crash loop with what fails after. */
export function withLoopFrom(record: ServiceRecord, at: number): ServiceRecord {
  if (at <= (record.loopFrom ?? 0)) return record;
  return defined({ ...record, loop: undefined, loopFrom: at }) as ServiceRecord;
}
