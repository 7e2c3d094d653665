import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import { defined } from '../json';
import { isGoing, type Service } from '../service';
import { type Change, unchanged } from './change';
import { causeOf, earlierOf, merged } from './count-cause';
import { fingerprintOf } from './fingerprint';
import { type Incident, type IncidentCause, isOpen } from './incident';
import type { Look } from './look';
import { closed } from './recovery';
import { rememberGood } from './remember-good';
import type { ServiceRecord } from './service-record';
import { withImpactOf } from './severity';
import { withTags } from './tags';
import type { Thresholds } from './thresholds';

/** What a look at the evidence brought. */
export interface Seen {
  /** The diagnosis with evidence; undefined where nothing explains the symptom even then. */
  readonly diagnosis?: DiagnosisRecord;
  /** More evidence would not change it: later looks are spared. */
  readonly conclusive: boolean;
  /** The service as ECS describes it now, where it could be read. */
  readonly service?: Service;
  readonly now: number;
}

/** The incident with what a look at the evidence says. A look that comes after its incident is over changes nothing. */
export function sharpen(before: ServiceRecord, look: Look, seen: Seen, thresholds: Thresholds): Change {
  const { service, now } = seen;
  const record = service === undefined ? before : withService(before, service, now);
  const { incident } = record;
  if (!isOpen(incident) || incident.id !== look.incidentId) return unchanged(record);
  const felt = service === undefined ? incident : withImpactOf(incident, service);
  if (service !== undefined && isGoing(service))
    return unchanged(closed({ ...record, incident: felt }, 'deleted', now, 'the service was deleted'));
  if (service?.desiredCount === 0)
    return unchanged(closed({ ...record, incident: felt }, 'held', now, 'its desired count is 0: nothing is to run'));
  if (look.signature === undefined) return unchanged(withRecoveryChecked({ ...record, incident: felt }, seen));
  const cause = causeOf(felt, look.signature);
  if (cause === undefined) return unchanged({ ...record, incident: felt });
  return withDiagnosis({ ...record, incident: felt }, felt, cause, look, seen, thresholds);
}

const withService = (record: ServiceRecord, service: Service, now: number): ServiceRecord =>
  rememberGood(service.tags === undefined ? record : withTags(record, service.tags, now), service, now);

/** ECS called the service steady: with how many tasks, only the service itself says. */
function withRecoveryChecked(record: ServiceRecord, { service }: Seen): ServiceRecord {
  const { incident } = record;
  const { runningCount: running, desiredCount: desired } = service ?? {};
  if (incident?.recovery === undefined || running === undefined || desired === undefined) return record;
  const because = `${incident.recovery.because.replace(COUNTS, '')} with ${running} of ${desired} running`;
  return { ...record, incident: { ...incident, recovery: { ...incident.recovery, because } } };
}

/** What an earlier look added. */
const COUNTS = / with \d+ of \d+ running$/;

function withDiagnosis(
  record: ServiceRecord,
  incident: Incident,
  cause: IncidentCause,
  look: Look,
  { diagnosis, conclusive }: Seen,
  thresholds: Thresholds,
): Change {
  const settles = conclusive || look.last;
  const looked: IncidentCause = defined({
    ...cause,
    looks: cause.looks + 1,
    awaitedUntil: settles ? undefined : cause.awaitedUntil,
  });
  // That a service fails in silence was seen: no message of it makes that normal life.
  const isSilence = look.symptom.kind === 'service' && diagnosis?.kind === 'normal';
  if (diagnosis === undefined || isSilence || tellsLess(cause, diagnosis))
    return unchanged({ ...record, incident: replaced(incident, cause, looked) });
  // With the evidence it is normal life: nothing of it is told.
  if (diagnosis.kind === 'normal') return unchanged(withoutCause(record, incident, cause));
  const fingerprint = fingerprintOf(diagnosis);
  const sharpened: IncidentCause = defined({
    ...looked,
    fingerprint,
    cause: diagnosis.cause,
    kind: diagnosis.kind,
    confidence: diagnosis.confidence,
    container: diagnosis.container,
    regressionOf: cause.regressionOf ?? earlierOf(record.past, fingerprint, cause.firstAt, thresholds),
    // A cause that was told in general terms is news once it has a name.
    told: cause.told && (cause.kind !== 'unknown' || diagnosis.kind === 'unknown'),
  });
  const same = incident.causes.find((one) => one !== cause && one.fingerprint === fingerprint);
  const after =
    same === undefined
      ? replaced(incident, cause, sharpened)
      : replaced(
          { ...incident, causes: incident.causes.filter((one) => one !== cause) },
          same,
          merged(same, sharpened),
        );
  const isNews =
    cause.looks === 0 ||
    cause.cause !== diagnosis.cause ||
    cause.confidence !== diagnosis.confidence ||
    same !== undefined;
  return {
    ...unchanged({ ...record, incident: { ...after, changed: after.changed || isNews } }),
    diagnoses: new Map([[fingerprint, diagnosis]]),
  };
}

/** An earlier look found more: the log of this task may not be there yet. */
const tellsLess = (cause: IncidentCause, diagnosis: DiagnosisRecord): boolean =>
  cause.looks > 0 && cause.kind !== 'unknown' && diagnosis.kind === 'unknown';

const replaced = (incident: Incident, cause: IncidentCause, by: IncidentCause): Incident => ({
  ...incident,
  causes: incident.causes.map((one) => (one === cause ? by : one)),
});

/** It was no failure, so it says nothing of flapping. */
const withoutOpening = (record: ServiceRecord, { openedAt }: Incident): ServiceRecord => ({
  ...record,
  openings: record.openings.filter((at) => at < openedAt),
});

function withoutCause(record: ServiceRecord, incident: Incident, cause: IncidentCause): ServiceRecord {
  const causes = incident.causes.filter((one) => one !== cause);
  const left = { ...record, incident: { ...incident, causes, stops: incident.stops - cause.stops } };
  return causes.length > 0 || incident.toldAt !== undefined
    ? left
    : closed(withoutOpening(left, incident), 'resolved', incident.openedAt, 'with the evidence it was normal life');
}
