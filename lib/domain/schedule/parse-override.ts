import { Temporal } from 'temporal-polyfill';
import { instantOf } from './instant-of';
import type { Schedule, ScheduleProblem } from './schedule';
import { isTimeZone } from './time-zone';

/** What holds instead of the schedule until a time, milliseconds since 1970. */
export interface Override {
  readonly level: 'up' | 'down';
  readonly until: number;
}

const FORM = /^(up|down)\s+until\s+(\d{4}-\d\d-\d\d)(?:[T\s](\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:?\d\d)?)?(?:\s+(\S+))?$/i;

/**
 * Reads `up until 2026-12-01 22:00`: by the clock of the schedule's zone, or with a zone or an offset of its own. A day
 * alone begins at its midnight.
 */
export function parseOverride(text: string, schedule: Schedule): Override | ScheduleProblem {
  const got = text.trim();
  const expected =
    '"up until 2026-12-01 22:00" or "down until …", by the clock of the schedule or with a zone at the end';
  const [, word = '', day = '', time = '00:00', offset, zone] = FORM.exec(got) ?? [];
  if (word === '') return { got, expected };
  const level = word.toLowerCase() === 'up' ? 'up' : 'down';
  const timeZone = zone ?? (schedule.kind === 'weekly' ? schedule.timeZone : 'UTC');
  if (!isTimeZone(timeZone)) return { got, expected: `the name of a time zone, but "${timeZone}" is none` };
  try {
    if (offset !== undefined)
      return { level, until: Temporal.Instant.from(`${day}T${time}${offset.toUpperCase()}`).epochMilliseconds };
    const [hours, minutes] = time.split(':').map(Number);
    const at = Temporal.PlainDate.from(day);
    if ((hours ?? 0) > 24 || (minutes ?? 0) > 59) return { got, expected };
    return { level, until: instantOf(at, (hours ?? 0) * 60 + (minutes ?? 0), timeZone, 'last') };
  } catch (error) {
    if (error instanceof RangeError) return { got, expected };
    throw error;
  }
}
