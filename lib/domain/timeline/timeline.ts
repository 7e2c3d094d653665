import type { Confidence } from '../causes/cause';
import type { CauseId } from '../causes/cause-id';
import type { IncidentState, Severity } from '../incident/incident';
import type { Subject } from '../incident/subject';

/** Version of the exported form, raised when a reader could misread the new one. */
export const TIMELINE_SCHEMA = 1;

/**
 * `deployment`: began, completed, failed, rolled back. `start`: tasks began to run. `stop`: a task stopped. `service`: what
 * ECS says of the service (steady, impaired). `diagnosis`: a cause became known. `alert`: somebody was told. `decision`:
 * an action was decided or refused. `action`: a change to the account. `verification`: what was read back after it.
 * `schedule`: a scheduled change. `mute`, `closed`: of the incident itself. `correction`: corrects an earlier entry.
 */
export type EntryType =
  | 'deployment'
  | 'start'
  | 'stop'
  | 'service'
  | 'diagnosis'
  | 'alert'
  | 'decision'
  | 'action'
  | 'verification'
  | 'schedule'
  | 'recovery'
  | 'mute'
  | 'closed'
  | 'note'
  | 'correction';

/** `key`: the story needs it. `noise`: only who looks for everything wants it. */
export type Importance = 'key' | 'normal' | 'noise';

/** Who did it, as far as it is known. */
export type Actor = 'ecs' | 'ecs-medic' | 'schedule' | 'person' | 'unknown';

/** One fact of the story. Times are milliseconds since 1970; all texts are redacted, and hostile all the same. */
export interface TimelineEntry {
  /** Unique in the timeline and made of what happened, never of when it was read: `stop/5f0c…`. */
  readonly entryId: string;
  /** The event's own time. */
  readonly occurredAt: number;
  /** When the responder wrote it down last; absent where it is read straight from ECS or from a recording. */
  readonly recordedAt?: number;
  readonly type: EntryType;
  readonly importance: Importance;
  /** Past tense, names the thing, at most 120 characters. */
  readonly title: string;
  /** More of it: the quote that proves a diagnosis, what a deployment changed. One string a line. */
  readonly detail?: readonly string[];
  readonly actor: Actor;
  /** Where the fact is from: `ECS Task State Change`, `DescribeServices`, `logs /ecs/myapp`. */
  readonly source: string;
  readonly cause?: CauseId;
  readonly confidence?: Confidence;
  readonly revision?: number;
  /** For deployments. */
  readonly outcome?: 'in-progress' | 'completed' | 'failed' | 'rolled-back';
  /** For deployments: all entries of one share it. */
  readonly deploymentId?: string;
  /** Running and desired count after it, where it tells them. */
  readonly running?: number;
  readonly desired?: number;
  /** For actions: the desired count, or the revision, before and after. */
  readonly before?: string;
  readonly after?: string;
  /** Equal facts folded into this one: how many, and when the last one was. */
  readonly count: number;
  readonly lastAt?: number;
  /** Tasks of the folded stops. */
  readonly taskIds?: readonly string[];
  /** The entry that this one corrects: entries are never edited. */
  readonly corrects?: string;
  /** It came after the incident had ended. */
  readonly late?: true;
  /** The incident that it belongs to; absent where it belongs to none. */
  readonly incidentId?: string;
}

/** The five durations, in milliseconds, each from the first failure; absent where it did not happen. */
export interface Durations {
  /** Until the first alert was decided. */
  readonly detect?: number;
  /** Until a cause other than an unknown one was known. */
  readonly diagnose?: number;
  /** Until the first action, whoever took it. */
  readonly act?: number;
  /** Until tasks ran steadily again. */
  readonly recover?: number;
  /** Until the incident closed. */
  readonly total?: number;
}

/** One incident in the story of a service. Times are milliseconds since 1970. */
export interface TimelineIncident {
  readonly incidentId: string;
  readonly state: IncidentState;
  readonly severity: Severity;
  /** In the order in which they appeared. */
  readonly causes: readonly CauseId[];
  /** Distinct failed stops. */
  readonly stops: number;
  readonly openedAt: number;
  readonly closedAt?: number;
  readonly durations: Durations;
}

/** The whole story of one incident, or of one service over a time. Entries are in the order of `compareEntries`. */
export interface Timeline {
  readonly schema: typeof TIMELINE_SCHEMA;
  /** Absent where it is the story of a service, not of one incident. */
  readonly incidentId?: string;
  readonly subject: Subject;
  readonly account?: string;
  readonly region?: string;
  readonly state?: IncidentState;
  readonly severity?: Severity;
  /** In the order in which they appeared. */
  readonly causes: readonly CauseId[];
  /** Distinct failed stops. */
  readonly stops: number;
  readonly openedAt?: number;
  readonly closedAt?: number;
  readonly closedBecause?: string;
  readonly revisionFrom?: number;
  readonly revisionTo?: number;
  /** Of one incident; empty where it is the story of a service. */
  readonly durations: Durations;
  /** In the story of a service: its incidents, as they opened. */
  readonly incidents?: readonly TimelineIncident[];
  readonly entries: readonly TimelineEntry[];
}
