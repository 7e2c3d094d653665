import type { Alert } from '../domain/incident/alert';
import type { Incident } from '../domain/incident/incident';
import type { Story, StoryEntry } from './story';

/** What people would have read of a world, and what became of it. */
export interface Told extends Pick<Story, 'id' | 'source' | 'unexplained' | 'hidden' | 'leftAlone'> {
  /** In the order of their times. */
  readonly entries: readonly ToldEntry[];
  /** In the order of their opening. */
  readonly incidents: readonly Incident[];
  /** Nothing tells when it happened: the times are those of the replay. */
  readonly isUntimed: boolean;
}

export type ToldEntry = Message | Aside;

/** A message as people find it: edited at once where more was known at once, and the later edits in their order. */
export interface Message {
  readonly kind: 'message';
  readonly alert: Alert;
  readonly edits: readonly Edit[];
}

/** A message that was brought up to date: nobody is called. */
export interface Edit {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly before: Alert;
  readonly after: Alert;
}

/** What was understood, and nobody is called for. */
export interface Aside {
  readonly kind: 'aside';
  readonly entry: StoryEntry;
  /** Why nobody is called; said of normal life once. */
  readonly because?: string;
}
