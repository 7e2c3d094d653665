import type { ServiceRecord } from '../incident/service-record';
import { READ_BEFORE } from './watch-hold';

/** What the schedule wants now. */
export interface ScheduleLevel {
  readonly level: 'up' | 'down';
  /** When the level changes next; absent where it never does. */
  readonly until?: number;
}

/**
 * `sleep` and `wake` change the service. `leave-alone`: a person woke it, which wins until the schedule wants it up.
 * `forget`: what was remembered is over. `none`: it is as it should be.
 */
export interface ScheduleStep {
  readonly step: 'sleep' | 'wake' | 'leave-alone' | 'forget' | 'none';
  readonly reason: string;
}

/**
 * A level, not an edge: asked at every run, so that a missed run heals at the next. Only what the schedule put to sleep is
 * woken; a service that was at 0 before stays there; a hold for an incident outranks the schedule. `schedule` is the
 * tag's text: another text is another schedule, and a person's change to the old one says nothing of it.
 */
export function decideSchedule(
  { hold, leftAlone }: Pick<ServiceRecord, 'hold' | 'leftAlone'>,
  desired: number,
  { level }: ScheduleLevel,
  schedule: string,
  now: number,
): ScheduleStep {
  if (hold !== undefined && hold.owner !== 'schedule')
    return { step: 'none', reason: `held at zero for ${hold.owner === 'incident' ? 'an incident' : 'a person'}` };
  if (hold !== undefined && desired > 0 && now - hold.since < READ_BEFORE)
    return { step: 'none', reason: 'put to sleep a moment ago: what was read may be older' };
  if (level === 'up') {
    if (hold === undefined)
      return leftAlone === undefined
        ? { step: 'none', reason: 'up, as scheduled' }
        : { step: 'forget', reason: 'the schedule is followed again' };
    return desired === 0
      ? { step: 'wake', reason: `scheduled to be up, ${hold.remembered} before` }
      : { step: 'forget', reason: `somebody woke it already: ${desired}` };
  }
  if (hold !== undefined)
    return desired === 0
      ? { step: 'none', reason: 'asleep, as scheduled' }
      : { step: 'leave-alone', reason: `somebody set its desired count to ${desired} while it was to sleep` };
  if (leftAlone !== undefined && leftAlone.until > now && leftAlone.schedule === schedule)
    return { step: 'none', reason: 'woken by a person, and left alone until the schedule wants it up' };
  return desired === 0
    ? { step: 'none', reason: 'at 0 already, and not by the schedule' }
    : { step: 'sleep', reason: `scheduled to be down, ${desired} now` };
}
