import type { MessagePorts } from '../app/ports';
import type { QueueMessage } from '../app/respond-to-events';
import type { DeliveryKey } from '../domain/delivery/delivery';
import { encodeLook } from '../domain/incident/encode-look';
import type { TopicMessage } from '../domain/incident/topic-message';

/** The topic and the queues in memory: what goes out stays here until somebody takes it. */
export interface MemoryMessages extends MessagePorts {
  /** All that was ever published, in order. */
  readonly published: readonly TopicMessage[];
  /** What was published since the last call. */
  takePublished(): readonly TopicMessage[];
  /** Messages of the queue look-again whose delay is over at a time, earliest first; each is given once. */
  takeLooks(time: number): readonly QueueMessage[];
  /** When the next look is; undefined where none waits. */
  nextLookAt(): number | undefined;
  /** Messages of the queue of deliveries that ask for owed ones; each is given once. */
  takeNudges(): readonly QueueMessage[];
}

export function memoryMessages(now: () => number): MemoryMessages {
  const published: TopicMessage[] = [];
  let taken = 0;
  let looks: { readonly at: number; readonly message: QueueMessage }[] = [];
  let nudges: QueueMessage[] = [];
  let sent = 0;
  const messageOf = (body: string): QueueMessage => ({ id: `message-${++sent}`, body });

  return {
    published,
    async publish(message) {
      published.push({ ...message, attributes: { ...message.attributes } });
    },
    async lookAgain(asked) {
      for (const look of asked) looks.push({ at: now() + look.delay * 1000, message: messageOf(encodeLook(look)) });
    },
    async nudge(keys: readonly DeliveryKey[]) {
      for (const key of keys) nudges.push(messageOf(JSON.stringify({ nudge: key })));
    },
    takePublished() {
      const fresh = published.slice(taken);
      taken = published.length;
      return fresh;
    },
    takeLooks(time) {
      const due = looks.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at);
      looks = looks.filter(({ at }) => at > time);
      return due.map(({ message }) => message);
    },
    nextLookAt: () => (looks.length === 0 ? undefined : Math.min(...looks.map(({ at }) => at))),
    takeNudges() {
      const owed = nudges;
      nudges = [];
      return owed;
    },
  };
}
