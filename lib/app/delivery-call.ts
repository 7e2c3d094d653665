import { afterEdit, afterPost, afterSaying } from '../domain/delivery/after-success';
import type { Delivery, DeliveryKey, PostedMessage, StormDigest } from '../domain/delivery/delivery';
import type { NextStep, View } from '../domain/delivery/next-step';
import type { Alert } from '../domain/incident/alert';
import { slackMessage } from '../render/slack/slack-message';
import { stormDigest } from '../render/slack/storm-digest';
import { threadReply } from '../render/slack/thread-reply';
import type { ChatAnswer, ChatMessage, ChatPorts } from './ports';

/** One call of the chat, ready to be made. */
export interface DeliveryCall {
  readonly kind: 'post' | 'edit' | 'reply';
  readonly message: ChatMessage;
  send(message: ChatMessage): Promise<ChatAnswer>;
  /** The delivery once the chat has taken the message. */
  after(delivery: Delivery, answer: ChatAnswer & { readonly ok: true }, now: number): Delivery;
}

/** Reads the body of an alert. */
export type AlertReader = (alertId: string) => Promise<Alert>;

/** The call that carries out a step; undefined for one that needs none. Throws where a body is missing. */
export async function callFor(
  step: NextStep,
  delivery: Delivery,
  readAlert: AlertReader,
  chat: ChatPorts,
): Promise<DeliveryCall | undefined> {
  switch (step.do) {
    case 'post':
      return delivery.digest === undefined
        ? newMessage(step.newest, delivery, readAlert, chat)
        : newDigest(step.newest, delivery.digest, delivery.key, chat);
    case 'edit':
      return edit(step.newest, step.posted, delivery.digest, readAlert, chat);
    case 'say':
      return say(await readAlert(step.alertId), delivery, chat);
    case 'wait':
    case 'rest':
      return undefined;
  }
}

/** The newest view stands for `opened` and for the newest of what is owed; what came between is said in the thread. */
async function newMessage(
  { alertId, revision }: View,
  { key, queue }: Delivery,
  readAlert: AlertReader,
  chat: ChatPorts,
): Promise<DeliveryCall> {
  const newest = await readAlert(alertId);
  const owed = await Promise.all(queue.map(readAlert));
  const told = owed
    .filter(({ kind }, index) => chat.mode() === 'webhook' || kind === 'opened' || index === owed.length - 1)
    .map((alert) => alert.alertId);
  const alertIds = [alertId, ...told.filter((id) => id !== alertId)];
  return {
    kind: 'post',
    message: { ...slackMessage(newest), alertIds },
    send: (message) => chat.post(key.channel, message),
    after: (stored, place, now) => afterPost(stored, place, revision, { alertIds, queue }, now),
  };
}

function newDigest({ alertId, revision }: View, digest: StormDigest, key: DeliveryKey, chat: ChatPorts): DeliveryCall {
  return {
    kind: 'post',
    message: { ...stormDigest(digest), alertIds: [alertId] },
    send: (message) => chat.post(key.channel, message),
    after: (stored, place, now) => afterPost(stored, place, revision, { alertIds: [alertId], queue: [] }, now),
  };
}

async function edit(
  { alertId, revision }: View,
  { channelId, ts }: PostedMessage,
  digest: StormDigest | undefined,
  readAlert: AlertReader,
  chat: ChatPorts,
): Promise<DeliveryCall> {
  const shown = digest === undefined ? slackMessage(await readAlert(alertId)) : stormDigest(digest);
  return {
    kind: 'edit',
    message: { ...shown, alertIds: [alertId] },
    send: (message) => chat.edit(channelId, ts, message),
    after: (stored, _, now) => afterEdit(stored, revision, now),
  };
}

function say(alert: Alert, { key, posted, queue }: Delivery, chat: ChatPorts): DeliveryCall {
  const alertIds = [alert.alertId];
  const after: DeliveryCall['after'] = (stored) => afterSaying(stored, { alertIds, queue });
  return posted === undefined
    ? {
        kind: 'post',
        message: { ...slackMessage(alert), alertIds },
        send: (message) => chat.post(key.channel, message),
        after,
      }
    : {
        kind: 'reply',
        message: { ...threadReply(alert), alertIds },
        send: (message) => chat.post(posted.channelId, message, posted.ts),
        after,
      };
}
