import { SCHEDULE_OVERRIDE_TAG, SCHEDULE_TAG, type TagProblem } from '../action/action-tags';
import type { ScheduleLevel } from '../action/decide-schedule';
import { levelAt } from './level-at';
import { type Override, parseOverride } from './parse-override';
import { parseSchedule } from './parse-schedule';
import { isProblem, type Schedule } from './schedule';

/** What the tags of a service say of when it is up. */
export type ScheduleTags =
  | { readonly state: 'none' }
  | { readonly state: 'unreadable'; readonly problem: TagProblem }
  | { readonly state: 'read'; readonly schedule: Schedule; readonly override?: Override };

/** What the tags of a service say of its schedule now. */
export type ScheduleRead =
  | Exclude<ScheduleTags, { readonly state: 'read' }>
  | { readonly state: 'read'; readonly level: ScheduleLevel };

const LEFT_ALONE = 'the service is neither put to sleep nor woken';

/** An override alone stands on a schedule that is always up. */
export function readScheduleTags(tags: ReadonlyMap<string, string>): ScheduleTags {
  const text = tags.get(SCHEDULE_TAG);
  const overrideText = tags.get(SCHEDULE_OVERRIDE_TAG);
  if (text === undefined && overrideText === undefined) return { state: 'none' };
  const schedule = text === undefined ? ({ kind: 'always' } as const) : parseSchedule(text);
  if (isProblem(schedule))
    return { state: 'unreadable', problem: { tag: SCHEDULE_TAG, ...schedule, takenAs: LEFT_ALONE } };
  if (overrideText === undefined) return { state: 'read', schedule };
  const override = parseOverride(overrideText, schedule);
  if (isProblem(override))
    return { state: 'unreadable', problem: { tag: SCHEDULE_OVERRIDE_TAG, ...override, takenAs: LEFT_ALONE } };
  return { state: 'read', schedule, override };
}

/** What cannot be read leaves the service alone. */
export function readSchedule(tags: ReadonlyMap<string, string>, now: number): ScheduleRead {
  const read = readScheduleTags(tags);
  return read.state === 'read' ? { state: 'read', level: levelAt(read.schedule, read.override, now) } : read;
}
