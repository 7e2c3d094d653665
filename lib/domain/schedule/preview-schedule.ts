import { defined } from '../json';
import { type ClockChange, clockChanges, nextClockChange, offsetAt } from './clock-changes';
import { levelAt, nextChanges } from './level-at';
import type { Override } from './parse-override';
import { type Schedule, zoneOf } from './schedule';
import { upMinutesAWeek } from './up-minutes';

/** What a schedule will do, as a clock of its place shows it. */
export interface SchedulePreview {
  readonly timeZone: string;
  /** Milliseconds since 1970, as all times here. */
  readonly from: number;
  readonly level: 'up' | 'down';
  /** When that changes; absent where it never does. */
  readonly until?: number;
  readonly override?: Override;
  readonly changes: readonly PreviewedChange[];
  /** Between `from` and the last change. */
  readonly clockChanges: readonly ClockChange[];
  /** The first one after the last change, within this century. */
  readonly nextClockChange?: ClockChange;
  /** Minutes in an ordinary week, without the override. */
  readonly upMinutesAWeek: number;
}

export interface PreviewedChange {
  readonly at: number;
  readonly level: 'up' | 'down';
  /** Minutes by which the clock is before UTC. */
  readonly offset: number;
  /** Where the clock shows this time twice: which of the two it is. */
  readonly showing?: 'first' | 'second';
  /** The override ends here. */
  readonly endsOverride: boolean;
}

/** What the rules of a zone say of later years is nobody's knowledge. */
export const LATEST_PREVIEW = Date.UTC(2100, 0, 1);

/** The next changes after a time, at most `count` of them. */
export function previewSchedule(
  schedule: Schedule,
  override: Override | undefined,
  from: number,
  count: number,
): SchedulePreview {
  const timeZone = zoneOf(schedule);
  const now = levelAt(schedule, override, from);
  const found = nextChanges(schedule, override, from, count);
  const changes = found.map(({ at, level }) =>
    defined({
      at,
      level,
      offset: offsetAt(timeZone, at),
      showing: showingOf(timeZone, at),
      endsOverride: at === override?.until,
    }),
  ) as readonly PreviewedChange[];
  const last = changes.at(-1)?.at ?? from;
  const night = nextClockChange(timeZone, last);
  return defined({
    timeZone,
    from,
    level: now.level,
    until: changes[0]?.at,
    override: override !== undefined && override.until > from ? override : undefined,
    changes,
    clockChanges: clockChanges(timeZone, from, last),
    nextClockChange: night !== undefined && night.at < LATEST_PREVIEW ? night : undefined,
    upMinutesAWeek: upMinutesAWeek(schedule),
  }) as SchedulePreview;
}

/** Further than any clock was ever put back. */
const LONGEST_CHANGE = 24 * 60 * 60_000;

function showingOf(timeZone: string, at: number): 'first' | 'second' | undefined {
  const back = clockChanges(timeZone, at - LONGEST_CHANGE, at + LONGEST_CHANGE).find(
    ({ at: changed, offsetBefore, offsetAfter }) => {
      const twice = (offsetBefore - offsetAfter) * 60_000;
      return twice > 0 && at >= changed - twice && at < changed + twice;
    },
  );
  return back === undefined ? undefined : at < back.at ? 'first' : 'second';
}
