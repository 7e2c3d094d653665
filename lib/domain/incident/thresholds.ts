const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When something is told, and when it is over. Milliseconds, unless it is a count. */
export interface Thresholds {
  /** A transient cause is told when it was seen so many times within the window. */
  readonly transientStops: number;
  readonly transientWindow: number;
  /** A cause that the event does not prove is told after so long, with whatever evidence there is. */
  readonly evidencePatience: number;
  /** For so long after the first telling a rise of the severity belongs to it: it is no news of its own. */
  readonly firstAssessment: number;
  /** How long nothing may fail after a recovery: twice the longest gap between the last stops, within these bounds. */
  readonly shortestHoldDown: number;
  readonly longestHoldDown: number;
  /** After the first telling, while it is still failing. */
  readonly reminders: readonly [number, number];
  /** So many openings within the window are one flapping incident. */
  readonly flappingOpenings: number;
  readonly flappingWindow: number;
  /** The same cause again within this time is a regression. */
  readonly regressionWindow: number;
  /** A family that stands alone is forgotten after so long a silence. */
  readonly familySilence: number;
  /** What never became a pattern is forgotten after so long. */
  readonly untoldSilence: number;
  /** Events that are older tell of the past. */
  readonly pastAfter: number;
  /** Fewer tasks than wanted for so long, without a stop and without progress, is a failure. */
  readonly belowDesiredPatience: number;
  /** The same while a deployment is under way of which no task has failed. */
  readonly deploymentPatience: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  transientStops: 3,
  transientWindow: 10 * MINUTE,
  evidencePatience: MINUTE / 2,
  firstAssessment: 2 * MINUTE,
  shortestHoldDown: 5 * MINUTE,
  longestHoldDown: 2 * HOUR,
  reminders: [4 * HOUR, 24 * HOUR],
  flappingOpenings: 3,
  flappingWindow: 6 * HOUR,
  regressionWindow: 90 * DAY,
  familySilence: 7 * DAY,
  untoldSilence: DAY,
  pastAfter: DAY,
  belowDesiredPatience: 10 * MINUTE,
  deploymentPatience: 30 * MINUTE,
};
