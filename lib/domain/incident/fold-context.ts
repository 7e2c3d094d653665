import type { Happening } from './happening';
import type { StopRow } from './row';
import type { ServiceRecord } from './service-record';
import type { Thresholds } from './thresholds';

/** What is known beside the record when a batch of happenings is taken in. */
export interface FoldContext {
  /** The rows there are of the batch's tasks, and of the record's pending ones as far as they may be missing. */
  readonly known: ReadonlyMap<string, StopRow>;
  readonly now: number;
  readonly thresholds: Thresholds;
}

/** It tells of the past: sent from an archive, older than the end of the last incident, or very old. */
export function isPast(
  { incident, endedAt }: ServiceRecord,
  { at, replayed }: Happening,
  { now, thresholds }: FoldContext,
): boolean {
  if (replayed || now - at > thresholds.pastAfter) return true;
  // While one is open, the end of the one before it still counts.
  const ended = incident?.closedAt ?? endedAt;
  return ended !== undefined && at <= ended;
}
