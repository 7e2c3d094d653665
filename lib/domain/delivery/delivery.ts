/** One message to one channel: an incident, or the digest of a storm, and how far Slack knows of it. */
export interface DeliveryKey {
  /** As configured or as the service's tag names it: `#alerts`, `C0123456789`, or `webhook`. */
  readonly channel: string;
  /** Id of the incident, or of the digest: `digest/…`. */
  readonly thread: string;
}

export const DELIVERY_SCHEMA = 1;

/** A failed post is state, not a receive count: this item says what is still owed to the channel, and from when on. */
export interface Delivery {
  readonly schema: typeof DELIVERY_SCHEMA;
  readonly key: DeliveryKey;
  /** 0: not stored yet. The store adds one at each write. */
  readonly version: number;
  /** What Slack calls the message, once it is posted with a bot token. A webhook never says. */
  readonly posted?: PostedMessage;
  /** The newest view that is known: what the message should show. */
  readonly wanted?: { readonly alertId: string; readonly revision: number };
  /** Alerts that must be said in the thread (bot) or posted whole (webhook), in order. */
  readonly queue: readonly string[];
  /**
   * Revisions that a message told, so that a second copy does not: at most 64, newest last. An alert that comes later
   * than a newer one was told counts as told: the newer one carried the whole incident.
   */
  readonly said: readonly number[];
  /** Somebody is posting; others leave it to them until then. The owner is named by the write that made it the owner. */
  readonly lease?: { readonly owner: string; readonly until: number };
  /** When it is taken up again: Slack asked to wait, an edit was too soon, the channel was busy, or a post failed. */
  readonly nextAttemptAt?: number;
  /** Failures in a row. While there are any, nothing is sent before `nextAttemptAt`. */
  readonly attempts: number;
  readonly failingSince?: number;
  /** Given up after 72 h, or because Slack says that it will never work. */
  readonly dead?: { readonly at: number; readonly because: string };
  /** The incident is told by the digest with this thread only. */
  readonly foldedInto?: string;
  /** What is told, where the thread is the digest of a storm. */
  readonly digest?: StormDigest;
}

export interface PostedMessage {
  readonly ts: string;
  readonly channelId: string;
  /** The one it shows. */
  readonly revision: number;
  readonly at: number;
  /** When it was edited last; absent: never. */
  readonly editedAt?: number;
}

/** New incidents of a storm that are told together. Its revision is their number. */
export interface StormDigest {
  readonly since: number;
  /** It ends then, unless another incident is folded into it before. */
  readonly until: number;
  readonly incidents: readonly FoldedIncident[];
}

export interface FoldedIncident {
  readonly incidentId: string;
  readonly cause: string;
  readonly title: string;
}

/** What one channel has been sent lately: one post a second, and a digest for a storm. */
export interface ChannelState {
  readonly schema: typeof DELIVERY_SCHEMA;
  readonly channel: string;
  readonly version: number;
  /** The next free second. */
  readonly nextPostAt: number;
  /** New incidents of the last 5 minutes, oldest first, at most the latest 20. */
  readonly openings: readonly Opening[];
  /** The latest digest. What it tells is in its own delivery, so that this item, written at each post, stays small. */
  readonly digest?: {
    readonly thread: string;
    readonly since: number;
    readonly until: number;
    /** Incidents that were folded into it. */
    readonly count: number;
  };
}

export interface Opening {
  readonly incidentId: string;
  readonly at: number;
  /** Thread of the digest that tells of it; absent where it has a message of its own. */
  readonly foldedInto?: string;
}

export const newDelivery = (key: DeliveryKey): Delivery => ({
  schema: DELIVERY_SCHEMA,
  key,
  version: 0,
  queue: [],
  said: [],
  attempts: 0,
});

export const newChannelState = (channel: string): ChannelState => ({
  schema: DELIVERY_SCHEMA,
  channel,
  version: 0,
  nextPostAt: 0,
  openings: [],
});
