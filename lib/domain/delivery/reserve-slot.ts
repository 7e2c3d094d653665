import type { ChannelState } from './delivery';

/** One post a second a channel, though one be sent late after its slot was taken. */
const POST_INTERVAL = 1_200;
/** Whoever would wait longer comes back later. */
const LONGEST_WAIT = 3_000;

export interface Slot {
  readonly at: number;
  /** The channel once the slot is taken; absent where it is too far ahead to wait for. */
  readonly taken?: ChannelState;
}

/** The channel's next free slot. */
export function reserveSlot(channel: ChannelState, now: number): Slot {
  const at = Math.max(now, channel.nextPostAt);
  return at - now > LONGEST_WAIT ? { at } : { at, taken: { ...channel, nextPostAt: at + POST_INTERVAL } };
}

/** Slack asked to wait: nobody posts to the channel before. */
export const holdChannel = (channel: ChannelState, until: number): ChannelState =>
  until <= channel.nextPostAt ? channel : { ...channel, nextPostAt: until };
