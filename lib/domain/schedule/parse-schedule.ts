import type { Schedule, ScheduleProblem, Span } from './schedule';
import { isTimeZone } from './time-zone';

/** ECS takes 256 characters in the value of a tag. */
const LONGEST = 256;
export const EXAMPLE = 'mon-fri 08:00-19:00 Europe/Berlin';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/**
 * Reads a schedule: `always`, `never`, or spans of days and times joined by ` + ` with the name of a time zone at the end,
 * such as `mon-thu 08:00-19:00 + fri 08:00-15:00 Europe/Berlin`. Days are names of three letters or whole ones, ranges
 * (which may pass Sunday), lists with `+`, or `daily`. An end before its start lies on the day after.
 */
export function parseSchedule(text: string): Schedule | ScheduleProblem {
  const got = text.trim();
  const problem = (expected: string): ScheduleProblem => ({ got, expected });
  if (got === '' || got.length > LONGEST)
    return problem(`a schedule of at most ${LONGEST} characters, such as "${EXAMPLE}"`);
  const words = got.split(/\s+/);
  const first = words[0]?.toLowerCase();
  if (first === 'always' || first === 'never') {
    const [, zone, ...rest] = words;
    if (rest.length > 0 || (zone !== undefined && !isTimeZone(zone)))
      return problem(`${first} and nothing else but the name of a time zone`);
    return zone === undefined ? { kind: first } : { kind: first, timeZone: zone };
  }
  const timeZone = words.at(-1) ?? '';
  if (!isTimeZone(timeZone))
    return problem(`the name of a time zone at the end, such as Europe/Berlin or UTC, but "${timeZone}" is none`);
  const spans: Span[] = [];
  for (const part of words.slice(0, -1).join(' ').split(' + ')) {
    const span = parseSpan(part);
    if ('expected' in span) return problem(span.expected);
    spans.push(span);
  }
  return { kind: 'weekly', spans, timeZone };
}

function parseSpan(part: string): Span | { readonly expected: string } {
  const [days = '', times = '', ...rest] = part.trim().split(' ');
  if (rest.length > 0 || times === '')
    return { expected: `days and times such as "mon-fri 08:00-19:00", joined by " + ", but "${part}" is not that` };
  const read = parseDays(days);
  if (read === undefined) return { expected: `days such as mon, mon-fri, sat+sun or daily, but "${days}" is none` };
  const [, from = '', to = ''] = /^([\d:]{4,5})-([\d:]{4,5})$/.exec(times) ?? [];
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === undefined || end === undefined || start === 1440)
    return { expected: `times such as 08:00-19:00, from 00:00 to 24:00, but "${times}" are none` };
  if (start === end)
    return { expected: `two different times, but "${times}" is no time at all: write 00:00-24:00 for the whole day` };
  // Midnight as an end is the end of the day.
  return { days: read, start, end: end === 0 ? 1440 : end };
}

function parseDays(text: string): readonly number[] | undefined {
  if (/^daily$/i.test(text)) return EVERY_DAY;
  const days = new Set<number>();
  for (const part of text.split('+')) {
    const [from, to, ...rest] = part.split('-').map(dayOf);
    if (from === undefined || rest.length > 0 || (part.includes('-') && to === undefined)) return undefined;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (to ?? from)) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

function dayOf(text: string): number | undefined {
  const name = text.toLowerCase();
  const index = DAYS.findIndex((day) => day === name || day.slice(0, 3) === name);
  return index < 0 ? undefined : index + 1;
}

function minutesOf(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d\d)$/.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 1440 ? total : undefined;
}
