import { parseOverride } from '../../../lib/domain/schedule/parse-override';
import { parseSchedule } from '../../../lib/domain/schedule/parse-schedule';
import { readSchedule } from '../../../lib/domain/schedule/read-schedule';

it.each([
  ['mon-fri 08:00-19:00 Europe/Berlin', [{ days: [1, 2, 3, 4, 5], start: 480, end: 1140 }]],
  [
    'Mon-Thu  08:00-19:00 + FRIDAY 8:00-15:00 Europe/Berlin',
    [
      { days: [1, 2, 3, 4], start: 480, end: 1140 },
      { days: [5], start: 480, end: 900 },
    ],
  ],
  ['fri-mon 20:00-06:00 Pacific/Chatham', [{ days: [1, 5, 6, 7], start: 1200, end: 360 }]],
  ['sat+sun 00:00-24:00 UTC', [{ days: [6, 7], start: 0, end: 1440 }]],
  ['daily 22:00-00:00 Etc/GMT+3', [{ days: [1, 2, 3, 4, 5, 6, 7], start: 1320, end: 1440 }]],
])('reads %s', (text, spans) => {
  expect(parseSchedule(text)).toMatchObject({ kind: 'weekly', spans });
});

it('reads always and never, with a zone for the overrides', () => {
  expect(parseSchedule(' Always ')).toEqual({ kind: 'always' });
  expect(parseSchedule('never Europe/Berlin')).toEqual({ kind: 'never', timeZone: 'Europe/Berlin' });
});

it.each([
  ['', 'a schedule of at most 256 characters'],
  ['mon-fri 08:00-19:00', 'the name of a time zone at the end'],
  ['mon-fri 08:00-19:00 Europe/Bern', '"Europe/Bern" is none'],
  ['mon-fri 08:00-19:00 +02:00', '"+02:00" is none'],
  ['mon-fri 08:00-19:00 IST', '"IST" is none'],
  ['mon-fri 08:00-19:00 PST', '"PST" is none'],
  ['mon,wed 08:00-19:00 UTC', '"mon,wed" is none'],
  ['mon 08:00-12:00+wed 08:00-12:00 UTC', 'joined by " + "'],
  [`mon 08:00-19:00 ${'+ mon 08:00-19:00 '.repeat(14)}UTC`, 'a schedule of at most 256 characters'],
  ['mon-fri Europe/Berlin', 'days and times such as'],
  ['monfri 08:00-19:00 UTC', 'days such as mon'],
  ['mon-fri-sun 08:00-19:00 UTC', 'days such as mon'],
  ['mon-fri 8-19 UTC', 'times such as 08:00-19:00'],
  ['mon-fri 08:00-24:01 UTC', 'times such as 08:00-19:00'],
  ['mon-fri 24:00-08:00 UTC', 'times such as 08:00-19:00'],
  ['daily 03:00-03:00 UTC', 'write 00:00-24:00 for the whole day'],
  ['mon 08:00-19:00 tue 08:00-19:00 UTC', 'joined by " + "'],
  ['always up', 'always and nothing else'],
])('says what it expected instead of "%s"', (text, expected) => {
  expect(parseSchedule(text)).toMatchObject({ got: text, expected: expect.stringContaining(expected) });
});

const berlin = parseSchedule('mon-fri 08:00-19:00 Europe/Berlin') as Parameters<typeof parseOverride>[1];

it.each([
  ['up until 2026-12-01 22:00', 'up', '2026-12-01T21:00:00Z'],
  ['DOWN until 2026-07-01T22:00', 'down', '2026-07-01T20:00:00Z'],
  ['up until 2026-12-01', 'up', '2026-11-30T23:00:00Z'],
  ['up until 2026-12-01T22:00Z', 'up', '2026-12-01T22:00:00Z'],
  ['up until 2026-12-01 22:00 America/New_York', 'up', '2026-12-02T03:00:00Z'],
  ['up  until 2026-12-01  22:00:30', 'up', '2026-12-01T21:00:30Z'],
  ['up until 2026-12-01T22:00-0500', 'up', '2026-12-02T03:00:00Z'],
  ['up until 2026-12-01 24:00', 'up', '2026-12-01T23:00:00Z'],
  // The clock shows 02:30 twice: the one that has the service up for longer.
  ['up until 2026-10-25 02:30', 'up', '2026-10-25T01:30:00Z'],
  ['down until 2026-10-25 02:30', 'down', '2026-10-25T00:30:00Z'],
  // The clock jumps over it.
  ['down until 2026-03-29 02:30', 'down', '2026-03-29T01:00:00Z'],
])('reads the override %s', (text, level, until) => {
  expect(parseOverride(text, berlin)).toEqual({ level, until: Date.parse(until) });
});

it('reads an override by the zone of always and never, or in UTC', () => {
  const until = (schedule: string) => {
    const read = parseSchedule(schedule) as Parameters<typeof parseOverride>[1];
    return parseOverride('up until 2026-12-01 22:00', read);
  };
  expect(until('never Europe/Berlin')).toEqual({ level: 'up', until: Date.parse('2026-12-01T21:00:00Z') });
  expect(until('never')).toEqual({ level: 'up', until: Date.parse('2026-12-01T22:00:00Z') });
});

it.each([
  '',
  'up',
  'up until tomorrow',
  'up until 2026-13-01',
  'sideways until 2026-12-01',
  'up until 2026-12-01 25:00',
  'up until 2026-12-01 24:30',
  'up until 2026-02-30 22:00',
  'up until 2026-12-01T22:00Z Europe/Berlin',
  'up until 2026-12-01 22:00 IST',
  `up until ${' '.repeat(300)}2026-12-01`,
  'up until 2026-12-01 22:00 Nowhere/Town',
])('says what it expected instead of the override "%s"', (text) => {
  expect(parseOverride(text, berlin)).toEqual({
    got: text.trim(),
    expected: expect.stringContaining('up until 2026-12-01 22:00'),
  });
});

it('leaves a service alone whose tags cannot be read', () => {
  const tags = (schedule: string, override?: string) =>
    new Map([
      ['ecs-medic:schedule', schedule],
      ...(override === undefined ? [] : [['ecs-medic:schedule-override', override] as const]),
    ]);
  const now = Date.UTC(2026, 10, 25, 12);
  expect(readSchedule(new Map(), now)).toEqual({ state: 'none' });
  expect(readSchedule(tags('mon-fri 08:00-19:00 UTC'), now)).toMatchObject({ state: 'read', level: { level: 'up' } });
  expect(readSchedule(tags('weekdays'), now)).toMatchObject({
    state: 'unreadable',
    problem: { tag: 'ecs-medic:schedule', got: 'weekdays' },
  });
  expect(readSchedule(tags('never', 'soon'), now)).toMatchObject({
    state: 'unreadable',
    problem: { tag: 'ecs-medic:schedule-override' },
  });
  expect(readSchedule(tags('never', 'up until 2026-11-25 18:00'), now)).toMatchObject({
    state: 'read',
    level: { level: 'up' },
  });
});
