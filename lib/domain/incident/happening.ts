import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import type { Symptom } from '../symptom';
import type { Subject } from './subject';

/** What an event means for its subject, with the diagnosis that the event alone allows. */
export type Happening = StopHappening | TroubleHappening | RecoveryHappening | DeploymentHappening | NoteHappening;

interface HappeningHead {
  readonly subject: Subject;
  /** When it happened, milliseconds since 1970, by the event's own time. */
  readonly at: number;
  /** Unique for the subject, made of the event: equal for duplicates. */
  readonly entryId: string;
  /** Sent again from an archive: it tells of the past. */
  readonly replayed: boolean;
  readonly place: { readonly account?: string; readonly region?: string; readonly partition?: string };
}

/** One task stopped. */
export interface StopHappening extends HappeningHead {
  readonly kind: 'stop';
  readonly taskId: string;
  readonly version: number;
  readonly revision?: number;
  readonly symptom: Symptom;
  /** Undefined where nothing is known that would explain it. */
  readonly diagnosis?: DiagnosisRecord;
  /** Its own time lies in the future: it is told, and is no reason to act. */
  readonly isAhead?: true;
}

/** ECS says that a service is in trouble: an impaired start, a placement failure, a failed deployment. */
export interface TroubleHappening extends HappeningHead {
  readonly kind: 'trouble';
  readonly what: string;
  readonly symptom: Symptom;
  readonly diagnosis: DiagnosisRecord;
  readonly deployment?: DeploymentStep;
}

/** A steady state, a deployment that completed, a good run of a family. */
export interface RecoveryHappening extends HappeningHead {
  readonly kind: 'recovery';
  readonly what: string;
  readonly symptom: Symptom;
  readonly deployment?: DeploymentStep;
}

/** A deployment starts, or is being rolled back. */
export interface DeploymentHappening extends HappeningHead {
  readonly kind: 'deployment';
  readonly what: string;
  readonly deployment: DeploymentStep;
}

/** Belongs to the story and changes nothing: a Spot warning. */
export interface NoteHappening extends HappeningHead {
  readonly kind: 'note';
  readonly what: string;
}

export interface DeploymentStep {
  readonly id: string;
  readonly state: 'in-progress' | 'completed' | 'failed' | 'rolling-back';
}
