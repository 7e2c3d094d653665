import type { ScheduleLevel } from '../action/decide-schedule';
import type { Override } from './parse-override';
import type { Schedule } from './schedule';
import { upTimeFrom } from './up-times';

/** What has no end within so long has none: a week, an hour that an autumn adds, and some more. */
const FOR_EVER = 8 * 24 * 60 * 60_000;

/** Whether a service should be up at a time, and until when that holds. */
export function levelAt(schedule: Schedule, override: Override | undefined, now: number): ScheduleLevel {
  if (override !== undefined && override.until > now) return { level: override.level, until: override.until };
  if (schedule.kind !== 'weekly') return { level: schedule.kind === 'always' ? 'up' : 'down' };
  const time = upTimeFrom(schedule, now);
  if (time === undefined) return { level: 'down' };
  if (time.from > now) return { level: 'down', until: time.from };
  return time.until - now > FOR_EVER ? { level: 'up' } : { level: 'up', until: time.until };
}

/** A change of the level. */
export interface LevelChange {
  readonly at: number;
  readonly level: 'up' | 'down';
}

/** The next changes after a time, as many as there are; what an override's end does not change is none. */
export function nextChanges(
  schedule: Schedule,
  override: Override | undefined,
  from: number,
  most: number,
): readonly LevelChange[] {
  const changes: LevelChange[] = [];
  let { level, until } = levelAt(schedule, override, from);
  // Each step passes one change or the end of the override.
  for (let step = 0; step < 2 * most + 2 && until !== undefined && changes.length < most; step++) {
    const next = levelAt(schedule, override, until);
    if (next.level !== level) changes.push({ at: until, level: next.level });
    ({ level, until } = next);
  }
  return changes;
}
