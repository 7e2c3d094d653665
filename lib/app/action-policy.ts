import type { ActionLimits } from '../domain/action/action-limits';
import type { GuardSets } from '../domain/action/guards';
import type { WatchPolicy } from './responder-policy';

/** What the functions that act were set to. */
export interface ActingPolicy extends WatchPolicy {
  readonly mode: 'observe' | 'enforce';
  readonly limits: ActionLimits;
  /** The safeguards that are asked; all of them, but in tests that show what one is good for. */
  readonly guards: GuardSets;
  /** Where the deployment is, and the name of its stack: commands that are told name them. */
  readonly region?: string;
  readonly stack?: string;
}
