import type { ActionNote } from '../action/action-note';
import type { CauseKind, Confidence } from '../causes/cause';
import type { CauseId } from '../causes/cause-id';
import type { Usage } from './usage';

/**
 * `open`: failing. `recovering`: recovery was seen, the hold-down runs. The others are closed: `resolved` on evidence,
 * `rolled-back` by the circuit breaker, `held` at a desired count of 0, `deleted` with its service, `expired` after a
 * family's long silence.
 */
export type IncidentState = 'open' | 'recovering' | 'resolved' | 'rolled-back' | 'held' | 'deleted' | 'expired';

/** By what users feel: nothing runs; less runs than wanted, or a deployment failed; restarts, but enough runs; no harm. */
export type Severity = 'critical' | 'error' | 'warning' | 'info';

export const SEVERITIES: readonly Severity[] = ['info', 'warning', 'error', 'critical'];

/** One reason for an incident. What its diagnosis says lies in a row of its own, under the fingerprint. */
export interface IncidentCause {
  /** Names the cause over incidents: `f1.exit-missing-configuration.3fa9c012`. */
  readonly fingerprint: string;
  /** Short hashes of what the events alone show of it, so that a stop is counted without reading evidence again. */
  readonly signatures: readonly string[];
  readonly cause: CauseId;
  readonly kind: CauseKind;
  readonly confidence: Confidence;
  readonly container?: string;
  /** Distinct stops; 0 where only messages of the service tell of it. */
  readonly stops: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** When it was last seen, oldest first, at most 3: a transient cause is told once they make a pattern. */
  readonly recent: readonly number[];
  /** Until when evidence is awaited before it is told without; absent once it has been read or given up. */
  readonly awaitedUntil?: number;
  /** Times that evidence was read for it. */
  readonly looks: number;
  /** It has been part of an alert. */
  readonly told: boolean;
  /** The earlier incident that had the same cause, at most 90 days ago. */
  readonly regressionOf?: { readonly incidentId: string; readonly at: number };
}

export interface Recovery {
  /** Time of the event that shows it. */
  readonly at: number;
  readonly as: 'resolved' | 'rolled-back';
  /** What showed it, in words: `steady state with 3 of 3 running`. */
  readonly because: string;
  /** The incident closes then, unless something fails before. */
  readonly until: number;
}

/** Times are milliseconds since 1970, by the events' own clock where an event tells it. */
export interface Incident {
  /** `production/orders-api#3`: the subject's key and the number of the episode. */
  readonly id: string;
  readonly state: IncidentState;
  /** Alerts made so far, quiet ones included: each has its number, and a message of a lower one is dropped. */
  readonly revision: number;
  readonly openedAt: number;
  readonly closedAt?: number;
  readonly closedBecause?: string;
  /** It reopened again and again: it ends only after a long quiet. */
  readonly flapping: boolean;
  /** It was there when ecs-medic started, and was told in its first message. */
  readonly baseline: boolean;
  readonly causes: readonly IncidentCause[];
  /** Distinct stops that failed. */
  readonly stops: number;
  /** What the stopped tasks used that is billed, one entry a kind; absent where none did. */
  readonly usage?: readonly Usage[];
  /** The latest times of such stops, oldest first, at most 5: the hold-down is measured by their gaps. */
  readonly recentStops: readonly number[];
  readonly severity: Severity;
  /** Running and desired count have been read at least once: from then on a rise of the severity is news. */
  readonly impactKnown: boolean;
  readonly running?: number;
  readonly desired?: number;
  readonly deploymentFailedAt?: number;
  readonly rollingBack: boolean;
  readonly recovery?: Recovery;
  /** When `opened` was told; until then nothing else is. */
  readonly toldAt?: number;
  /** The severity that was told last, once running and desired count were known: a higher one is news. */
  readonly toldSeverity?: Severity;
  /** Something changed that a reader would see, since the last alert. */
  readonly changed: boolean;
  /** Reminders sent: 0, 1 (after 4 h), 2 (after 24 h). */
  readonly reminders: number;
  /** What was done about it, oldest first, at most 8. */
  readonly actions?: readonly ActionNote[];
  /** Decisions that were recorded, each once an incident: `scale-to-zero/refuse/serving`. */
  readonly decided?: readonly string[];
  /** An action was begun for it: once an incident. */
  readonly actedAt?: number;
  /** Highest number of stops that an update was made for. */
  readonly tier: number;
}

export interface OpenIncident extends Incident {
  readonly state: 'open' | 'recovering';
}

export const isOpen = (incident: Incident | undefined): incident is OpenIncident =>
  incident !== undefined && (incident.state === 'open' || incident.state === 'recovering');
