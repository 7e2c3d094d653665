import type { DecisionRow } from '../action/decision-row';
import type { CauseKind } from '../causes/cause';
import type { CauseId } from '../causes/cause-id';
import type { TaskDefinition } from '../definition/task-definition';
import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import type { IncidentAlert } from '../incident/alert';
import type { IncidentState, Severity } from '../incident/incident';
import type { EntryRow, StopRow } from '../incident/row';
import type { Subject } from '../incident/subject';

/**
 * All that is known of one service (or family) and that a timeline is made of, from wherever it was read: the table, a
 * recording, a live service. Nothing in it needs to be in order, and what stands in it twice is told once.
 */
export interface TimelineFacts {
  readonly subject: Subject;
  readonly account?: string;
  readonly region?: string;
  readonly stops: readonly StopFact[];
  readonly entries: readonly EntryFact[];
  readonly decisions: readonly DecisionRow[];
  /** What was told; empty where nobody was there to tell. */
  readonly alerts: readonly IncidentAlert[];
  readonly episodes: readonly Episode[];
  /** Revision of a deployment by its id, where the tasks do not tell it. */
  readonly revisions: ReadonlyMap<string, number>;
  /** Task definitions, to say what a deployment changed. */
  readonly definitions: readonly TaskDefinition[];
  readonly counts: readonly CountFact[];
  readonly starts: readonly StartFact[];
}

/** How a fact came to be known. */
export interface Origin {
  /** Where it is from, where that is not its event. */
  readonly source?: string;
  /** When the responder wrote it down last. */
  readonly recordedAt?: number;
}

export type StopFact = StopRow & Origin;

/** Anything else that happened. */
export type EntryFact = EntryRow & Origin;

/** How many tasks ran, and how many were wanted, at a time. */
export interface CountFact {
  readonly at: number;
  readonly running: number;
  readonly desired: number;
  readonly source: string;
}

/** A task that began to run. */
export interface StartFact {
  readonly at: number;
  readonly taskId: string;
  readonly revision?: number;
  readonly deployment?: string;
  readonly source: string;
}

/** One incident as it stood last. */
export interface Episode {
  readonly incidentId: string;
  readonly state: IncidentState;
  readonly severity: Severity;
  readonly flapping: boolean;
  readonly stops: number;
  readonly openedAt: number;
  readonly closedAt?: number;
  readonly closedBecause?: string;
  readonly recovery?: { readonly at: number; readonly because: string };
  /** In any order. */
  readonly causes: readonly EpisodeCause[];
}

export interface EpisodeCause {
  readonly fingerprint: string;
  readonly cause: CauseId;
  readonly kind?: CauseKind;
  readonly container?: string;
  /** Distinct stops; 0 where only messages of the service tell of it. */
  readonly stops: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly diagnosis?: DiagnosisRecord;
}

/** Number of an incident in its subject: 3 of `production/orders-api#3`; NaN where the id has none. */
export const numberOf = (incidentId: string): number => Number(incidentId.slice(incidentId.lastIndexOf('#') + 1));
