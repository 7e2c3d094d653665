/** A service's scalable target of Application Auto Scaling, as far as it is remembered and put back. */
export interface ScalableTarget {
  readonly min: number;
  readonly max: number;
  readonly suspended: SuspendedScaling;
}

/** `SuspendedState` of Application Auto Scaling. */
export interface SuspendedScaling {
  readonly dynamicIn: boolean;
  readonly dynamicOut: boolean;
  readonly scheduled: boolean;
}

export const ALL_SUSPENDED: SuspendedScaling = { dynamicIn: true, dynamicOut: true, scheduled: true };

/**
 * What a target is made while its service is at zero. Min and suspension go in one call: registering a target moves the
 * count into its bounds at once.
 */
export const heldTarget = ({ max }: ScalableTarget): ScalableTarget => ({ min: 0, max, suspended: ALL_SUSPENDED });

export const sameTarget = (a: ScalableTarget, b: ScalableTarget): boolean =>
  a.min === b.min &&
  a.max === b.max &&
  a.suspended.dynamicIn === b.suspended.dynamicIn &&
  a.suspended.dynamicOut === b.suspended.dynamicOut &&
  a.suspended.scheduled === b.suspended.scheduled;
