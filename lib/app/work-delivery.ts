import { afterFailure, giveUp, waitAfter } from '../domain/delivery/after-failure';
import { arrange, hasTimeToCall, putOff } from '../domain/delivery/arrange';
import type { Delivery, DeliveryKey } from '../domain/delivery/delivery';
import { nextStep } from '../domain/delivery/next-step';
import { afterThreadGone, isEditRefused, isFormRefused, isThreadGone } from '../domain/delivery/refusals';
import { holdChannel, reserveSlot } from '../domain/delivery/reserve-slot';
import { changeChannel, changeDelivery } from './change-delivery';
import { type AlertReader, callFor, type DeliveryCall } from './delivery-call';
import { plainMessage } from './plain-message';
import type { ChatAnswer, ChatPorts, MetricsPort, PausePort, StorePorts } from './ports';

export type DeliveryPorts = StorePorts & ChatPorts & MetricsPort & PausePort;

export class AlertMissingError extends Error {
  override readonly name = 'AlertMissingError';
  constructor(alertId: string) {
    super(`the body of alert ${alertId} is not in the table: expected it to be written before it is told`);
  }
}

/** A change of the stored delivery, after which the lease is renewed or given back. */
type Mark = (change: (delivery: Delivery) => Delivery) => Promise<Delivery>;

/**
 * Sends what a delivery owes, call by call, while this invocation holds the lease and has time left. Each answer is
 * marked before the next call. What cannot be sent now stays owed, with the time when it is due.
 */
export async function workDelivery(
  leased: Delivery,
  readAlert: AlertReader,
  ports: DeliveryPorts,
  deadline: number,
): Promise<void> {
  const owner = leased.lease?.owner;
  let current = leased;
  while (owner !== undefined && current.lease?.owner === owner)
    current = await goOn(current, owner, readAlert, ports, deadline);
}

async function goOn(
  delivery: Delivery,
  owner: string,
  readAlert: AlertReader,
  ports: DeliveryPorts,
  deadline: number,
): Promise<Delivery> {
  const { key } = delivery;
  const mark: Mark = (change) =>
    changeDelivery(key, ports, (stored) => arrange(change(stored), ports.mode(), ports.now(), owner), delivery);
  const leave = (until: number): Promise<Delivery> =>
    changeDelivery(key, ports, (stored) => (stored.lease?.owner === owner ? putOff(stored, until) : stored), delivery);

  const call = await callOf(delivery, readAlert, ports);
  if (call === undefined) return mark((stored) => stored);
  if (call === 'missing') return bury(key, ports, mark);
  if (ports.now() >= deadline) return leave(ports.now());
  const wait = await takeSlot(key.channel, ports);
  if (typeof wait === 'object') return leave(wait.until);
  if (wait > 0) await ports.pause(wait);
  // The table was slow: without the rest of the lease a second sender could start before the answer is marked.
  if (!hasTimeToCall(delivery, ports.now())) return mark((stored) => stored);
  return settle(call, await send(call), key, ports, mark);
}

async function callOf(
  delivery: Delivery,
  readAlert: AlertReader,
  ports: DeliveryPorts,
): Promise<DeliveryCall | 'missing' | undefined> {
  try {
    return await callFor(nextStep(delivery, ports.mode(), ports.now()), delivery, readAlert, ports);
  } catch (error) {
    if (!(error instanceof AlertMissingError)) throw error;
    ports.report('an alert can no longer be told', error);
    return 'missing';
  }
}

/** Milliseconds until the channel's next free slot, which is taken; or when to come back. */
async function takeSlot(channel: string, ports: DeliveryPorts): Promise<number | { readonly until: number }> {
  let slot = { at: 0, now: 0, isTaken: false };
  await changeChannel(channel, ports, (state) => {
    const now = ports.now();
    const { at, taken } = reserveSlot(state, now);
    slot = { at, now, isTaken: taken !== undefined };
    return taken ?? state;
  });
  return slot.isTaken ? Math.max(0, slot.at - ports.now()) : { until: slot.at };
}

/** A message whose form is refused was not shown: it is sent once more, without form, in the same slot. */
async function send(call: DeliveryCall): Promise<ChatAnswer> {
  const answer = await call.send(call.message);
  return !answer.ok && isFormRefused(answer.error) ? call.send(plainMessage(call.message)) : answer;
}

async function settle(
  call: DeliveryCall,
  answer: ChatAnswer,
  key: DeliveryKey,
  ports: DeliveryPorts,
  mark: Mark,
): Promise<Delivery> {
  if (answer.ok) return mark((stored) => call.after(stored, answer, ports.now()));
  const { error } = answer;
  ports.report(`Slack did not take a message of ${key.thread} to ${key.channel} (${call.kind})`, new Error(error));
  if (call.kind === 'edit' && isEditRefused(error))
    return mark((stored) => call.after(stored, { ok: true }, ports.now()));
  if (call.kind === 'reply' && isThreadGone(error)) return mark(afterThreadGone);
  if (answer.retry && answer.retryAfterSeconds !== undefined) {
    const until = ports.now() + waitAfter(answer, 1);
    await changeChannel(key.channel, ports, (state) => holdChannel(state, until));
  }
  // It goes on being tried, but somebody must hear of it now, and not through Slack.
  if (!answer.retry) ports.count('DeadDeliveries', 1);
  return markDeath((stored) => afterFailure(stored, answer, ports.now()), ports, mark);
}

/** There is nothing left to send. */
const bury = ({ thread }: DeliveryKey, ports: DeliveryPorts, mark: Mark): Promise<Delivery> =>
  markDeath((stored) => giveUp(stored, `the body of an alert of ${thread} is missing`, ports.now()), ports, mark);

/** Counts before the mark: a crash between the two must not silence the alarm. A lost race counts no second time. */
function markDeath(change: (delivery: Delivery) => Delivery, ports: DeliveryPorts, mark: Mark): Promise<Delivery> {
  let isCounted = false;
  return mark((stored) => {
    const changed = change(stored);
    if (changed.dead !== undefined && !isCounted) {
      isCounted = true;
      ports.count('DeadDeliveries', 1);
    }
    return changed;
  });
}
