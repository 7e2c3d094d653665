import { withSteady } from '../action/crash-loop';
import { defined } from '../json';
import { type Incident, type IncidentState, isOpen } from './incident';
import type { ServiceRecord } from './service-record';
import type { Thresholds } from './thresholds';

export interface RecoverySeen {
  readonly at: number;
  readonly because: string;
}

/** A recovery was seen: unless something failed after it, the hold-down begins. */
export function recovered(record: ServiceRecord, seen: RecoverySeen, thresholds: Thresholds): ServiceRecord {
  const recoveredAt = Math.max(record.recoveredAt ?? 0, seen.at);
  const { incident } = record;
  const remembered = withSteady({ ...record, recoveredAt }, seen.at);
  if (!isOpen(incident) || seen.at < lastFailureOf(incident)) return remembered;
  if (incident.recovery !== undefined && incident.recovery.at >= seen.at) return remembered;
  // A service that goes on being steady does not begin its hold-down anew.
  if (incident.recovery !== undefined) return remembered;
  return {
    ...remembered,
    incident: {
      ...incident,
      state: 'recovering',
      recovery: {
        ...seen,
        as: incident.rollingBack ? 'rolled-back' : 'resolved',
        until: seen.at + holdDownOf(incident, thresholds),
      },
      changed: true,
    },
  };
}

/** When the incident last showed a failure: its latest stop, else the latest message of a cause, else its opening. */
export const lastFailureOf = ({ causes, recentStops, openedAt }: Incident): number =>
  Math.max(openedAt, ...recentStops, ...causes.map(({ lastAt }) => lastAt));

/** How long nothing may fail before it counts as over: twice the longest gap between its last stops, within bounds. */
export function holdDownOf({ recentStops, flapping }: Incident, thresholds: Thresholds): number {
  if (flapping) return thresholds.longestHoldDown;
  const gaps = recentStops.slice(1).map((at, index) => at - (recentStops[index] ?? at));
  return Math.min(thresholds.longestHoldDown, Math.max(thresholds.shortestHoldDown, ...gaps.map((gap) => 2 * gap)));
}

/** It fails again during the hold-down. */
export const relapsed = (incident: Incident): Incident =>
  incident.state === 'recovering'
    ? (defined({ ...incident, state: 'open', recovery: undefined, changed: true }) as Incident)
    : incident;

const MOST_PAST = 12;

/** The end of an incident; what caused it is remembered, so that its return is told as such. */
export function closed(
  record: ServiceRecord,
  state: Exclude<IncidentState, 'open' | 'recovering'>,
  at: number,
  because: string,
): ServiceRecord {
  const { incident } = record;
  if (!isOpen(incident)) return record;
  const ended = incident.causes.map(({ fingerprint }) => ({ fingerprint, incidentId: incident.id, at }));
  const names = new Set(ended.map(({ fingerprint }) => fingerprint));
  const past = [...ended, ...record.past.filter(({ fingerprint }) => !names.has(fingerprint))].slice(0, MOST_PAST);
  const closedAt = Math.max(at, incident.openedAt);
  return defined({
    ...record,
    past,
    endedAt: closedAt,
    // What the sweep sees after it begins anew.
    silence: undefined,
    incident: {
      ...incident,
      state,
      closedAt,
      closedBecause: because,
      causes: incident.causes.map((cause) => defined({ ...cause, awaitedUntil: undefined }) as typeof cause),
      changed: true,
    },
  }) as ServiceRecord;
}
