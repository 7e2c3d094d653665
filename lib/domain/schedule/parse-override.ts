import { parseTime } from './parse-time';
import { type Schedule, type ScheduleProblem, zoneOf } from './schedule';

/** What holds instead of the schedule until a time, milliseconds since 1970. */
export interface Override {
  readonly level: 'up' | 'down';
  readonly until: number;
}

const LONGEST = 256;
const EXPECTED =
  '"up until 2026-12-01 22:00" or "down until …", by the clock of the schedule or with a zone at the end';

/**
 * Reads `up until 2026-12-01 22:00`: by the clock of the schedule's zone, or with a zone or an offset of its own. A day
 * alone begins at its midnight. Of a time that the clock shows twice, the one that has the service up for longer is meant.
 */
export function parseOverride(text: string, schedule: Schedule): Override | ScheduleProblem {
  const got = text.trim();
  const [, word = '', time = ''] =
    got.length > LONGEST ? [] : (/^(up|down) until (.+)$/i.exec(got.replace(/\s+/g, ' ')) ?? []);
  const level = word.toLowerCase() === 'up' ? 'up' : 'down';
  const until = parseTime(time, zoneOf(schedule), level === 'up' ? 'last' : 'first');
  return until === undefined ? { got, expected: EXPECTED } : { level, until };
}
