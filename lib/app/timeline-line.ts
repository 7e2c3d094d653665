import type { CauseId } from '../domain/causes/cause-id';
import type { EntryType, Importance, TimelineEntry } from '../domain/timeline/timeline';

/** What `replay --show timeline --format jsonl` says of one entry. The form is a contract. */
export interface TimelineLine {
  /** Null where it belongs to no incident. */
  readonly incidentId: string | null;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  readonly type: EntryType;
  readonly importance: Importance;
  readonly title: string;
  readonly cause: CauseId | null;
  /** Equal facts that are told by this one. */
  readonly count: number;
}

export const timelineLine = (entry: TimelineEntry): TimelineLine => ({
  incidentId: entry.incidentId ?? null,
  occurredAt: new Date(entry.occurredAt).toISOString(),
  type: entry.type,
  importance: entry.importance,
  title: titleOf(entry),
  cause: entry.cause ?? null,
  count: entry.count,
});

/** A line stands alone: what changed belongs to it. */
const titleOf = ({ title, before, after }: TimelineEntry): string =>
  before === undefined || after === undefined ? title : `${title} (${before} → ${after})`;
