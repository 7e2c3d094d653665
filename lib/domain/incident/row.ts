import type { DecisionRow } from '../action/decision-row';
import type { CauseId } from '../causes/cause-id';
import type { DeploymentStep } from './happening';
import type { Subject } from './subject';

/**
 * A row of the table that is written once from what an event says, under a key that comes from the event: writing it
 * twice changes nothing. Rows are at once what makes counting exact and what the timeline is read from.
 */
export type Row = StopRow | EntryRow | DecisionRow;

/** One stopped task. Key: the task. A higher version of the same stop may correct what it says, never the count. */
export interface StopRow {
  readonly type: 'stop';
  readonly subject: Subject;
  readonly taskId: string;
  /** Of the event (`detail.version`); 0 where it has none. */
  readonly version: number;
  /** When the task stopped, milliseconds since 1970. */
  readonly at: number;
  /** Number of the incident that counts it; absent where none does. */
  readonly episode?: number;
  readonly cause?: CauseId;
  readonly container?: string;
  readonly exitCode?: number;
  readonly revision?: number;
  /** Deployment that started the task: `ecs-svc/123`. Absent in older rows. */
  readonly deployment?: string;
  /** When its containers ran; absent where they never did, and in older rows. */
  readonly startedAt?: number;
  /** It came from an archive, or after its incident was over: it tells of the past. */
  readonly late?: true;
}

/** Anything else that belongs to the story: a deployment, a steady state, an impairment, an alert, a mute. */
export interface EntryRow {
  readonly type: 'entry';
  readonly subject: Subject;
  /** Unique for the subject, made of the event: `deployment/ecs-svc/123/SERVICE_DEPLOYMENT_FAILED`. */
  readonly entryId: string;
  readonly at: number;
  /** `deployment`, `service-action`, `spot-warning`, `alert`, `recovery`, `closed`, … */
  readonly what: string;
  /** Past tense, at most 200 characters, without secrets. */
  readonly title: string;
  readonly episode?: number;
  readonly cause?: CauseId;
  /** What a deployment came to; absent in older rows. */
  readonly deployment?: DeploymentStep;
  readonly late?: true;
}

/** Names a row among those of its subject. */
export const rowIdOf = (row: Row): string =>
  row.type === 'stop' ? row.taskId : row.type === 'entry' ? row.entryId : row.decisionId;
