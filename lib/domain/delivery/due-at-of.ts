import type { Delivery } from './delivery';

/**
 * When somebody must look at a delivery again, milliseconds since 1970: at the end of the lease, in case its owner was
 * cut off, or when the next attempt is due. Undefined: nothing is owed, or it was given up and waits for a person.
 */
export const dueAtOf = ({ dead, lease, nextAttemptAt }: Delivery): number | undefined =>
  dead === undefined ? (lease?.until ?? nextAttemptAt) : undefined;
