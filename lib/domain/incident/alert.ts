import type { HoldOwner } from '../action/hold';
import type { CauseId } from '../causes/cause-id';
import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import type { IncidentState, Severity } from './incident';
import type { Notice } from './notice';
import type { Subject } from './subject';

/**
 * `update` is quiet: it only edits what was told before. `digest` tells of many services at once. `notice` tells of what
 * is no incident.
 */
export type AlertKind =
  | 'opened'
  | 'cause-added'
  | 'escalated'
  | 'reminder'
  | 'action'
  | 'resolved'
  | 'digest'
  | 'notice'
  | 'update';

/** A logical message: told once, however many channels carry it and however often it is sent. */
export type Alert = IncidentAlert | DigestAlert | NoticeAlert;

export interface IncidentAlert {
  readonly kind: Exclude<AlertKind, 'digest' | 'notice'>;
  /** `production/orders-api#3/1`: the incident and the number of the alert in it. */
  readonly alertId: string;
  /** When it was decided, milliseconds since 1970. */
  readonly at: number;
  /** A person sent it to see whether it arrives. */
  readonly isTest?: true;
  readonly view: IncidentView;
}

/** What was found when ecs-medic started to watch: not one alert for each. */
export interface DigestAlert {
  readonly kind: 'digest';
  readonly alertId: string;
  readonly at: number;
  readonly isTest?: true;
  readonly watching: number;
  readonly failing: readonly { readonly subject: Subject; readonly what: string }[];
  /** Failing services beyond those listed, where a message cannot carry them all. */
  readonly more?: number;
}

/** What is to be told beside incidents. */
export interface NoticeAlert {
  readonly kind: 'notice';
  /** `notice/` and a hash of what it tells. */
  readonly alertId: string;
  readonly at: number;
  readonly isTest?: true;
  readonly notice: Notice;
  /** Slack channel of its own, by the service's tag. */
  readonly channel?: string;
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
}

/** The whole incident as it stood at one revision: enough to write a complete message. */
export interface IncidentView {
  readonly incidentId: string;
  readonly revision: number;
  readonly subject: Subject;
  readonly state: IncidentState;
  readonly flapping: boolean;
  readonly baseline: boolean;
  readonly severity: Severity;
  /** Best first: named before general, new before old. The first three carry their diagnosis. */
  readonly causes: readonly CauseView[];
  readonly stops: number;
  readonly openedAt: number;
  readonly lastStopAt?: number;
  readonly closedAt?: number;
  /** Why it is over, or thought to be: `steady state with 3 of 3 running`. */
  readonly closedBecause?: string;
  readonly running?: number;
  readonly desired?: number;
  readonly deployment?: 'failed' | 'rolling-back';
  /** Slack channel of its own, by the service's tag. */
  readonly channel?: string;
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
  /** What was done, newest last, with the command that undoes or continues it. */
  readonly actions: readonly ActionView[];
  /** It is kept at a desired count of 0: for whom, and what ran before. */
  readonly hold?: { readonly owner: HoldOwner; readonly remembered: number };
  /** What its failing tasks have cost so far; absent where it is not known. */
  readonly cost?: IncidentCost;
}

export interface ActionView {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What it comes to, for a title, without the service's name: `put to zero, 3 before`. */
  readonly title?: string;
  /** Sentences, past tense. */
  readonly text: string;
  /** One command a line. */
  readonly command?: string;
  /** People were called for it. */
  readonly loud?: true;
}

export interface IncidentCost {
  /** US dollars. */
  readonly usd: number;
  /** One step a line, for who asks why. */
  readonly arithmetic: readonly string[];
}

export interface CauseView {
  readonly fingerprint: string;
  readonly cause: CauseId;
  readonly title: string;
  readonly stops: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** First told by this alert. */
  readonly isNew: boolean;
  readonly regressionOf?: { readonly incidentId: string; readonly at: number };
  readonly diagnosis?: DiagnosisRecord;
}
