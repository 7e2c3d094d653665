import type { Span } from '../../../lib/domain/schedule/schedule';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Minutes since 1970 that the clock of a zone shows at a time, told by Intl alone. */
export function clockOf(timeZone: string): (at: number) => number {
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
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) / MINUTE;
  };
}

/** When the clock of a zone is put forward or back in a year. */
export function clockChanges(timeZone: string, year: number): readonly number[] {
  const clock = clockOf(timeZone);
  const offset = (at: number): number => clock(at) - at / MINUTE;
  const changes: number[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY) {
    if (offset(at) === offset(at + DAY)) continue;
    let minute = at;
    while (offset(minute) === offset(at)) minute += MINUTE;
    changes.push(minute);
  }
  return changes;
}

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
  const clock = clockOf(timeZone);
  const margin = 3 * DAY;
  const minutes: { readonly at: number; readonly shows: number }[] = [];
  for (let at = from - margin; at < until + margin; at += MINUTE) minutes.push({ at, shows: clock(at) });
  const up = new Set<number>();
  const firstDay = Math.floor((minutes[0]?.shows ?? 0) / 1440) + 1;
  const lastDay = Math.floor((minutes.at(-1)?.shows ?? 0) / 1440) - 1;
  for (let day = firstDay; day <= lastDay; day++)
    for (const { days, start, end } of spans) {
      // 1 January 1970 was a Thursday.
      if (!days.includes(((day + 3) % 7) + 1)) continue;
      const begins = day * 1440 + start;
      const ends = day * 1440 + end + (end > start ? 0 : 1440);
      const first = minutes.find(({ shows }) => shows >= begins)?.at ?? until;
      const last = minutes.findLast(({ shows }) => shows === ends) ?? minutes.find(({ shows }) => shows > ends);
      for (let at = first; at < (last?.at ?? until); at += MINUTE) up.add(at);
    }
  const levels = new Map<number, 'up' | 'down'>();
  for (let at = from; at < until; at += MINUTE) levels.set(at, up.has(at) ? 'up' : 'down');
  return levels;
}
