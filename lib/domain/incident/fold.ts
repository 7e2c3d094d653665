import { hadServed, withFailedStop, withLoopFrom, withServedStop } from '../action/crash-loop';
import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import { defined } from '../json';
import { askingOnce, delaysFor, LOOK_DELAYS, looksFor } from './ask-for-looks';
import { type Change, unchanged } from './change';
import { causeOf, type Failure, withFailure, withoutStop, withUsageOf } from './count-cause';
import { signatureOf } from './fingerprint';
import type { DeploymentStep, Happening, StopHappening, TroubleHappening } from './happening';
import { type Incident, type IncidentCause, isOpen } from './incident';
import { openIncident } from './open-incident';
import { recovered } from './recovery';
import type { Row, StopRow } from './row';
import { entryOf, stopRow } from './rows-of';
import type { ServiceRecord } from './service-record';
import { severityOf } from './severity';
import type { Thresholds } from './thresholds';

export interface FoldContext {
  /** The rows there are of the batch's tasks, and of the record's pending ones as far as they may be missing. */
  readonly known: ReadonlyMap<string, StopRow>;
  readonly now: number;
  readonly thresholds: Thresholds;
}

/**
 * Takes a batch of happenings into the record of their subject. Pure: the same set of happenings gives the same
 * counts, whatever their order, duplicates and batches.
 */
export function fold(before: ServiceRecord, happenings: readonly Happening[], context: FoldContext): Change {
  const start: Change = {
    ...unchanged(defined({ ...before, pending: [], pendingEpisode: undefined }) as ServiceRecord),
    owed: owedRows(before, context),
  };
  const ordered = [...latestVersions(happenings)].sort((a, b) => a.at - b.at || (a.entryId < b.entryId ? -1 : 1));
  const taken = ordered.reduce((change, happening) => take(change, happening, before, context), start);
  return askingOnce(countedLast(taken));
}

/**
 * Rows of the stops that are counted here come after all others, in the order of `pending`: then the last row to be
 * written is that of the last pending task, and nobody who counts wrote it before.
 */
function countedLast(change: Change): Change {
  const counted = new Set(change.record.pending);
  const isCounted = (row: Row): boolean => row.type === 'stop' && counted.has(row.taskId);
  const { rows } = change;
  return { ...change, rows: [...rows.filter((row) => !isCounted(row)), ...rows.filter(isCounted)] };
}

/** The last write counted these tasks and was cut off before their rows were written. */
const owedRows = (before: ServiceRecord, { known, now }: FoldContext): readonly Row[] =>
  before.pending
    .filter((taskId) => !known.has(taskId))
    .map((taskId) => ({
      type: 'stop',
      subject: before.subject,
      taskId,
      version: -1,
      at: now,
      episode: episodeOfPending(before),
    }));

const episodeOfPending = ({ pendingEpisode, episode }: ServiceRecord): number => pendingEpisode ?? episode;

/** Of one task the highest version tells; of other happenings each one. */
function latestVersions(happenings: readonly Happening[]): readonly Happening[] {
  const latest = new Map<string, Happening>();
  for (const happening of happenings) {
    const key = happening.kind === 'stop' ? `task/${happening.taskId}` : happening.entryId;
    const other = latest.get(key);
    if (other?.kind === 'stop' && happening.kind === 'stop' && other.version >= happening.version) continue;
    latest.set(key, happening);
  }
  return [...latest.values()];
}

function take(change: Change, happening: Happening, before: ServiceRecord, context: FoldContext): Change {
  const placed = { ...change, record: withPlace(change.record, happening) };
  switch (happening.kind) {
    case 'stop':
      return takeStop(placed, happening, before, context);
    case 'trouble':
      return takeTrouble(placed, happening, context);
    default: {
      const { record } = placed;
      const late = isPast(record, happening, context);
      const withEntry = { ...placed, rows: [...placed.rows, entryOf(record, happening, late)] };
      if (late || happening.kind === 'note') return withEntry;
      const stepped = withStep(record, happening.deployment, happening.at);
      if (happening.kind === 'deployment') return { ...withEntry, record: stepped };
      return takeRecovery({ ...withEntry, record: stepped }, happening, context);
    }
  }
}

function takeStop(change: Change, happening: StopHappening, before: ServiceRecord, context: FoldContext): Change {
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

function takeTrouble(change: Change, happening: TroubleHappening, context: FoldContext): Change {
  const { record } = change;
  const late = isPast(record, happening, context);
  const { diagnosis, deployment, at } = happening;
  const withEntry: Change = {
    ...change,
    record: late ? record : withStep(record, deployment, at),
    rows: [...change.rows, entryOf(record, happening, late, diagnosis)],
  };
  if (late) return withEntry;
  // What ECS says of the service in general is explained by the stops of its tasks.
  const explained =
    diagnosis.kind === 'unknown' && isOpen(record.incident) && record.incident.causes.some((one) => one.stops > 0);
  const taken = explained ? withEntry : takeFailure(withEntry, failureOf(happening, diagnosis), happening, context);
  if (deployment?.state !== 'failed' || !isOpen(taken.record.incident)) return taken;
  const { incident } = taken.record;
  return {
    ...taken,
    record: {
      ...taken.record,
      incident: withFailedDeployment(incident, at),
    },
  };
}

function withFailedDeployment(incident: Incident, at: number): Incident {
  if (incident.deploymentFailedAt !== undefined && incident.deploymentFailedAt >= at) return incident;
  const failed = { ...incident, deploymentFailedAt: at, changed: true };
  return { ...failed, severity: severityOf(failed) };
}

function failureOf(happening: StopHappening | TroubleHappening, diagnosis: DiagnosisRecord): Failure {
  return {
    signature: signatureOf(happening.symptom, diagnosis),
    diagnosis,
    at: happening.at,
    isStop: happening.kind === 'stop',
    proved: diagnosis.kind !== 'unknown' && diagnosis.confidence === 'certain',
  };
}

function takeFailure(
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

function takeRecovery(
  change: Change,
  happening: Extract<Happening, { kind: 'recovery' }>,
  { thresholds }: FoldContext,
): Change {
  const { record } = change;
  const because =
    happening.what === 'task-finished'
      ? 'a run that ended well'
      : happening.what === 'SERVICE_STEADY_STATE'
        ? 'steady state'
        : 'a completed deployment';
  const after = recovered(record, { at: happening.at, because }, thresholds);
  const begins = after.incident?.recovery !== undefined && record.incident?.recovery === undefined;
  if (!begins || after.incident === undefined) return { ...change, record: after };
  const asks = record.subject.kind === 'service';
  const look = {
    subject: record.subject,
    incidentId: after.incident.id,
    symptom: happening.symptom,
    delay: 0,
    last: true,
  };
  return { ...change, record: after, looks: asks ? [...change.looks, look] : change.looks };
}

/** It tells of the past: sent from an archive, older than the end of the last incident, or very old. */
function isPast(
  { incident, endedAt }: ServiceRecord,
  { at, replayed }: Happening,
  { now, thresholds }: FoldContext,
): boolean {
  if (replayed || now - at > thresholds.pastAfter) return true;
  // While one is open, the end of the one before it still counts.
  const ended = incident?.closedAt ?? endedAt;
  return ended !== undefined && at <= ended;
}

function withStep(record: ServiceRecord, step: DeploymentStep | undefined, at: number): ServiceRecord {
  if (step === undefined || (record.deployment !== undefined && record.deployment.at > at)) return record;
  const { incident } = record;
  const rollingBack =
    step.state === 'rolling-back' || (step.state === 'in-progress' ? false : (incident?.rollingBack ?? false));
  const begins = step.state === 'in-progress' || step.state === 'rolling-back';
  return {
    ...(begins ? withLoopFrom(record, at) : record),
    deployment: { ...step, at },
    ...(isOpen(incident) && incident.rollingBack !== rollingBack
      ? { incident: { ...incident, rollingBack, changed: true } }
      : {}),
  };
}

const withPlace = (record: ServiceRecord, { place }: Happening): ServiceRecord => ({
  ...record,
  place: { ...record.place, ...place },
});
