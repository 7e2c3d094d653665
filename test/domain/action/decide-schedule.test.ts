import { decideSchedule, type ScheduleStep } from '../../../lib/domain/action/decide-schedule';
import type { HoldOwner } from '../../../lib/domain/action/hold';
import { MINUTE, NOW } from './acting-state';

const TAG = 'mon-fri 08:00-19:00 Europe/Berlin';
const hold = (owner: HoldOwner, since = NOW - 9 * 60 * MINUTE) => ({
  hold: { owner, since, remembered: 3, deploymentId: 'd' },
});
const alone = (until: number, schedule = TAG) => ({ leftAlone: { until, schedule } });

it.each<[string, 'up' | 'down', Parameters<typeof decideSchedule>[0], number, ScheduleStep['step']]>([
  ['runs by day', 'up', {}, 3, 'none'],
  ['is at 0 by day, and not by us', 'up', {}, 0, 'none'],
  ['sleeps by day since a run was missed', 'up', hold('schedule'), 0, 'wake'],
  ['was woken by a person before the day', 'up', hold('schedule'), 2, 'forget'],
  ['was left alone by night', 'up', alone(NOW), 2, 'forget'],
  ['runs by night', 'down', {}, 3, 'sleep'],
  ['was at 0 before the night', 'down', {}, 0, 'none'],
  ['sleeps', 'down', hold('schedule'), 0, 'none'],
  ['was woken by a person by night', 'down', hold('schedule'), 2, 'leave-alone'],
  ['was put to sleep after it was read', 'down', hold('schedule', NOW - MINUTE), 3, 'none'],
  ['is left alone by night', 'down', alone(NOW + 1), 2, 'none'],
  ['was left alone until now', 'down', alone(NOW), 2, 'sleep'],
  ['was left alone by another schedule', 'down', alone(NOW + 1, 'never UTC'), 2, 'sleep'],
  ['is held for an incident by day', 'up', hold('incident'), 0, 'none'],
  ['is held for an incident by night', 'down', hold('incident'), 0, 'none'],
  ['is held by a person', 'up', hold('person'), 0, 'none'],
])('decides about a service that %s', (_, level, record, desired, step) => {
  expect(decideSchedule(record, desired, { level }, TAG, NOW).step).toBe(step);
});
