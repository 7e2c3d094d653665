import { clockChanges, nextClockChange, offsetAt } from '../../../lib/domain/schedule/clock-changes';
import { parseSchedule } from '../../../lib/domain/schedule/parse-schedule';
import { previewSchedule } from '../../../lib/domain/schedule/preview-schedule';
import { isProblem, type Schedule, type Weekly } from '../../../lib/domain/schedule/schedule';
import { upMinutesAWeek } from '../../../lib/domain/schedule/up-minutes';
import { clockOf, DAY, levelsByTheMinute, MINUTE, clockChanges as walkedChanges } from './by-the-minute';
import { SPANS } from './spans';

function scheduleOf(text: string): Schedule {
  const schedule = parseSchedule(text);
  if (isProblem(schedule)) throw new Error(schedule.expected);
  return schedule;
}

const weekly = (text: string): Weekly => {
  const schedule = scheduleOf(text);
  if (schedule.kind !== 'weekly') throw new Error(`${text} is no weekly schedule`);
  return schedule;
};

const isoOf = (at: number | undefined): string | undefined => (at === undefined ? at : new Date(at).toISOString());

it.each([
  'Europe/Berlin',
  'America/St_Johns',
  'America/Havana',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'UTC',
])('knows when the clock of %s changes, as walking through the minutes does', (zone) => {
  const [from, until] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];
  const found = clockChanges(zone, from, until);
  expect(found.map(({ at }) => isoOf(at))).toEqual(walkedChanges(zone, 2026).map(isoOf));
  const clock = clockOf(zone);
  for (const { at, offsetBefore, offsetAfter } of found) {
    expect(clock(at - MINUTE) - (at - MINUTE) / MINUTE).toBe(offsetBefore);
    expect(clock(at) - at / MINUTE).toBe(offsetAfter);
    expect(offsetAt(zone, at)).toBe(offsetAfter);
  }
});

it('knows of no next change where the clock never changes', () => {
  expect(nextClockChange('UTC', 0)).toBeUndefined();
  expect(nextClockChange('Asia/Kathmandu', Date.UTC(2026, 0, 1))).toBeUndefined();
});

it.each([...SPANS, 'mon-sun 00:00-24:00', 'sun 23:00-01:00'])('counts the minutes of a week: %s', (spans) => {
  const schedule = weekly(`${spans} UTC`);
  const monday = Date.UTC(2026, 10, 23);
  const levels = levelsByTheMinute(schedule.spans, 'UTC', monday, monday + 7 * DAY);
  expect(upMinutesAWeek(schedule)).toBe([...levels.values()].filter((level) => level === 'up').length);
});

it('counts all of a week or nothing of it where the level never changes', () => {
  expect([upMinutesAWeek({ kind: 'always' }), upMinutesAWeek({ kind: 'never' })]).toEqual([10_080, 0]);
});

it('says of a time that is shown twice which one is meant', () => {
  const { changes, clockChanges: nights } = previewSchedule(
    scheduleOf('daily 02:15-02:45 Europe/Berlin'),
    undefined,
    Date.parse('2026-10-24T12:00:00Z'),
    3,
  );
  expect(nights.map(({ at }) => isoOf(at))).toEqual(['2026-10-25T01:00:00.000Z']);
  expect(changes.map(({ at, level, offset, showing }) => [isoOf(at), level, offset, showing])).toEqual([
    ['2026-10-25T00:15:00.000Z', 'up', 120, 'first'],
    ['2026-10-25T01:45:00.000Z', 'down', 60, 'second'],
    ['2026-10-26T01:15:00.000Z', 'up', 60, undefined],
  ]);
});

it('marks the end of an override, and leaves one out that is over', () => {
  const schedule = scheduleOf('mon-fri 08:00-19:00 UTC');
  const noon = Date.parse('2026-11-25T12:00:00Z');
  const until = Date.parse('2026-11-25T22:00:00Z');
  const preview = previewSchedule(schedule, { level: 'up', until }, noon, 2);
  expect(preview).toMatchObject({ level: 'up', until, override: { until }, timeZone: 'UTC' });
  expect(preview.changes.map(({ at, endsOverride }) => [isoOf(at), endsOverride])).toEqual([
    ['2026-11-25T22:00:00.000Z', true],
    ['2026-11-26T08:00:00.000Z', false],
  ]);
  const later = previewSchedule(schedule, { level: 'up', until }, until, 1);
  expect([later.level, later.override]).toEqual(['down', undefined]);
});

it('looks no further than this century for a change of the clock', () => {
  const until = Date.UTC(9999, 11, 31);
  const preview = previewSchedule(scheduleOf('daily 08:00-19:00 Europe/Berlin'), { level: 'up', until }, 0, 1);
  expect(preview.changes.map(({ at }) => isoOf(at))).toEqual(['9999-12-31T00:00:00.000Z']);
  expect(preview.nextClockChange).toBeUndefined();
});
