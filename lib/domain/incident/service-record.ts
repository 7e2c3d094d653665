import type { Hold } from '../action/hold';
import type { Intent } from '../action/intent';
import type { LeftAlone } from '../action/left-alone';
import type { CrashLoop } from '../action/loop';
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
  /** The incident that they were counted by, where another one was opened since without a stop. */
  readonly pendingEpisode?: number;
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
  /** Failed stops in a row since a task was last seen healthy, or a deployment began. */
  readonly loop?: CrashLoop;
  /** When that was: stops before it make no crash loop. */
  readonly loopFrom?: number;
  /** A change that was begun and is not settled. */
  readonly intent?: Intent;
  /** It was put to zero by us. */
  readonly hold?: Hold;
  /** Actions in a row that failed, were reverted or undone by others: at two only a person may act. */
  readonly failedActions?: number;
  /**
   * A person woke it while it was to sleep: a person's change wins until then, or until the schedule is another one. Or
   * what scales it could not be put back, which is tried again: then the time is 0, and the schedule none.
   */
  readonly leftAlone?: LeftAlone;
  /** What keeps the schedule from being followed. */
  readonly obstacle?: Obstacle;
  /** Short hash of the tags that cannot be read and were told of. */
  readonly toldTags?: string;
  /** Slack channel of its own, by tag. */
  readonly channel?: string;
  /** Account, Region and partition, as the events name them: for links. */
  readonly place?: { readonly account?: string; readonly region?: string; readonly partition?: string };
}

export interface Obstacle {
  /** `scale-to-zero/deployment`. */
  readonly key: string;
  readonly since: number;
  /** When it was last tried in vain. */
  readonly at: number;
  readonly told: boolean;
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
