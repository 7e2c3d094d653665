import { Temporal } from 'temporal-polyfill';
import { instantOf } from './instant-of';
import { isTimeZone } from './time-zone';

const FORM = /^(\d{4}-\d\d-\d\d)(?:[Tt ]\s*(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?(?:\s+(\S+))?$/i;

/**
 * Milliseconds since 1970 of `2026-12-01`, `2026-12-01 22:00`, `2026-12-01T22:00Z` or `2026-12-01 22:00 Europe/Berlin`; a
 * day alone begins at its midnight. Without an offset or a zone of its own it is read by the clock of `timeZone`. Of a
 * time that the clock shows twice, `which` is meant. Undefined where it is no such time.
 */
export function parseTime(text: string, timeZone: string, which: 'first' | 'last'): number | undefined {
  const [, day = '', hours = '00', minutes = '00', seconds = '00', offset, zone] = FORM.exec(text.trim()) ?? [];
  if (day === '' || (offset !== undefined && zone !== undefined)) return undefined;
  const minute = Number(hours) * 60 + Number(minutes);
  if (minute > 1440 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  if (zone !== undefined && !isTimeZone(zone)) return undefined;
  try {
    const date = Temporal.PlainDate.from(day);
    if (offset === undefined) return instantOf(date, minute, zone ?? timeZone, which) + Number(seconds) * 1000;
    return Temporal.Instant.from(`${day}T${hours}:${minutes}:${seconds}${offset.toUpperCase()}`).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
