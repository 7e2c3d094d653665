import type { AlertKind } from './alert';
import { type Incident, type IncidentCause, isOpen } from './incident';
import type { ServiceRecord } from './service-record';
import { isWorse } from './severity';
import { hasLasted } from './silence-cause';
import type { Thresholds } from './thresholds';

export interface Telling {
  readonly record: ServiceRecord;
  /** What is to be told now; undefined where nothing is. */
  readonly kind?: Exclude<AlertKind, 'digest' | 'notice'>;
  /** Fingerprints that are told for the first time. */
  readonly news: readonly string[];
  readonly reason: string;
}

/**
 * Decides what a changed incident is worth telling: at most one alert, since each carries the whole incident. Nothing
 * is told before `opened`, and nothing while the service is muted.
 */
export function tell(record: ServiceRecord, now: number, thresholds: Thresholds): Telling {
  const { incident } = record;
  if (incident === undefined) return { record, news: [], reason: 'there is no incident' };
  if (record.mute !== undefined && record.mute.until > now) {
    const cameAndWent = incident.toldAt === undefined && !isOpen(incident);
    const left = cameAndWent ? { ...record, incident: { ...incident, changed: false } } : record;
    return { record: left, news: [], reason: `muted by ${record.mute.by}` };
  }
  const ready = incident.causes.filter((cause) => !cause.told && isTellable(cause, record, now, thresholds));
  const decided = kindOf(incident, ready, now, thresholds);
  if (decided.kind === undefined) return { record, news: [], reason: decided.reason };
  const { kind } = decided;
  const told: Incident = {
    ...incident,
    revision: incident.revision + 1,
    causes: incident.causes.map((cause) => (ready.includes(cause) ? { ...cause, told: true } : cause)),
    toldAt: incident.toldAt ?? now,
    ...(incident.impactKnown ? { toldSeverity: incident.severity } : {}),
    // Whatever calls people reminds them too.
    reminders:
      kind === 'update' ? incident.reminders : Math.max(incident.reminders, remindersDue(incident, now, thresholds)),
    tier: tierOf(incident.stops),
    ...(incident.actions === undefined
      ? {}
      : { actions: incident.actions.map((note) => (note.told ? note : { ...note, told: true })) }),
    changed: false,
  };
  return {
    record: { ...record, incident: told },
    kind,
    news: ready.map(({ fingerprint }) => fingerprint),
    reason: decided.reason,
  };
}

function kindOf(
  incident: Incident,
  ready: readonly IncidentCause[],
  now: number,
  thresholds: Thresholds,
): { readonly kind?: Exclude<AlertKind, 'digest' | 'notice'>; readonly reason: string } {
  const { toldAt, state } = incident;
  if (toldAt === undefined) {
    if (ready.length === 0) return { reason: 'no cause is known yet, or it is no pattern yet' };
    return isOpen(incident) || (endedUnheard(state) && incident.changed)
      ? { kind: 'opened', reason: 'a new incident' }
      : { reason: 'it was over before it was told' };
  }
  if (!isOpen(incident)) {
    if (!incident.changed) return { reason: 'it is over and told' };
    if (QUIET_ENDS.has(state) && hasLoudNews(incident)) return { kind: 'action', reason: 'something was done' };
    return QUIET_ENDS.has(state)
      ? { kind: 'update', reason: `it ended as ${state}` }
      : { kind: 'resolved', reason: `it ended as ${state}` };
  }
  if (ready.length > 0) return { kind: 'cause-added', reason: 'a new cause' };
  if (hasLoudNews(incident)) return { kind: 'action', reason: 'something was done' };
  const isWorseNow = incident.toldSeverity !== undefined && isWorse(incident.severity, incident.toldSeverity);
  if (isWorseNow && now - toldAt >= thresholds.firstAssessment)
    return { kind: 'escalated', reason: `${incident.toldSeverity} → ${incident.severity}` };
  if (state === 'open' && remindersDue(incident, now, thresholds) > incident.reminders)
    return { kind: 'reminder', reason: 'it still fails' };
  if (incident.causes.some((one) => !one.told && (one.awaitedUntil ?? 0) > now))
    return { reason: 'a cause is being looked into: what changed is told with it' };
  if (incident.changed || tierOf(incident.stops) > incident.tier)
    return { kind: 'update', reason: 'something changed' };
  return { reason: 'nothing new' };
}

const hasLoudNews = ({ actions = [] }: Incident): boolean => actions.some(({ loud, told }) => loud && !told);

/** A person did it, or nobody looks any more: the message is edited, nobody is called. */
const QUIET_ENDS: ReadonlySet<string> = new Set(['held', 'expired']);

/** It failed and was over within the wait for evidence: people are told once, after the fact, unless it was muted. */
const endedUnheard = (state: string): boolean => state === 'resolved' || state === 'rolled-back';

/**
 * Nothing is awaited for it any more; what may heal by itself must have made a pattern: so many within the window, or,
 * of a family, as many runs in a row, since nobody starts them again.
 */
export function isTellable(
  cause: IncidentCause,
  { subject, recoveredAt = 0 }: Pick<ServiceRecord, 'subject' | 'recoveredAt'>,
  now: number,
  thresholds: Thresholds,
): boolean {
  if (cause.awaitedUntil !== undefined && cause.awaitedUntil > now) return false;
  if (cause.kind !== 'transient' || hasLasted(cause)) return cause.kind !== 'normal';
  const first = cause.recent[cause.recent.length - thresholds.transientStops];
  const last = cause.recent[cause.recent.length - 1];
  if (first === undefined || last === undefined) return false;
  return last - first <= thresholds.transientWindow || (subject.kind === 'family' && first > recoveredAt);
}

/** How many reminders should have been sent by now. */
function remindersDue({ toldAt }: Incident, now: number, { reminders }: Thresholds): number {
  return toldAt === undefined ? 0 : reminders.filter((after) => now - toldAt >= after).length;
}

/** 3, 10, 50, 500, 5,000 …: the numbers of a message are brought up to date when the stops pass one. */
export function tierOf(stops: number): number {
  const small = [50, 10, 3].find((tier) => stops >= tier) ?? 0;
  if (stops < 500) return small;
  return 5 * 10 ** Math.floor(Math.log10(stops / 5));
}
