import { SCHEDULE_OVERRIDE_TAG, SCHEDULE_TAG, type TagProblem } from '../action/action-tags';
import type { ScheduleLevel } from '../action/decide-schedule';
import { levelAt } from './level-at';
import { parseOverride } from './parse-override';
import { parseSchedule } from './parse-schedule';
import { isProblem } from './schedule';

/** What the tags of a service say of its schedule now. */
export type ScheduleRead =
  | { readonly state: 'none' }
  | { readonly state: 'unreadable'; readonly problem: TagProblem }
  | { readonly state: 'read'; readonly level: ScheduleLevel };

const LEFT_ALONE = 'the service is neither put to sleep nor woken';

/** What cannot be read leaves the service alone; an override alone stands on a schedule that is always up. */
export function readSchedule(tags: ReadonlyMap<string, string>, now: number): ScheduleRead {
  const text = tags.get(SCHEDULE_TAG);
  const overrideText = tags.get(SCHEDULE_OVERRIDE_TAG);
  if (text === undefined && overrideText === undefined) return { state: 'none' };
  const schedule = text === undefined ? ({ kind: 'always' } as const) : parseSchedule(text);
  if (isProblem(schedule))
    return { state: 'unreadable', problem: { tag: SCHEDULE_TAG, ...schedule, takenAs: LEFT_ALONE } };
  const override = overrideText === undefined ? undefined : parseOverride(overrideText, schedule);
  if (override !== undefined && isProblem(override))
    return { state: 'unreadable', problem: { tag: SCHEDULE_OVERRIDE_TAG, ...override, takenAs: LEFT_ALONE } };
  return { state: 'read', level: levelAt(schedule, override, now) };
}
