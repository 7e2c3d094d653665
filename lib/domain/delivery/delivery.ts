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
  readonly posted?: { readonly ts: string; readonly channelId: string; readonly revision: number; readonly at: number };
  /** The newest view that is known: what the message should show. */
  readonly wanted?: { readonly alertId: string; readonly revision: number };
  /** Alerts that must be said in the thread (bot) or posted whole (webhook), in order. */
  readonly queue: readonly string[];
  /** Numbers of the alerts that have been said, so that a second copy is not: at most 64, newest last. */
  readonly said: readonly number[];
  /** Somebody is posting; others leave it to them until then. */
  readonly lease?: { readonly owner: string; readonly until: number };
  /** Not before: Slack asked to wait, an edit is too soon, or a post failed. */
  readonly nextAttemptAt?: number;
  readonly attempts: number;
  readonly failingSince?: number;
  /** Given up after 72 h, or because Slack says that it will never work. */
  readonly dead?: { readonly at: number; readonly because: string };
  /** The incident is told by the digest with this thread only. */
  readonly foldedInto?: string;
}

/** What one channel has been sent lately: one post a second, and a digest for a storm. */
export interface ChannelState {
  readonly schema: typeof DELIVERY_SCHEMA;
  readonly channel: string;
  readonly version: number;
  /** The next free second. */
  readonly nextPostAt: number;
  /** New incidents of the last 5 minutes, oldest first. */
  readonly openings: readonly { readonly incidentId: string; readonly at: number }[];
  /** The running digest, while there is one. */
  readonly digest?: {
    readonly thread: string;
    readonly since: number;
    readonly revision: number;
    readonly incidents: readonly { readonly incidentId: string; readonly cause: string; readonly title: string }[];
  };
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
