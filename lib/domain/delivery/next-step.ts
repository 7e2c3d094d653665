import type { Delivery, PostedMessage, StormDigest } from './delivery';

/** How the chat can be written to. `webhook` neither edits nor threads. */
export type ChatMode = 'bot' | 'webhook' | 'none';

/** What a delivery owes to its channel now. */
export type NextStep =
  /** A message of its own, with the newest view. */
  | { readonly do: 'post'; readonly newest: View }
  /** The posted message is behind. */
  | { readonly do: 'edit'; readonly newest: View; readonly posted: PostedMessage }
  /** The first alert of the queue: in the thread, or whole where there are no threads. */
  | { readonly do: 'say'; readonly alertId: string }
  | { readonly do: 'wait'; readonly until: number }
  | { readonly do: 'rest' };

/** A state of what is told, and the alert that carries it. */
export type View = NonNullable<Delivery['wanted']>;

/** One message is edited at most once in so long. */
const EDIT_INTERVAL = 60_000;
const REST: NextStep = { do: 'rest' };

/** Decides on the stored state alone; whoever carries it out stores the result and asks again. */
export function nextStep(delivery: Delivery, mode: ChatMode, now: number): NextStep {
  const { dead, wanted, attempts, nextAttemptAt = 0, digest } = delivery;
  if (dead !== undefined || wanted === undefined || mode === 'none') return REST;
  const step =
    digest === undefined
      ? stepOfIncident(delivery, wanted, mode, now)
      : stepOfDigest(delivery, digest, wanted, mode, now);
  if (step.do === 'rest' || attempts === 0 || nextAttemptAt <= now) return step;
  return { do: 'wait', until: step.do === 'wait' ? Math.max(step.until, nextAttemptAt) : nextAttemptAt };
}

function stepOfIncident({ posted, queue, said }: Delivery, newest: View, mode: ChatMode, now: number): NextStep {
  const [alertId] = queue;
  if (mode === 'webhook') {
    if (alertId === undefined) return REST;
    return said.length === 0 ? { do: 'post', newest } : { do: 'say', alertId };
  }
  if (posted === undefined) return alertId === undefined ? REST : { do: 'post', newest };
  const edit = stepOfEdit(posted, newest, now);
  return alertId === undefined || edit.do === 'edit' ? edit : { do: 'say', alertId };
}

/** With a webhook it is told when it starts, and once more, whole, when it is over. */
function stepOfDigest(
  { posted, said }: Delivery,
  { until }: StormDigest,
  newest: View,
  mode: ChatMode,
  now: number,
): NextStep {
  if (said.length === 0) return { do: 'post', newest };
  if (mode === 'bot') return posted === undefined ? REST : stepOfEdit(posted, newest, now);
  if (newest.revision <= Math.max(...said)) return REST;
  return until <= now ? { do: 'post', newest } : { do: 'wait', until };
}

function stepOfEdit(posted: PostedMessage, newest: View, now: number): NextStep {
  if (newest.revision <= posted.revision) return REST;
  const earliest = posted.editedAt === undefined ? now : posted.editedAt + EDIT_INTERVAL;
  return earliest <= now ? { do: 'edit', newest, posted } : { do: 'wait', until: earliest };
}
