import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import { delaysFor, looksFor } from './ask-for-looks';
import type { Change } from './change';
import { causeOf, type Failure, withFailure } from './count-cause';
import { signatureOf } from './fingerprint';
import type { FoldContext } from './fold-context';
import type { StopHappening, TroubleHappening } from './happening';
import { type Incident, isOpen } from './incident';
import { openIncident } from './open-incident';

/** What a stop or a message shows of a failure. */
export function failureOf(happening: StopHappening | TroubleHappening, diagnosis: DiagnosisRecord): Failure {
  return {
    signature: signatureOf(happening.symptom, diagnosis),
    diagnosis,
    at: happening.at,
    isStop: happening.kind === 'stop',
    proved: diagnosis.kind !== 'unknown' && diagnosis.confidence === 'certain',
  };
}

/** Counts a failure under its cause, opens an incident where none is, and asks for the evidence that it needs. */
export function takeFailure(
  change: Change,
  failure: Failure,
  happening: StopHappening | TroubleHappening,
  { now, thresholds }: FoldContext,
): Change {
  const opened = isOpen(change.record.incident) ? change.record : openIncident(change.record, failure.at, thresholds);
  const incident = opened.incident as Incident;
  const counted = withFailure(opened, incident, failure, now, thresholds);
  const known = causeOf(incident, failure.signature);
  const cause = causeOf(counted, failure.signature);
  const delays = delaysFor(known, cause, failure);
  const fingerprint = cause?.fingerprint;
  return {
    ...change,
    record: { ...opened, incident: counted },
    diagnoses:
      known === undefined && fingerprint !== undefined && delays.length > 0
        ? new Map([...change.diagnoses, [fingerprint, failure.diagnosis]])
        : change.diagnoses,
    looks: [...change.looks, ...looksFor(opened, counted, failure.signature, happening, delays)],
  };
}
