import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import { defined } from '../json';
import { fingerprintOf } from './fingerprint';
import type { StopHappening } from './happening';
import type { Incident, IncidentCause } from './incident';
import { relapsed } from './recovery';
import type { ServiceRecord } from './service-record';
import type { Thresholds } from './thresholds';
import { addUsage, usageOf } from './usage';

const MOST_CAUSES = 8;
const MOST_SIGNATURES = 6;
const MOST_RECENT = 3;
const MOST_RECENT_STOPS = 5;

/** One failure that an open incident takes in. */
export interface Failure {
  readonly signature: string;
  readonly diagnosis: DiagnosisRecord;
  readonly at: number;
  /** False for a message of the service: it is no stop. */
  readonly isStop: boolean;
  /** The event itself proves the cause: no evidence is awaited. */
  readonly proved: boolean;
}

/** The incident with what one more stopped task is billed for; each task is counted once. */
export function withUsageOf(incident: Incident, { symptom }: Pick<StopHappening, 'symptom'>): Incident {
  const usage = symptom.kind === 'stop' ? usageOf(symptom.stop) : undefined;
  return usage === undefined ? incident : { ...incident, usage: addUsage(incident.usage ?? [], usage) };
}

/** The cause of an incident that such failures belong to. */
export const causeOf = (incident: Incident, signature: string): IncidentCause | undefined =>
  incident.causes.find(({ signatures }) => signatures.includes(signature));

/** The incident with one more failure. `now` begins the wait for evidence of a cause that is new. */
export function withFailure(
  record: ServiceRecord,
  incident: Incident,
  failure: Failure,
  now: number,
  thresholds: Thresholds,
): Incident {
  const { signature, diagnosis, at, isStop } = failure;
  const known =
    causeOf(incident, signature) ??
    incident.causes.find(({ fingerprint }) => failure.proved && fingerprint === fingerprintOf(diagnosis));
  const cause = known === undefined ? newCause(record, failure, now, thresholds) : seenAgain(known, failure);
  const others = isStop ? incident.causes.filter((one) => !isGeneral(one)) : incident.causes;
  const isLater = incident.recovery === undefined || at > incident.recovery.at;
  const open = isLater ? relapsed(incident) : incident;
  return {
    ...open,
    causes: known === undefined ? keepMost([...others, cause]) : others.map((one) => (one === known ? cause : one)),
    openedAt: Math.min(open.openedAt, at),
    stops: open.stops + (isStop ? 1 : 0),
    recentStops: isStop ? [...open.recentStops, at].sort((a, b) => a - b).slice(-MOST_RECENT_STOPS) : open.recentStops,
    changed: open.changed || known === undefined,
  };
}

/** What ECS says of a service in general, which the stops of its tasks explain. */
const isGeneral = ({ kind, stops }: IncidentCause): boolean => kind === 'unknown' && stops === 0;

function newCause(
  { past }: ServiceRecord,
  { signature, diagnosis, at, isStop, proved }: Failure,
  now: number,
  thresholds: Thresholds,
): IncidentCause {
  const fingerprint = fingerprintOf(diagnosis);
  return defined({
    fingerprint,
    signatures: [signature],
    cause: diagnosis.cause,
    kind: diagnosis.kind,
    confidence: diagnosis.confidence,
    container: diagnosis.container,
    stops: isStop ? 1 : 0,
    firstAt: at,
    lastAt: at,
    recent: [at],
    awaitedUntil: proved ? undefined : now + thresholds.evidencePatience,
    looks: 0,
    told: false,
    regressionOf: proved ? earlierOf(past, fingerprint, at, thresholds) : undefined,
  }) as IncidentCause;
}

/** The earlier incident with the same cause, where it is not too long ago. */
export function earlierOf(
  past: ServiceRecord['past'],
  fingerprint: string,
  at: number,
  thresholds: Thresholds,
): IncidentCause['regressionOf'] {
  const earlier = past.find((one) => one.fingerprint === fingerprint && at - one.at <= thresholds.regressionWindow);
  return earlier === undefined ? undefined : { incidentId: earlier.incidentId, at: earlier.at };
}

const seenAgain = (cause: IncidentCause, { signature, at, isStop }: Failure): IncidentCause => ({
  ...cause,
  signatures: cause.signatures.includes(signature)
    ? cause.signatures
    : [...cause.signatures, signature].slice(-MOST_SIGNATURES),
  stops: cause.stops + (isStop ? 1 : 0),
  firstAt: Math.min(cause.firstAt, at),
  lastAt: Math.max(cause.lastAt, at),
  recent: cause.recent.includes(at) ? cause.recent : [...cause.recent, at].sort((a, b) => a - b).slice(-MOST_RECENT),
});

/** Two causes that turned out to be the same one. */
export const merged = (one: IncidentCause, other: IncidentCause): IncidentCause => ({
  ...one,
  signatures: [...new Set([...one.signatures, ...other.signatures])].slice(-MOST_SIGNATURES),
  stops: one.stops + other.stops,
  firstAt: Math.min(one.firstAt, other.firstAt),
  lastAt: Math.max(one.lastAt, other.lastAt),
  recent: [...new Set([...one.recent, ...other.recent])].sort((a, b) => a - b).slice(-MOST_RECENT),
  looks: one.looks + other.looks,
  told: one.told || other.told,
});

/** The incident as if a stop had not been counted under a cause; one that only it showed is gone. */
export function withoutStop(incident: Incident, cause: IncidentCause, at: number): Incident {
  const left = { ...cause, stops: cause.stops - 1 };
  const place = incident.recentStops.lastIndexOf(at);
  return {
    ...incident,
    causes: incident.causes.flatMap((one) => (one !== cause ? one : left.stops > 0 ? left : [])),
    stops: incident.stops - 1,
    recentStops: incident.recentStops.filter((_, index) => index !== place),
  };
}

/** The incident with a cause that is new to it. */
export const withCause = (incident: Incident, cause: IncidentCause): Incident => ({
  ...incident,
  causes: keepMost([...incident.causes, cause]),
  changed: true,
});

/** Of too many causes the general one that was seen least recently goes first. */
function keepMost(causes: readonly IncidentCause[]): readonly IncidentCause[] {
  if (causes.length <= MOST_CAUSES) return causes;
  const leaves = [...causes.slice(0, -1)].sort(
    (a, b) => Number(b.kind === 'unknown') - Number(a.kind === 'unknown') || a.lastAt - b.lastAt,
  )[0];
  return causes.filter((cause) => cause !== leaves);
}
