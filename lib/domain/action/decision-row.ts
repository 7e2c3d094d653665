import type { Subject } from '../incident/subject';
import type { GuardId } from './guard';
import type { HoldOwner } from './hold';
import type { ActionKind } from './intent';

/**
 * `would-have`: every safeguard agreed, but nobody allowed it (observe mode, no tag, switched off). `do`: begun. The
 * others say how one ended: `verified` by what was read back, `reverted`, `failed` without effect, `unknown` (not
 * settled yet), `released` because somebody else changed the service.
 */
export type DecisionWord = 'would-have' | 'refuse' | 'do' | 'verified' | 'reverted' | 'failed' | 'unknown' | 'released';

/** One decision, kept for `ecs-medic decisions` whatever became of it. */
export interface DecisionRow {
  readonly type: 'decision';
  readonly subject: Subject;
  /** Unique for the subject. A run that was cut off may leave a copy of how a change ended, with another time. */
  readonly decisionId: string;
  readonly at: number;
  readonly action: ActionKind;
  readonly owner: HoldOwner;
  readonly decision: DecisionWord;
  /** The safeguard that refused, or that did not allow it. */
  readonly guard?: GuardId;
  /** One sentence. */
  readonly reason: string;
  readonly incidentId?: string;
  /** Desired count before and after, where it was to change. */
  readonly before?: number;
  readonly after?: number;
}
