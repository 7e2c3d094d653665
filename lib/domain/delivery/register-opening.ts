import type { ChannelState, Opening } from './delivery';

/** The tenth new incident within the window, and those after it, are told together. */
const MOST_OPENINGS = 9;
export const STORM_WINDOW = 5 * 60_000;
const MOST_REMEMBERED = 20;
/** A digest is one item of the table and one message: a larger storm has several. */
const MOST_FOLDED = 250;

export interface Registered {
  readonly channel: ChannelState;
  /** Thread of the digest that tells of the incident; absent where it gets a message of its own. */
  readonly foldedInto?: string;
}

/** Counts a new incident of a channel and decides how it is told. Asked again, the answer is the same. */
export function registerOpening(channel: ChannelState, incidentId: string, now: number): Registered {
  const recent = channel.openings.filter(({ at }) => now - at < STORM_WINDOW);
  const known = recent.find((opening) => opening.incidentId === incidentId);
  if (known !== undefined) return answer(channel, known);
  if (recent.length < MOST_OPENINGS) {
    const opening = { incidentId, at: now };
    return answer({ ...channel, openings: [...recent, opening] }, opening);
  }
  const digest = digestFor(channel, now);
  const opening = { incidentId, at: now, foldedInto: digest.thread };
  return answer({ ...channel, digest, openings: [...recent, opening].slice(-MOST_REMEMBERED) }, opening);
}

const answer = (channel: ChannelState, { foldedInto }: Opening): Registered =>
  foldedInto === undefined ? { channel } : { channel, foldedInto };

/** The running digest, or a new one; its name holds the number of the write that starts it. */
function digestFor({ digest, version }: ChannelState, now: number): NonNullable<ChannelState['digest']> {
  const until = now + STORM_WINDOW;
  return digest !== undefined && now < digest.until && digest.count < MOST_FOLDED
    ? { ...digest, until, count: digest.count + 1 }
    : { thread: `digest/storm/${version + 1}`, since: now, until, count: 1 };
}
