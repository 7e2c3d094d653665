import type { DecisionWord } from './decision-row';
import type { GuardId } from './guard';
import type { ScalableTarget } from './scalable-target';

/** How a change ended, as it is told. */
export interface Outcome {
  readonly word: Extract<DecisionWord, 'verified' | 'reverted' | 'failed' | 'released'>;
  /** One sentence without a full stop: what was read, or what stood in the way. */
  readonly because: string;
  /** The safeguard that ended the attempt before any call; whoever asked for it tells of that. */
  readonly guard?: GuardId;
  /** What is to be known beside it, a sentence each: of Application Auto Scaling. */
  readonly remarks?: readonly string[];
  /** The service stays at zero although the change was to be taken back, or did not get that far. */
  readonly isLeftAtZero?: boolean;
  /** What scaled the service before, where it is suspended still and no hold remembers it. */
  readonly leftSuspended?: ScalableTarget;
}
