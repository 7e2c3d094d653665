import type { Temporal } from 'temporal-polyfill';
import { dayAt, instantOf } from './instant-of';
import type { Weekly } from './schedule';

/** From when until when a service is up, milliseconds since 1970; the end is not part of it. */
export interface UpTime {
  readonly from: number;
  readonly until: number;
}

/** A week, and a day on each side for midnights and zones. */
const HORIZON = 9;

/**
 * The time around `now` that a schedule has a service up, else the next one; undefined where there is none within a week.
 * Overlapping and touching spans are one. A time that the clock shows twice begins at its first showing and ends at its
 * last: on doubt the service is up, and it does not go down and up again within the hour.
 */
export function upTimeFrom(schedule: Weekly, now: number): UpTime | undefined {
  const today = dayAt(now, schedule.timeZone);
  let times = timesOf(schedule, today.subtract({ days: 1 }));
  for (let offset = 0; offset <= HORIZON; offset++) {
    times = merged([...times, ...timesOf(schedule, today.add({ days: offset }))]);
    const found = times.find(({ until }) => until > now);
    // A time that may go on in the spans of the next day is not known yet.
    const nextDay = found && instantOf(today.add({ days: offset + 1 }), 0, schedule.timeZone, 'first');
    if (found !== undefined && nextDay !== undefined && found.until < nextDay) return found;
  }
  return times.find(({ until }) => until > now);
}

const timesOf = ({ spans, timeZone }: Weekly, day: Temporal.PlainDate): readonly UpTime[] =>
  spans
    .filter(({ days }) => days.includes(day.dayOfWeek))
    .map(({ start, end }) => ({
      from: instantOf(day, start, timeZone, 'first'),
      until: instantOf(day, end > start ? end : end + 1440, timeZone, 'last'),
    }))
    .filter(({ from, until }) => until > from);

function merged(times: readonly UpTime[]): readonly UpTime[] {
  const result: UpTime[] = [];
  for (const time of [...times].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && time.from <= last.until)
      result[result.length - 1] = { from: last.from, until: Math.max(last.until, time.until) };
    else result.push(time);
  }
  return result;
}
