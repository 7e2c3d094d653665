import type { Delivery } from './delivery';

/** The last day of the year 9999: what waits for a person stays in the index, so that it can be listed, and never comes up. */
export const WAITS_FOR_A_PERSON = Date.UTC(9999, 11, 31);

/**
 * When somebody must look at a delivery again, milliseconds since 1970: at the end of the lease, in case its owner was
 * cut off, or when the next attempt is due. A dead one waits for a person. Undefined: nothing is owed.
 */
export const dueAtOf = ({ dead, lease, nextAttemptAt }: Delivery): number | undefined =>
  dead === undefined ? (lease?.until ?? nextAttemptAt) : WAITS_FOR_A_PERSON;
