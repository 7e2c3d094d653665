import type { ChatMessage } from '../../../lib/app/ports';
import type { Alert, IncidentAlert } from '../../../lib/domain/incident/alert';
import { type Incident, isOpen } from '../../../lib/domain/incident/incident';
import { isIncidentAlert } from '../../../lib/domain/incident/is-incident-alert';
import { holdDownOf, lastFailureOf } from '../../../lib/domain/incident/recovery';
import type { Row, StopRow } from '../../../lib/domain/incident/row';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import { subjectKey } from '../../../lib/domain/incident/subject';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/incident/thresholds';
import type { TopicMessage } from '../../../lib/domain/incident/topic-message';
import type { Invocation } from '../engine/invocation';

/** Something that must never be, or must not be at rest. */
export interface Violation {
  /** As the list of invariants names it: `I-4`. */
  readonly invariant: string;
  readonly what: string;
}

export interface Published {
  readonly alert: Alert;
  readonly json: string;
  readonly at: number;
  copies: number;
}

/** A message that Slack showed. */
export interface Shown {
  readonly kind: 'post' | 'reply' | 'edit';
  readonly channel: string;
  readonly alertIds: readonly string[];
  readonly text: string;
  readonly at: number;
  readonly by: Invocation;
}

/** Calls of Slack in a minute, edits and texts without form included; the limit is one a second. */
const MOST_CALLS_A_MINUTE = 64;
const MINUTE = 60_000;

/** Sees every effect when it takes place, and notes at once what must never be. */
export class Watcher {
  readonly violations: Violation[] = [];
  /** As each incident was last written. */
  readonly incidents = new Map<string, { readonly incident: Incident; readonly record: ServiceRecord }>();
  /** When each incident was first written with a telling. */
  readonly toldAt = new Map<string, number>();
  readonly openedAt = new Map<string, number>();
  /** Incidents that were muted at some time. */
  readonly muted = new Set<string>();
  readonly publishedAlerts = new Map<string, Published>();
  /** Alerts that a stored record owed at some time. */
  readonly owed = new Set<string>();
  readonly shown: Shown[] = [];
  /** Tasks whose rows were written by several functions at the same time, with different versions. */
  readonly raced = new Set<string>();
  readonly #now: () => number;
  readonly #records = new Map<string, ServiceRecord>();
  readonly #closings = new Map<string, number>();
  readonly #stops = new Map<string, { readonly version: number; readonly at: number }>();
  readonly #alerts = new Set<string>();
  readonly #idOfNumber = new Map<string, string>();
  readonly #calls = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  violate(invariant: string, what: string): void {
    if (this.violations.length < MOST_VIOLATIONS) this.violations.push({ invariant, what });
  }

  recordWritten(record: ServiceRecord): void {
    const key = subjectKey(record.subject);
    const before = this.#records.get(key);
    this.#records.set(key, record);
    for (const alertId of record.outbox) {
      this.owed.add(alertId);
      if (!this.#alerts.has(alertId)) this.violate('I-2', `${key} owes ${alertId}, whose body is not stored`);
    }
    if (before !== undefined && record.version !== before.version + 1)
      this.violate('I-12', `${key} was written over version ${before.version} by one that read ${record.version}`);
    const { incident } = record;
    if (incident === undefined) return;
    if (record.mute !== undefined) this.muted.add(incident.id);
    if (!this.openedAt.has(incident.id)) this.openedAt.set(incident.id, this.#now());
    if (incident.toldAt !== undefined && !this.toldAt.has(incident.id)) this.toldAt.set(incident.id, this.#now());
    this.#checkIncident(key, before?.incident, incident);
    this.incidents.set(incident.id, { incident, record });
  }

  /**
   * Rows of one task that several functions write at the same time may end with either of them; a function that began
   * after a row was written has read it, and keeps the higher version.
   */
  rowWritten(row: Row, by: Invocation): void {
    if (row.type !== 'stop') return;
    const key = stopKey(row);
    const before = this.#stops.get(key);
    if (before !== undefined && row.version < before.version) {
      this.raced.add(row.taskId);
      if (by.startedAt > before.at)
        this.violate('I-12', `version ${row.version} of task ${row.taskId} was written over version ${before.version}`);
    }
    this.#stops.set(key, { version: row.version, at: this.#now() });
  }

  alertWritten(alertId: string): void {
    this.#alerts.add(alertId);
  }

  published(message: TopicMessage): void {
    const { alertId, json } = message;
    const before = this.publishedAlerts.get(alertId);
    if (before !== undefined) {
      before.copies += 1;
      if (before.json !== json) this.violate('I-4', `${alertId} was published with two texts`);
      return;
    }
    const alert = JSON.parse(json) as Alert;
    this.publishedAlerts.set(alertId, { alert, json, at: this.#now(), copies: 1 });
    if (!isIncidentAlert(alert)) return;
    const { incidentId, revision } = alert.view;
    const number = `${incidentId}/${revision}`;
    const other = this.#idOfNumber.get(number);
    if (other !== undefined) this.violate('I-4', `${number} is two alerts: ${other} and ${alertId}`);
    this.#idOfNumber.set(number, alertId);
    if (revision > (this.incidents.get(incidentId)?.incident.revision ?? 0))
      this.violate('I-1', `${alertId} was published before its record was written`);
    this.#checkOrder(alert);
  }

  chatCalled(channel: string): void {
    const now = this.#now();
    const calls = (this.#calls.get(channel) ?? []).filter((at) => at > now - MINUTE);
    calls.push(now);
    this.#calls.set(channel, calls);
    if (calls.length > MOST_CALLS_A_MINUTE) this.violate('I-7', `${calls.length} calls for ${channel} within a minute`);
  }

  chatShowed(kind: Shown['kind'], channel: string, { alertIds = [], text }: ChatMessage, by: Invocation): void {
    this.shown.push({ kind, channel, alertIds, text, at: this.#now(), by });
  }

  #checkIncident(key: string, before: Incident | undefined, after: Incident): void {
    if (before !== undefined && before.id !== after.id) {
      if (isOpen(before)) this.violate('I-6', `${after.id} was opened while ${before.id} is ${before.state}`);
      if (before.closedAt !== undefined) this.#closings.set(key, before.closedAt);
    }
    const lastEnd = this.#closings.get(key);
    if (lastEnd !== undefined && after.openedAt <= lastEnd)
      this.violate(
        'I-14',
        `${after.id} opened at ${iso(after.openedAt)}, before the one before ended (${iso(lastEnd)})`,
      );
    if (before?.id === after.id) {
      if (!isOpen(before) && before.state !== after.state)
        this.violate('I-14', `${after.id} was ${before.state} and became ${after.state}`);
      if (after.stops < before.stops && after.causes.length >= before.causes.length)
        this.violate('I-15', `${after.id} counted ${before.stops} stops and then ${after.stops}`);
      if (after.revision < before.revision)
        this.violate('I-12', `${after.id} went from revision ${before.revision} to ${after.revision}`);
    }
    const isEnd = (after.state === 'resolved' || after.state === 'rolled-back') && before?.state !== after.state;
    if (isEnd && after.recovery !== undefined) {
      const quiet = (after.closedAt ?? 0) - lastFailureOf(after);
      if (quiet < DEFAULT_THRESHOLDS.shortestHoldDown || (after.closedAt ?? 0) > this.#now())
        this.violate('I-5', `${after.id} ended ${quiet} ms after its last failure, without a hold-down`);
      if (after.flapping && after.recovery.until - after.recovery.at < holdDownOf(after, DEFAULT_THRESHOLDS))
        this.violate('I-5', `${after.id} flaps and ended without a long hold-down`);
    }
  }

  #checkOrder({ alertId, kind, view: { incidentId, revision, baseline } }: IncidentAlert): void {
    if (kind === 'opened' && revision !== 1) this.violate('I-1', `${alertId} opens an incident that was told before`);
    // What failed before anybody watched was told in the first message.
    if (kind !== 'opened' && revision === 1 && !baseline)
      this.violate('I-1', `${alertId} is the first of its incident and no opening`);
    if (revision > 1 && !this.#idOfNumber.has(`${incidentId}/${revision - 1}`))
      this.violate('I-5', `${alertId} was published before the alert before it`);
    if (kind !== 'resolved') return;
    for (const { alert } of this.publishedAlerts.values())
      if (alert.kind === 'resolved' && alert.alertId !== alertId && alert.view.incidentId === incidentId)
        this.violate('I-5', `${incidentId} was resolved twice`);
  }
}

const MOST_VIOLATIONS = 20;

const stopKey = ({ subject, taskId }: StopRow): string => `${subjectKey(subject)} ${taskId}`;

export const iso = (at: number): string => new Date(at).toISOString();
