import { decideSchedule, type ScheduleLevel } from '../../../lib/domain/action/decide-schedule';
import type { Hold } from '../../../lib/domain/action/hold';
import type { LeftAlone } from '../../../lib/domain/incident/service-record';
import { levelAt, nextChanges } from '../../../lib/domain/schedule/level-at';
import { parseSchedule } from '../../../lib/domain/schedule/parse-schedule';
import { isProblem, type Weekly } from '../../../lib/domain/schedule/schedule';
import { clockChanges, DAY, levelsByTheMinute, MINUTE } from './by-the-minute';

const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Lisbon',
  'Europe/Kyiv',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Asuncion',
  'Atlantic/Azores',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Norfolk',
  'UTC',
  'Etc/GMT+3',
];

const SPANS = [
  'mon-fri 08:00-19:00',
  'daily 20:00-06:00',
  'sat-mon 02:30-23:30',
  'daily 01:15-02:30 + daily 02:15-03:45',
  'daily 00:00-00:30 + daily 23:00-24:00',
  'fri 22:00-02:00 + sun 00:30-01:30',
];

const weekly = (text: string): Weekly => {
  const schedule = parseSchedule(text);
  if (isProblem(schedule) || schedule.kind !== 'weekly') throw new Error(`${text} is no weekly schedule`);
  return schedule;
};

/** Both nights on which the clock changes, or, where it never does, two ordinary ones. */
const nightsOf = (zone: string): readonly number[] => {
  const changes = clockChanges(zone, 2026);
  return changes.length === 0 ? [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25)] : changes;
};

const cases = ZONES.flatMap((zone) => SPANS.map((spans) => [zone, spans] as const));

it('knows the nights on which clocks change', () => {
  expect(nightsOf('Europe/Berlin').map((at) => new Date(at).toISOString())).toEqual([
    '2026-03-29T01:00:00.000Z',
    '2026-10-25T01:00:00.000Z',
  ]);
  expect(ZONES.filter((zone) => clockChanges(zone, 2026).length > 0).length).toBeGreaterThanOrEqual(20);
});

it.each(cases)('has the levels in %s that walking through the minutes has: %s', (zone, spans) => {
  const schedule = weekly(`${spans} ${zone}`);
  for (const night of nightsOf(zone)) {
    const [from, until] = [night - DAY, night + DAY];
    const levels = levelsByTheMinute(schedule.spans, zone, from, until);
    const changes: string[] = [];
    for (let at = from; at < until; at += 3 * 60 * MINUTE) {
      expect([new Date(at).toISOString(), levelAt(schedule, undefined, at).level]).toEqual([
        new Date(at).toISOString(),
        levels.get(at),
      ]);
    }
    // The times of the changes, to the minute.
    for (const [at, level] of levels)
      if (at > from && levels.get(at - MINUTE) !== level) changes.push(`${at} ${level}`);
    const said = nextChanges(schedule, undefined, from, 40).filter(({ at }) => at < until);
    expect(said.map(({ at, level }) => `${at} ${level}`)).toEqual(changes);
  }
});

interface World {
  desired: number;
  hold?: Hold;
  leftAlone?: LeftAlone;
}

/** One run as the function makes it, of a service that nothing else stands in the way of. */
function run(world: World, level: ScheduleLevel, text: string, now: number): void {
  const { step } = decideSchedule(world, world.desired, level, text, now);
  if (step === 'sleep') {
    world.hold = { owner: 'schedule', since: now, remembered: world.desired, deploymentId: 'd' };
    world.desired = 0;
  }
  if (step === 'wake') world.desired = world.hold?.remembered ?? 0;
  if (step === 'leave-alone') world.leftAlone = { until: level.until ?? Number.MAX_SAFE_INTEGER, schedule: text };
  if (step === 'wake' || step === 'forget' || step === 'leave-alone') delete world.hold;
  if (step === 'forget') delete world.leftAlone;
}

it.each(cases.filter(([, spans]) => SPANS.indexOf(spans) < 4))(
  'follows the levels over missed runs and manual changes in %s: %s',
  (zone, spans) => {
    const text = `${spans} ${zone}`;
    const schedule = weekly(text);
    for (const [index, night] of nightsOf(zone).entries()) {
      const [from, until] = [night - DAY, night + DAY];
      const levels = levelsByTheMinute(schedule.spans, zone, from, until);
      const known = new Map<number, ScheduleLevel>();
      const levelOf = (at: number): ScheduleLevel => {
        const level = known.get(at) ?? levelAt(schedule, undefined, at);
        known.set(at, level);
        return level;
      };
      for (const change of [undefined, 'wakes', 'sets another count'] as const) {
        const world: World = { desired: 3 };
        // What a reader would say of it, from the levels alone.
        let wanted = 3;
        let wokenUntil = from;
        for (let at = from; at < until; at += 30 * MINUTE) {
          const level = levels.get(at) ?? 'up';
          // The scheduler is off for five hours around the night.
          const isMissed = index === 0 && Math.abs(at - night) < 150 * MINUTE;
          if (isMissed) continue;
          const isWoken = at < wokenUntil;
          run(world, levelOf(at), text, at);
          expect([new Date(at).toISOString(), world.desired]).toEqual([
            new Date(at).toISOString(),
            level === 'up' || isWoken ? wanted : 0,
          ]);
          const isChangeTime = Math.floor((at - from) / MINUTE) % 540 === 270;
          if (isChangeTime && level === 'down' && change === 'wakes') {
            world.desired = 5;
            wanted = 5;
            wokenUntil = [...levels].find(([minute, one]) => minute > at && one === 'up')?.[0] ?? until;
          }
          if (isChangeTime && level === 'up' && change === 'sets another count') {
            world.desired = 4;
            wanted = 4;
          }
        }
      }
    }
  },
);

it('never changes always and never, and says no end of what has none', () => {
  expect(levelAt({ kind: 'always' }, undefined, 0)).toEqual({ level: 'up' });
  expect(levelAt({ kind: 'never' }, undefined, 0)).toEqual({ level: 'down' });
  expect(levelAt(weekly('daily 00:00-24:00 Europe/Berlin'), undefined, 0)).toEqual({ level: 'up' });
  expect(nextChanges(weekly('mon-sun 00:00-24:00 UTC'), undefined, 0, 5)).toEqual([]);
});

it('holds an override until its end', () => {
  const schedule = weekly('mon-fri 08:00-19:00 UTC');
  const noon = Date.UTC(2026, 10, 25, 12);
  const until = Date.UTC(2026, 10, 25, 22);
  expect(levelAt(schedule, { level: 'down', until }, noon)).toEqual({ level: 'down', until });
  expect(nextChanges(schedule, { level: 'up', until }, noon, 2)).toEqual([
    { at: until, level: 'down' },
    { at: Date.UTC(2026, 10, 26, 8), level: 'up' },
  ]);
});
