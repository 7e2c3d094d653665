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

/** The same bounds and the same three flags. */
export const sameTarget = (a: ScalableTarget, b: ScalableTarget): boolean =>
  a.min === b.min && a.max === b.max && sameSuspension(a.suspended, b.suspended);

const sameSuspension = (a: SuspendedScaling, b: SuspendedScaling): boolean =>
  a.dynamicIn === b.dynamicIn && a.dynamicOut === b.dynamicOut && a.scheduled === b.scheduled;

/**
 * Nothing in it is anybody else's: its bounds and its suspension are as they were before, or as we left them. A template
 * that is applied meanwhile brings the bounds back and says nothing of the suspension.
 */
export function isLeftByUs(now: ScalableTarget, before: ScalableTarget): boolean {
  const held = heldTarget(before);
  return (
    now.max === before.max &&
    (now.min === before.min || now.min === held.min) &&
    (sameSuspension(now.suspended, before.suspended) || sameSuspension(now.suspended, held.suspended))
  );
}
