import { SCHEDULE_OVERRIDE_TAG, SCHEDULE_TAG } from '../../../lib/domain/action/action-tags';

const MINUTE = 60_000;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether a service should be up, asked minute by minute of the clock of its place: every answer that holds at some
 * minute between two times. In the hours around a change of the clock both do. Knows `always`, `never`, spans joined by
 * ` + `, and an override with an offset; nothing of how the schedule is computed.
 */
export function isUpByTheClock(tags: ReadonlyMap<string, string>, from: number, until: number): readonly boolean[] {
  const answers = new Set<boolean>();
  for (let at = from; at < until + MINUTE; at += MINUTE) {
    const time = Math.min(at, until);
    for (const answer of answersAt(tags, time)) answers.add(answer);
    if (answers.size === 2) break;
  }
  return [...answers];
}

function answersAt(tags: ReadonlyMap<string, string>, at: number): readonly boolean[] {
  const override = /^(up|down) until (\S+)$/.exec(tags.get(SCHEDULE_OVERRIDE_TAG) ?? '');
  if (override !== null && at < Date.parse(override[2] ?? '')) return [override[1] === 'up'];
  const text = tags.get(SCHEDULE_TAG);
  if (text === undefined || text === 'always') return [true];
  if (text === 'never') return [false];
  const words = text.split(' ');
  const zone = words.at(-1) ?? 'UTC';
  const spans = words.slice(0, -1).join(' ').split(' + ');
  const own = isInSpans(spans, zone, at);
  const hours = [-2, -1, 1, 2].map((hour) => at + hour * 60 * MINUTE);
  const changesClock = new Set([at, ...hours].map((time) => minuteOf(zone, time).offset)).size > 1;
  return changesClock ? [true, false] : [own];
}

function isInSpans(spans: readonly string[], zone: string, at: number): boolean {
  const { day, minute } = minuteOf(zone, at);
  return spans.some((span) => {
    const [days = '', times = ''] = span.split(' ');
    const [from = 0, to = 0] = times.split('-').map((time) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return hours * 60 + minutes;
    });
    if (from < to) return isOn(days, day) && minute >= from && minute < to;
    return (isOn(days, day) && minute >= from) || (isOn(days, (day + 6) % 7) && minute < to);
  });
}

function isOn(days: string, day: number): boolean {
  if (days === 'daily') return true;
  const [first = '', last = first] = days.split('-');
  const [from, to] = [DAYS.indexOf(first), DAYS.indexOf(last)];
  return from <= to ? day >= from && day <= to : day >= from || day <= to;
}

function minuteOf(
  zone: string,
  at: number,
): { readonly day: number; readonly minute: number; readonly offset: number } {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    clocks.set(zone, clock);
  }
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const minute = number('hour') * 60 + number('minute');
  const local = Date.UTC(number('year'), number('month') - 1, number('day'), number('hour'), number('minute'));
  return {
    day: DAYS.indexOf((parts.get('weekday') ?? '').slice(0, 3).toLowerCase()),
    minute,
    offset: Math.round((local - Math.floor(at / MINUTE) * MINUTE) / MINUTE),
  };
}
