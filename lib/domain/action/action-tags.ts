import { CHANNEL_TAG, isReadableMute, MUTE_TAG } from '../incident/tags';
import { parseDayOrTime } from '../timestamp';

/** `allow`: the service may be put to zero while it crashes. */
export const SCALE_TO_ZERO_TAG = 'ecs-medic:scale-to-zero';
/** `allow`: a failing deployment may be rolled back. */
export const ROLL_BACK_TAG = 'ecs-medic:roll-back';
/** Nothing is done to the service before this time: `2026-12-01`, `2026-12-01T18:00:00Z`. */
export const NO_ACTIONS_UNTIL_TAG = 'ecs-medic:no-actions-until';
/** Failed stops in a row that make a crash loop, instead of what is usual: `5`. */
export const CRASH_LOOP_STOPS_TAG = 'ecs-medic:crash-loop-stops';
/** Minutes that it must have lasted: `10`. */
export const CRASH_LOOP_MINUTES_TAG = 'ecs-medic:crash-loop-minutes';
/** When the service is up: lib/domain/schedule says how it is written. */
export const SCHEDULE_TAG = 'ecs-medic:schedule';
export const SCHEDULE_OVERRIDE_TAG = 'ecs-medic:schedule-override';

const PREFIX = 'ecs-medic:';

/** Every tag of ours; another one with the prefix is a mistake that somebody would wait for in vain. */
const KNOWN: ReadonlySet<string> = new Set([
  SCALE_TO_ZERO_TAG,
  ROLL_BACK_TAG,
  NO_ACTIONS_UNTIL_TAG,
  CRASH_LOOP_STOPS_TAG,
  CRASH_LOOP_MINUTES_TAG,
  SCHEDULE_TAG,
  SCHEDULE_OVERRIDE_TAG,
  MUTE_TAG,
  CHANNEL_TAG,
]);

export const isOurTag = (tag: string): boolean => tag.toLowerCase().startsWith(PREFIX);

const A_DAY_OR_TIME = 'a day such as 2026-12-01, or a time with its zone such as 2026-12-01T18:00:00Z';

/** What the tags of a service allow. What cannot be read allows nothing. */
export interface ActionTags {
  readonly scaleToZero: boolean;
  readonly rollBack: boolean;
  /** Milliseconds since 1970; infinity where the tag cannot be read. */
  readonly noActionsUntil?: number;
  readonly crashLoopStops?: number;
  /** Milliseconds. */
  readonly crashLoopLasts?: number;
  readonly problems: readonly TagProblem[];
}

/** A tag that cannot be read, and how it is taken meanwhile. */
export interface TagProblem {
  readonly tag: string;
  readonly got: string;
  /** After "expected". */
  readonly expected: string;
  /** How it is taken: `nothing is done to the service`. */
  readonly takenAs: string;
}

/** What the tags of a service allow and forbid; what cannot be read is a problem, and takes the safe meaning. */
export function readActionTags(tags: ReadonlyMap<string, string>): ActionTags {
  const problems: TagProblem[] = [];
  const problem = (tag: string, got: string, expected: string, takenAs: string): undefined => {
    problems.push({ tag, got, expected, takenAs });
    return undefined;
  };
  const isAllowed = (tag: string): boolean => {
    const got = tags.get(tag);
    if (got === undefined) return false;
    const value = got.trim().toLowerCase();
    // IAM compares the value as it is written: only the exact word is a right that can be used.
    if (got === 'allow') return true;
    if (value !== 'deny') problem(tag, got, 'allow (or deny)', 'it is not allowed');
    return false;
  };
  const count = (tag: string, fewest: number, most: number, takenAs: string): number | undefined => {
    const got = tags.get(tag);
    if (got === undefined) return undefined;
    const value = /^\s*(\d{1,4})\s*$/.exec(got)?.[1];
    const number = value === undefined ? undefined : Number(value);
    if (number !== undefined && number >= fewest && number <= most) return number;
    return problem(tag, got, `a whole number from ${fewest} to ${most}`, takenAs);
  };
  const until = (): number | undefined => {
    const got = tags.get(NO_ACTIONS_UNTIL_TAG);
    if (got === undefined) return undefined;
    const time = parseDayOrTime(got.trim());
    if (time !== undefined) return time;
    problem(NO_ACTIONS_UNTIL_TAG, got, A_DAY_OR_TIME, 'nothing is done to the service');
    return Number.POSITIVE_INFINITY;
  };
  const unreadable = 'nothing is done to the service for an incident';
  const mute = tags.get(MUTE_TAG);
  if (mute !== undefined && !isReadableMute(mute))
    problem(MUTE_TAG, mute, `true, or ${A_DAY_OR_TIME}`, `it mutes nothing, and ${unreadable}`);
  for (const [tag, got] of tags)
    if (isOurTag(tag) && !KNOWN.has(tag)) problem(tag, got, `one of ${[...KNOWN].join(', ')}`, unreadable);
  const read = {
    scaleToZero: isAllowed(SCALE_TO_ZERO_TAG),
    rollBack: isAllowed(ROLL_BACK_TAG),
    noActionsUntil: until(),
    crashLoopStops: count(CRASH_LOOP_STOPS_TAG, 3, 200, unreadable),
    crashLoopLasts: count(CRASH_LOOP_MINUTES_TAG, 5, 1440, unreadable),
  };
  return {
    scaleToZero: read.scaleToZero,
    rollBack: read.rollBack,
    ...(read.noActionsUntil === undefined ? {} : { noActionsUntil: read.noActionsUntil }),
    ...(read.crashLoopStops === undefined ? {} : { crashLoopStops: read.crashLoopStops }),
    ...(read.crashLoopLasts === undefined ? {} : { crashLoopLasts: read.crashLoopLasts * 60_000 }),
    problems,
  };
}
