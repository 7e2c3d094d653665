import type { ScalableTarget } from './scalable-target';

/** A service that its schedule is to leave as it is, until a time in milliseconds since 1970. */
export interface LeftAlone {
  readonly until: number;
  /** The schedule's text. */
  readonly schedule: string;
  /** What scaled it before it was put to zero; put back when the schedule wants it up, or it has none. */
  readonly scalableTarget?: ScalableTarget;
}
