import type { Span } from '../../../lib/domain/schedule/schedule';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

type Clock = (at: number) => number;

/** Minutes since 1970 that the clock of a zone shows at a time, told by Intl alone. */
export function clockOf(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const text = format.format(at);
    const [month, day, year, hour, minute] = text.split(/\D+/).map(Number);
    if (month === undefined || day === undefined || year === undefined || hour === undefined || minute === undefined)
      throw new Error(`Intl shows "${text}" for ${at}`);
    return Date.UTC(year, month - 1, day, hour, minute) / MINUTE;
  };
}

/** What `make` makes, once for each text. */
function once<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    made.set(text, value);
    return value;
  };
}

const changesIn = once((zoneAndYear) => {
  const [timeZone = '', year = ''] = zoneAndYear.split(' ');
  const clock = clockOf(timeZone);
  const offset = (at: number): number => clock(at) - at / MINUTE;
  const changes: number[] = [];
  for (let at = Date.UTC(Number(year), 0, 1); at < Date.UTC(Number(year) + 1, 0, 1); at += DAY) {
    const before = offset(at);
    if (before === offset(at + DAY)) continue;
    let minute = at;
    while (offset(minute) === before) minute += MINUTE;
    changes.push(minute);
  }
  return changes;
});

/** When the clock of a zone is put forward or back in a year. */
export const clockChanges = (timeZone: string, year: number): readonly number[] => changesIn(`${timeZone} ${year}`);

/** Walked before and after, so that a time at the edge that is shown twice is seen twice. */
const MARGIN = 6 * 60 * MINUTE;

/** What the clock shows in each minute of a time; walked once, for all schedules. */
const shownIn = once((zoneAndTime) => {
  const [timeZone = '', from = '', until = ''] = zoneAndTime.split(' ');
  const clock = clockOf(timeZone);
  const shows: number[] = [];
  for (let at = Number(from); at < Number(until); at += MINUTE) shows.push(clock(at));
  return shows;
});

/**
 * The level of each minute, by walking through all of them: a span holds from the first minute at which the clock has
 * reached its start until the last one at which the clock shows its end, or jumps over it.
 */
export function levelsByTheMinute(
  spans: readonly Span[],
  timeZone: string,
  from: number,
  until: number,
): ReadonlyMap<number, 'up' | 'down'> {
  const start = from - MARGIN;
  const shows = shownIn(`${timeZone} ${start} ${until + MARGIN}`);
  const up = new Uint8Array(shows.length);
  // What began the day before may go on; what is not walked to its end is cut there.
  const firstDay = Math.floor((shows[0] ?? 0) / 1440) - 1;
  const lastDay = Math.floor((shows.at(-1) ?? 0) / 1440);
  for (let day = firstDay; day <= lastDay; day++)
    for (const span of spans) {
      // 1 January 1970 was a Thursday.
      if (!span.days.includes(((day + 3) % 7) + 1)) continue;
      const begins = day * 1440 + span.start;
      const ends = day * 1440 + span.end + (span.end > span.start ? 0 : 1440);
      const first = shows.findIndex((minute) => minute >= begins);
      const lastShown = shows.lastIndexOf(ends);
      const last = lastShown >= 0 ? lastShown : shows.findIndex((minute) => minute > ends);
      if (first >= 0) up.fill(1, first, last >= 0 ? last : shows.length);
    }
  const levels = new Map<number, 'up' | 'down'>();
  for (let at = from; at < until; at += MINUTE) levels.set(at, up[(at - start) / MINUTE] === 1 ? 'up' : 'down');
  return levels;
}
