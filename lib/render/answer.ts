import type { Confidence } from '../domain/causes/cause';
import type { CauseId } from '../domain/causes/cause-id';
import type { DiagnosisRecord } from '../domain/diagnosis/diagnosis-record';
import type { ServiceStanding } from '../domain/service-standing';

/** What a diagnosis has to say of a service, of a family of tasks that stand alone, or of one task. */
export interface Answer {
  readonly cluster: string;
  /** Name of the service, or of the family where the task belongs to none. */
  readonly name: string;
  readonly kind: 'service' | 'family';
  /** The task that was asked about. */
  readonly task?: AnsweredTask;
  /** When it was looked at, milliseconds since 1970. */
  readonly at: number;
  readonly standing: ServiceStanding;
  /** Of what fails now; of a service that is well, of what failed before. */
  readonly diagnosis?: DiagnosisRecord;
  /** Other causes with a name, of other stops. */
  readonly also: readonly AlsoCause[];
  readonly stops: StopSpan;
  readonly revision?: number;
  /** Whether tasks find room, in sentences. */
  readonly capacity: readonly string[];
  readonly unread: readonly UnreadPart[];
}

export interface AnsweredTask {
  readonly id: string;
  readonly lastStatus: string;
  /** It stopped, or is about to. */
  readonly isEnding: boolean;
  /** `HEALTHY`, `UNHEALTHY`, `UNKNOWN`. */
  readonly health?: string;
  /** Milliseconds since 1970: when it came into the state that it is in, where it tells. */
  readonly since?: number;
}

export interface AlsoCause {
  readonly cause: CauseId;
  readonly title: string;
  readonly confidence: Confidence;
  readonly stops: number;
}

/** Stops that nobody planned. Times are milliseconds since 1970. */
export interface StopSpan {
  readonly failed: number;
  readonly first?: number;
  readonly last?: number;
}

/** What was asked for and not got, and the IAM action that would allow it. */
export interface UnreadPart {
  readonly what: string;
  readonly reason: string;
  readonly action: string;
  /** A permission is missing. */
  readonly denied: boolean;
}

/** A service in the table of its cluster. */
export interface ClusterRow {
  readonly name: string;
  readonly kind: 'service' | 'family';
  readonly standing: ServiceStanding;
  readonly cause?: CauseId;
  readonly confidence?: Confidence;
  /** What is wrong, with the value that matters. */
  readonly title?: string;
}

export interface ClusterAnswer {
  readonly cluster: string;
  readonly at: number;
  /** Worst first. */
  readonly rows: readonly ClusterRow[];
  readonly unread: readonly UnreadPart[];
}
