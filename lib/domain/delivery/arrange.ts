import type { Delivery } from './delivery';
import { type ChatMode, nextStep } from './next-step';
import { without } from './without';

/** Milliseconds; each mark starts it anew. */
const LEASE = 30_000;
/** What a call, its second try as plain text and the mark may take, with clocks that differ. */
const LONGEST_CALL = 14_000;

/**
 * Says who goes on with a delivery, and when: takes or renews the lease where something is to be sent now, else gives
 * it back and says when it is due. A lease of somebody else that still runs is left alone. Without an owner the lease
 * goes to the write that takes it, whose number nobody else has.
 */
export function arrange(delivery: Delivery, mode: ChatMode, now: number, owner?: string): Delivery {
  const { lease, nextAttemptAt } = delivery;
  if (lease !== undefined && lease.until > now && lease.owner !== owner) return delivery;
  const step = nextStep(delivery, mode, now);
  const due = step.do === 'wait' ? step.until : undefined;
  if (step.do === 'wait' || step.do === 'rest') {
    if (lease === undefined && nextAttemptAt === due) return delivery;
    const free = without(delivery, 'lease', 'nextAttemptAt');
    return due === undefined ? free : { ...free, nextAttemptAt: due };
  }
  return {
    ...without(delivery, 'nextAttemptAt'),
    lease: { owner: owner ?? String(delivery.version + 1), until: now + LEASE },
  };
}

/** Whether there is time for one more call before others may take over. */
export const hasTimeToCall = ({ lease }: Delivery, now: number): boolean =>
  lease !== undefined && lease.until - now >= LONGEST_CALL;

/** Gives the lease back; somebody takes it up later. */
export const putOff = (delivery: Delivery, until: number): Delivery => ({
  ...without(delivery, 'lease'),
  nextAttemptAt: until,
});
