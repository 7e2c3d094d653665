import { hadServed, withFailedStop, withServedStop } from '../action/crash-loop';
import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import { defined } from '../json';
import { LOOK_DELAYS, looksFor } from './ask-for-looks';
import type { Change } from './change';
import { causeOf, withoutStop, withUsageOf } from './count-cause';
import { signatureOf } from './fingerprint';
import { type FoldContext, isPast } from './fold-context';
import type { StopHappening } from './happening';
import { type IncidentCause, isOpen } from './incident';
import { episodeOfPending } from './pending';
import type { StopRow } from './row';
import { stopRow } from './rows-of';
import type { ServiceRecord } from './service-record';
import { failureOf, takeFailure } from './take-failure';

/** A stopped task: counted once, however often and in which order its events come. */
export function takeStop(
  change: Change,
  happening: StopHappening,
  before: ServiceRecord,
  context: FoldContext,
): Change {
  const { record } = change;
  const { taskId, version, diagnosis, at } = happening;
  const row = context.known.get(taskId);
  const isKnown = row !== undefined || before.pending.includes(taskId);
  if (isKnown) return againTold(change, happening, row, before, context);
  const late = isPast(record, happening, context);
  const harmless = diagnosis === undefined || diagnosis.kind === 'normal';
  if (late || harmless)
    return {
      ...change,
      rows: [...change.rows, stopRow(record, happening, late ? { late: true } : {})],
    };
  const failure = failureOf(happening, diagnosis);
  const taken = takeFailure(change, failure, happening, context);
  const { incident } = taken.record;
  const counted =
    incident === undefined ? taken.record : { ...taken.record, incident: withUsageOf(incident, happening) };
  const pending = { ...counted, pending: [...counted.pending, taskId] };
  return {
    ...taken,
    record: happening.isAhead === true ? pending : withLoopOf(pending, happening, diagnosis, context.now),
    rows: [
      ...taken.rows,
      stopRow(taken.record, { ...happening, taskId, version, at }, { episode: taken.record.episode }),
    ],
  };
}

/** It goes on with a crash loop, or its task had served before it failed, which ends one. */
function withLoopOf(
  record: ServiceRecord,
  stop: StopHappening,
  diagnosis: DiagnosisRecord,
  now: number,
): ServiceRecord {
  const ranWell = stop.symptom.kind === 'stop' && hadServed(stop.symptom.stop, diagnosis);
  return ranWell ? withServedStop(record, stop) : withFailedStop(record, stop, now);
}

/**
 * A copy of a stop that was counted. A higher version rewrites its row, and may name the cause. Where its cause still
 * awaits evidence, the question may have been lost with the first delivery: it is asked again.
 */
function againTold(
  change: Change,
  happening: StopHappening,
  row: StopRow | undefined,
  before: ServiceRecord,
  context: FoldContext,
): Change {
  const { record } = change;
  const { incident } = record;
  // A stop that is pending was counted by the incident of then: it may be over by now, and the batch may open another.
  const episode = row?.episode ?? (before.pending.includes(happening.taskId) ? episodeOfPending(before) : undefined);
  const rows =
    row === undefined || happening.version > row.version
      ? [
          ...change.rows.filter((one) => one.type !== 'stop' || one.taskId !== happening.taskId),
          stopRow(record, happening, defined({ episode, late: row?.late }) as Partial<StopRow>),
        ]
      : change.rows;
  const { diagnosis } = happening;
  const counted = row === undefined ? undefined : causeToCorrect(record, row, happening);
  if (counted !== undefined && incident !== undefined && diagnosis !== undefined) {
    const uncounted = { ...record, incident: withoutStop(incident, counted, row?.at ?? happening.at) };
    return takeFailure({ ...change, record: uncounted, rows }, failureOf(happening, diagnosis), happening, context);
  }
  const cause =
    diagnosis === undefined || !isOpen(incident)
      ? undefined
      : causeOf(incident, signatureOf(happening.symptom, diagnosis));
  const asksAgain = cause !== undefined && isOpen(incident) && cause.looks === 0;
  return {
    ...change,
    rows,
    looks: asksAgain
      ? [
          ...change.looks,
          ...looksFor(record, incident, signatureOf(happening.symptom, diagnosis), happening, LOOK_DELAYS),
        ]
      : change.looks,
  };
}

/** The general cause that a stop was counted under, where a later event of the same stop names a better one. */
function causeToCorrect(
  { incident, episode }: ServiceRecord,
  row: StopRow,
  { version, diagnosis }: StopHappening,
): IncidentCause | undefined {
  if (!isOpen(incident) || row.episode !== episode || version <= row.version) return undefined;
  if (diagnosis === undefined || diagnosis.kind === 'unknown' || diagnosis.kind === 'normal') return undefined;
  return incident.causes.find(
    ({ cause, container, kind, stops }) =>
      kind === 'unknown' && stops > 0 && cause === row.cause && container === row.container,
  );
}
