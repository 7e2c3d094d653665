import type { Schedule } from './schedule';

const DAY = 24 * 60;
/** Minutes of a week. */
export const WEEK = 7 * DAY;

/** Minutes that a schedule has a service up in an ordinary week, in which no clock changes. */
export function upMinutesAWeek(schedule: Schedule): number {
  if (schedule.kind !== 'weekly') return schedule.kind === 'always' ? WEEK : 0;
  const up = new Uint8Array(WEEK);
  for (const { days, start, end } of schedule.spans)
    for (const day of days) {
      const first = (day - 1) * DAY + start;
      const length = end > start ? end - start : end + DAY - start;
      for (let minute = first; minute < first + length; minute++) up[minute % WEEK] = 1;
    }
  return up.reduce((sum, one) => sum + one, 0);
}
