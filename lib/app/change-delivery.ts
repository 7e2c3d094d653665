import type { ChannelState, Delivery, DeliveryKey } from '../domain/delivery/delivery';
import { dueAtOf } from '../domain/delivery/due-at-of';
import type { StorePorts } from './ports';

/** More lost races in a row than this are left to a later copy of the message. */
const MOST_TRIES = 30;

/**
 * Changes what is stored of a delivery, on a fresh copy each time that somebody else was quicker. Answers what is
 * stored afterwards; nothing is written where the change gives back the very same value. What is `known` to have been
 * stored last saves the first read.
 */
export const changeDelivery = (
  key: DeliveryKey,
  ports: StorePorts,
  change: (delivery: Delivery) => Delivery,
  known?: Delivery,
): Promise<Delivery> =>
  changeStored(
    `the delivery of ${key.thread} to ${key.channel}`,
    () => ports.readDelivery(key),
    change,
    (delivery) => ports.writeDelivery(delivery, dueAtOf(delivery)),
    known,
  );

/** The same for the state of a channel. */
export const changeChannel = (
  channel: string,
  ports: StorePorts,
  change: (state: ChannelState) => ChannelState,
): Promise<ChannelState> =>
  changeStored(
    `the state of channel ${channel}`,
    () => ports.readChannel(channel),
    change,
    (state) => ports.writeChannel(state),
  );

async function changeStored<T extends { readonly version: number }>(
  what: string,
  read: () => Promise<T>,
  change: (value: T) => T,
  write: (value: T) => Promise<boolean>,
  known?: T,
): Promise<T> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const before = attempt === 0 && known !== undefined ? known : await read();
    const after = change(before);
    if (after === before) return before;
    if (await write(after)) return { ...after, version: before.version + 1 };
  }
  throw new Error(`${what} was changed by others ${MOST_TRIES} times in a row: nothing was written here`);
}
