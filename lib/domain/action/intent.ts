import type { Hold, HoldOwner } from './hold';
import type { LeftAlone } from './left-alone';

/** What may be done to a service. */
export type ActionKind = 'scale-to-zero' | 'roll-back' | 'restore';

/**
 * A change that is about to be made. It stands in the record before the first call, and is taken out only when what was
 * read afterwards says how it ended: whoever finds it left behind reads, and settles it.
 */
export interface Intent {
  /** Unique: the subject's key, the action and the time. */
  readonly id: string;
  readonly action: ActionKind;
  readonly owner: HoldOwner;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Desired count that was read, and that it is to become; the same for a rollback. */
  readonly desired: number;
  readonly to: number;
  /** PRIMARY deployment that was read. */
  readonly deploymentId: string;
  /** For scale-to-zero the hold that is to be; for restore the hold that is to end. */
  readonly hold?: Hold;
  /** For a rollback: the service deployment that is stopped, the task definition that it leads back to, and its own. */
  readonly serviceDeploymentArn?: string;
  readonly rollsBackTo?: string;
  readonly rollsBackFrom?: string;
  /** A person wakes a service that is to sleep: the schedule is to leave it alone so long. */
  readonly leaveAlone?: LeftAlone;
  readonly incidentId?: string;
  /** How it ended could not be read: recorded, or told to people since it lasts. */
  readonly unknown?: 'noted' | 'told';
}
