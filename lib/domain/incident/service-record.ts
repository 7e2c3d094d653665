import type { Incident } from './incident';
import type { Subject } from './subject';

/** Form of the stored record; a reader accepts this one and the one before. */
export const RECORD_SCHEMA = 1;

/**
 * All that is remembered of one service (or family): one item of the table, written only where nobody else wrote since
 * it was read. It holds the state and the duty to tell it, so that both stand together or not at all.
 */
export interface ServiceRecord {
  readonly schema: typeof RECORD_SCHEMA;
  readonly subject: Subject;
  /** 0: not stored yet. The store adds one at each write. */
  readonly version: number;
  /** Number of the latest incident; 0 where there was none. */
  readonly episode: number;
  /** The latest incident, open or closed. */
  readonly incident?: Incident;
  /** When the latest incident that is over ended: what happened before belongs to the past. */
  readonly endedAt?: number;
  /** Causes of closed incidents, newest first, at most 12: to say that one came back. */
  readonly past: readonly PastCause[];
  /** When the last incidents opened, newest last, at most 3: to know flapping. */
  readonly openings: readonly number[];
  /** Ids of the tasks whose stops were counted by the last write; their rows may not be there yet. */
  readonly pending: readonly string[];
  /** Ids of alerts whose bodies are written and that are not known to be published. */
  readonly outbox: readonly string[];
  /** When the last steady state or completed deployment was, by the event's own time. */
  readonly recoveredAt?: number;
  readonly deployment?: DeploymentRecord;
  /** Task definition of the last deployment that completed with tasks running: our own memory of what was good. */
  readonly lastGood?: string;
  /** Since when the sweep has seen it fail in silence, and what it saw. */
  readonly silence?: SilenceRecord;
  /** Nothing is told until then, because of the tag or the command. */
  readonly mute?: { readonly until: number; readonly by: 'tag' | 'command' };
  /** Slack channel of its own, by tag. */
  readonly channel?: string;
  /** Account, Region and partition, as the events name them: for links. */
  readonly place?: { readonly account?: string; readonly region?: string; readonly partition?: string };
}

export interface PastCause {
  readonly fingerprint: string;
  readonly incidentId: string;
  readonly at: number;
}

export interface DeploymentRecord {
  readonly id: string;
  readonly at: number;
  readonly state: 'in-progress' | 'completed' | 'failed' | 'rolling-back';
}

export interface SilenceRecord {
  readonly since: number;
  readonly what: 'no-healthy-target' | 'below-desired';
  /** The most tasks that ran since then: more of them are progress. */
  readonly running?: number;
}

export const newRecord = (subject: Subject): ServiceRecord => ({
  schema: RECORD_SCHEMA,
  subject,
  version: 0,
  episode: 0,
  past: [],
  openings: [],
  pending: [],
  outbox: [],
});
