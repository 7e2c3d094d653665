import { decideSchedule, type ScheduleLevel } from '../../../lib/domain/action/decide-schedule';
import type { Hold } from '../../../lib/domain/action/hold';
import type { LeftAlone } from '../../../lib/domain/action/left-alone';
import { levelAt, nextChanges } from '../../../lib/domain/schedule/level-at';
import { parseSchedule } from '../../../lib/domain/schedule/parse-schedule';
import { isProblem, type Weekly } from '../../../lib/domain/schedule/schedule';
import { clockChanges, DAY, levelsByTheMinute, MINUTE } from './by-the-minute';
import { SPANS } from './spans';

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

/** The levels of both nights, with a day before and after; walked once for all tests. */
const nightsIn = (zone: string, spans: string): readonly Night[] => {
  const key = `${spans} ${zone}`;
  const known = walked.get(key);
  if (known !== undefined) return known;
  const nights = nightsOf(zone).map((night) => {
    const [from, until] = [night - DAY, night + DAY];
    const levels = levelsByTheMinute(weekly(key).spans, zone, from, until);
    const changes = [...levels].filter(([at, level]) => at > from && levels.get(at - MINUTE) !== level);
    return { night, from, until, levels, changes };
  });
  walked.set(key, nights);
  return nights;
};

interface Night {
  /** When the clock changes. */
  readonly night: number;
  readonly from: number;
  readonly until: number;
  readonly levels: ReadonlyMap<number, 'up' | 'down'>;
  readonly changes: readonly (readonly [number, 'up' | 'down'])[];
}

const walked = new Map<string, readonly Night[]>();

const told = (at: number, what: string | number | undefined): string => `${new Date(at).toISOString()} ${what}`;

it.each(cases)('has the levels in %s that walking through the minutes has: %s', (zone, spans) => {
  const schedule = weekly(`${spans} ${zone}`);
  for (const { from, until, levels, changes } of nightsIn(zone, spans)) {
    // Every change to the minute, and none besides.
    const said = nextChanges(schedule, undefined, from, changes.length + 1).filter(({ at }) => at < until);
    expect(said.map(({ at, level }) => told(at, level))).toEqual(changes.map(([at, level]) => told(at, level)));
    // Asked at any time, and around each change: the same level, until the same end.
    const times = Array.from({ length: 8 }, (_, index) => from + index * 6 * 60 * MINUTE);
    const asked = [...times, ...changes.flatMap(([at]) => [at - MINUTE, at])];
    const answers = asked.map((at) => {
      const { level, until: end } = levelAt(schedule, undefined, at);
      return told(at, `${level} ${end === undefined || end >= until ? 'on' : end}`);
    });
    const expected = asked.map((at) =>
      told(at, `${levels.get(at)} ${changes.find(([next]) => next > at)?.[0] ?? 'on'}`),
    );
    expect(answers).toEqual(expected);
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
    for (const [index, { night, from, until, levels, changes }] of nightsIn(zone, spans).entries()) {
      // The scheduler is off for five hours around the first night.
      const isMissed = (at: number): boolean => index === 0 && Math.abs(at - night) < 150 * MINUTE;
      const runs = Array.from({ length: 64 }, (_, run) => from + run * 45 * MINUTE)
        .filter((at) => !isMissed(at))
        .map((at) => ({ at, said: levelAt(schedule, undefined, at) }));
      for (const change of [undefined, 'wakes', 'sets another count'] as const) {
        const world: World = { desired: 3 };
        // What a reader would say of it, from the levels alone.
        let wanted = 3;
        let wokenUntil = from;
        const counts: string[] = [];
        const expected: string[] = [];
        for (const { at, said } of runs) {
          const level = levels.get(at);
          run(world, said, text, at);
          counts.push(told(at, world.desired));
          expected.push(told(at, level === 'up' || at < wokenUntil ? wanted : 0));
          const isChangeTime = Math.floor((at - from) / MINUTE) % 540 === 270;
          if (isChangeTime && level === 'down' && change === 'wakes') {
            world.desired = 5;
            wanted = 5;
            wokenUntil = changes.find(([next, to]) => next > at && to === 'up')?.[0] ?? until;
          }
          if (isChangeTime && level === 'up' && change === 'sets another count') {
            world.desired = 4;
            wanted = 4;
          }
        }
        expect(counts).toEqual(expected);
      }
    }
  },
);

it('keeps to the clock where a whole day is skipped', () => {
  // Samoa went from 29 to 31 December 2011.
  const zone = 'Pacific/Apia';
  const night = Date.UTC(2011, 11, 30, 10);
  for (const spans of ['fri 08:00-19:00', 'thu 20:00-06:00', 'sat 00:00-12:00', 'daily 09:00-17:00']) {
    const schedule = weekly(`${spans} ${zone}`);
    const [from, until] = [night - 2 * DAY, night + 2 * DAY];
    const levels = levelsByTheMinute(schedule.spans, zone, from, until);
    for (let at = from; at < until; at += 20 * MINUTE)
      expect([spans, new Date(at).toISOString(), levelAt(schedule, undefined, at).level]).toEqual([
        spans,
        new Date(at).toISOString(),
        levels.get(at),
      ]);
  }
});

it('finds the end of nearly a week in which the clock is put back', () => {
  const schedule = weekly('mon 00:30-24:00 + tue-sun 00:00-24:00 Europe/Berlin');
  const monday = Date.parse('2027-10-24T22:35:00Z');
  expect(levelAt(schedule, undefined, monday)).toEqual({ level: 'up', until: Date.parse('2027-10-31T23:00:00Z') });
});

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
