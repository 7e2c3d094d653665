import { Temporal } from 'temporal-polyfill';

/** Milliseconds since 1970 of midnight-based minutes on a day, by the clock of a zone. */
export function instantOf(day: Temporal.PlainDate, minutes: number, timeZone: string, which: 'first' | 'last'): number {
  const wanted = day.toPlainDateTime().add({ minutes });
  const at = wanted.toZonedDateTime(timeZone, { disambiguation: which === 'first' ? 'earlier' : 'later' });
  if (at.toPlainDateTime().equals(wanted)) return at.epochMilliseconds;
  // The clock jumps over this time: it is when the clock jumps.
  const before = which === 'first' ? at : wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? at.epochMilliseconds;
}

export const dayAt = (now: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
