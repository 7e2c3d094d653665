import { Temporal } from 'temporal-polyfill';

/** The clock of a place is put forward or back. */
export interface ClockChange {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Minutes by which the clock was before UTC, and is from then on. */
  readonly offsetBefore: number;
  readonly offsetAfter: number;
}

const NANOSECONDS_A_MINUTE = 60e9;

/** Minutes by which the clock of a zone is before UTC. */
export const offsetAt = (timeZone: string, at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / NANOSECONDS_A_MINUTE;

/** The first change of the clock after a time; undefined where none is known. */
export function nextClockChange(timeZone: string, after: number): ClockChange | undefined {
  let from = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = from.getTimeZoneTransition('next');
    if (next === null) return undefined;
    const at = next.epochMilliseconds;
    const [offsetBefore, offsetAfter] = [offsetAt(timeZone, at - 1), offsetAt(timeZone, at)];
    // Some transitions change only the name.
    if (offsetBefore !== offsetAfter) return { at, offsetBefore, offsetAfter };
    from = next;
  }
}

/** Changes of the clock after `from`, up to and with `until`. */
export function clockChanges(timeZone: string, from: number, until: number): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  let next = nextClockChange(timeZone, from);
  while (next !== undefined && next.at <= until) {
    changes.push(next);
    next = nextClockChange(timeZone, next.at);
  }
  return changes;
}
