import type { Delivery } from './delivery';
import { without } from './without';

const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 15 * 60_000;
/** An alert that no channel took for so long is given up. */
const PATIENCE = 72 * 3_600_000;

export interface Failure {
  /** False: somebody must change something first: a channel, a token, a permission. */
  readonly retry: boolean;
  /** As Slack asked; absent or unusable: our own growing wait. */
  readonly retryAfterSeconds?: number;
  /** Slack's own word: `channel_not_found`. */
  readonly error: string;
}

/**
 * Milliseconds to wait after a failure, the first of a row being number 1: 30 s, doubled to 15 min; the longest at once
 * where it waits for somebody.
 */
export function waitAfter({ retry, retryAfterSeconds: asked }: Failure, attempts: number): number {
  if (!retry) return LONGEST_WAIT;
  if (asked !== undefined && Number.isFinite(asked) && asked > 0) return Math.min(asked * 1000, LONGEST_WAIT);
  return Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
}

/** What a failed call leaves: the time of the next attempt, or a delivery that is given up. */
export function afterFailure(delivery: Delivery, failure: Failure, now: number): Delivery {
  const { failingSince = now } = delivery;
  const attempts = delivery.attempts + 1;
  if (now - failingSince >= PATIENCE) return giveUp(delivery, `no success for 72 hours: ${failure.error}`, now);
  return { ...delivery, attempts, failingSince, nextAttemptAt: now + waitAfter(failure, attempts) };
}

/** Nobody tries any more, until a new alert of the incident comes or a person asks for it. */
export const giveUp = (delivery: Delivery, because: string, now: number): Delivery => ({
  ...without(delivery, 'lease', 'nextAttemptAt'),
  attempts: 0,
  dead: { at: now, because },
});
