import type { EntryType, TimelineEntry } from './timeline';

/** Of one moment, what leads to what: tasks stop, the deployment fails, the next begins, a cause is known, people hear. */
const RANKS: Readonly<Record<EntryType, number>> = {
  stop: 0,
  deployment: 1,
  start: 5,
  recovery: 6,
  service: 7,
  note: 8,
  diagnosis: 9,
  correction: 10,
  decision: 11,
  action: 12,
  verification: 13,
  schedule: 14,
  mute: 15,
  closed: 16,
  alert: 17,
};

/** What became of one deployment comes before the next one begins. */
const OUTCOMES = { failed: 1, completed: 2, 'rolled-back': 2, 'in-progress': 3 } as const;

const rankOf = ({ type, outcome }: TimelineEntry): number =>
  type === 'deployment' ? OUTCOMES[outcome ?? 'in-progress'] : RANKS[type];

/** By time; of one moment by what leads to what, then by id: the order is the same whatever order they came in. */
export const compareEntries = (one: TimelineEntry, other: TimelineEntry): number =>
  one.occurredAt - other.occurredAt ||
  rankOf(one) - rankOf(other) ||
  (one.entryId < other.entryId ? -1 : one.entryId > other.entryId ? 1 : 0);
