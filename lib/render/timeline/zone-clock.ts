/** The clock of one time zone. Times are milliseconds since 1970. */
export interface ZoneClock {
  /** `Europe/Berlin (UTC+01:00)`; where clocks change in the time shown, `Europe/Berlin (UTC+02:00, later UTC+01:00)`. */
  readonly zone: string;
  /** Clocks change in the time shown: a clock time alone could mean two times. */
  readonly changes: boolean;
  /** `14:02:11`; `14:02:11 +01:00` where clocks change in the time shown. */
  time(at: number): string;
  /** `14:02`. */
  minute(at: number): string;
  /** `Mon 9 Nov 2026`. */
  day(at: number): string;
  /** `2026-11-09T14:02:11.000+01:00`. */
  iso(at: number): string;
  /** Milliseconds that the zone is ahead of UTC then. */
  offset(at: number): number;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUTE = 60_000;
/** A Date holds no more; a day is kept free for the zone. */
const LATEST = 8.64e15 - 86_400_000;

/** The clock of a zone for texts about the times given. Throws RangeError where the zone is not known. */
export function zoneClock(timeZone: string, times: readonly number[]): ZoneClock {
  const offset = offsetsOf(timeZone);
  const known = times.length === 0 ? [0] : times;
  const [first, last] = [least(known), greatest(known)];
  const offsets = [...new Set([first, ...between(first, last), last].map(offset))];
  const changes = offsets.length > 1;
  /** A Date whose UTC fields are what the clock of the zone shows. */
  const local = (at: number) => new Date(clamped(at) + offset(at));
  const clock = (at: number, to: number) => local(at).toISOString().slice(-13, to);
  return {
    zone: timeZone === 'UTC' ? 'UTC' : `${timeZone} (${offsets.map((one) => `UTC${sign(one)}`).join(', later ')})`,
    changes,
    time: (at) => `${clock(at, -5)}${changes ? ` ${sign(offset(at))}` : ''}`,
    minute: (at) => clock(at, -8),
    day(at) {
      const date = local(at);
      return `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    },
    iso: (at) =>
      local(at)
        .toISOString()
        .replace('Z', offset(at) === 0 && timeZone === 'UTC' ? 'Z' : sign(offset(at))),
    offset,
  };
}

/** Clocks change at full or half hours of UTC at the finest: the answer of a quarter of an hour is kept. */
function offsetsOf(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const kept = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(clamped(at) / (15 * MINUTE));
    const before = kept.get(quarter);
    if (before !== undefined) return before;
    const parts = new Map(format.formatToParts(quarter * 15 * MINUTE).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    const year = parts.get('era') === 'BC' ? 1 - number('year') : number('year');
    const shown = new Date(0);
    shown.setUTCFullYear(year, number('month') - 1, number('day'));
    shown.setUTCHours(number('hour'), number('minute'));
    const found = shown.getTime() - Math.floor((quarter * 15 * MINUTE) / MINUTE) * MINUTE;
    kept.set(quarter, found);
    return found;
  };
}

const clamped = (at: number): number => (Number.isFinite(at) ? Math.max(-LATEST, Math.min(LATEST, at)) : 0);

/** `+01:00`, `-03:30`. */
function sign(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const WEEK = 7 * 86_400_000;

/** Times at which the offset is looked up: no zone changes its clocks twice in a week; at most ten years. */
function between(first: number, last: number): readonly number[] {
  const weeks = Math.min(520, Math.floor((last - first) / WEEK));
  return Array.from({ length: Math.max(0, weeks) }, (_, index) => first + (index + 1) * WEEK);
}

const least = (times: readonly number[]): number => times.reduce((one, other) => Math.min(one, other));
const greatest = (times: readonly number[]): number => times.reduce((one, other) => Math.max(one, other));
