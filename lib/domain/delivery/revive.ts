import type { Delivery } from './delivery';
import { without } from './without';

/** Takes up again what was given up; a delivery that lives stays as it is. */
export const revive = (delivery: Delivery): Delivery =>
  delivery.dead === undefined
    ? delivery
    : { ...without(delivery, 'dead', 'failingSince', 'nextAttemptAt'), attempts: 0 };
