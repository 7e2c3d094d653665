import { alertNumber } from './alert-number';
import type { Delivery } from './delivery';
import { without } from './without';

const MOST_SAID = 64;

/** Where Slack put a message; a webhook does not say. */
export interface Place {
  readonly ts?: string;
  readonly channelId?: string;
}

/** What a message told. */
export interface Telling {
  readonly alertIds: readonly string[];
  /** The queue as it was when the message was made. */
  readonly queue: readonly string[];
}

/** The message is there, and shows this revision. */
export function afterPost(
  delivery: Delivery,
  { ts, channelId }: Place,
  revision: number,
  telling: Telling,
  now: number,
): Delivery {
  const told = afterSaying(delivery, telling);
  if (ts === undefined || channelId === undefined || told.posted !== undefined) return told;
  return { ...told, posted: { ts, channelId, revision, at: now } };
}

/** The message shows this revision now. */
export function afterEdit(delivery: Delivery, revision: number, now: number): Delivery {
  const { posted } = delivery;
  const well = afterWell(delivery);
  return posted === undefined ? well : { ...well, posted: { ...posted, revision, editedAt: now } };
}

/** These alerts were told. Older ones that came meanwhile are too late: they would be said after a newer one. */
export function afterSaying(delivery: Delivery, { alertIds, queue }: Telling): Delivery {
  const numbers = alertIds.map(alertNumber);
  const newest = Math.max(0, ...numbers);
  const isOwed = (id: string): boolean => !alertIds.includes(id) && (queue.includes(id) || alertNumber(id) > newest);
  const said = [...delivery.said, ...numbers.filter((number) => !delivery.said.includes(number))];
  return { ...afterWell(delivery), queue: delivery.queue.filter(isOwed), said: said.slice(-MOST_SAID) };
}

const afterWell = (delivery: Delivery): Delivery => ({
  ...without(delivery, 'failingSince', 'nextAttemptAt', 'dead'),
  attempts: 0,
});
