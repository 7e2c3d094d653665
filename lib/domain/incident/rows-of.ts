import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import { defined } from '../json';
import type { Happening, StopHappening } from './happening';
import { isOpen } from './incident';
import type { EntryRow, StopRow } from './row';
import type { ServiceRecord } from './service-record';

/** The row of a stop; `more` says which incident counts it, or that it tells of the past. */
export const stopRow = (
  { subject }: ServiceRecord,
  { taskId, version, at, diagnosis, revision, symptom }: StopHappening,
  more: Partial<StopRow>,
): StopRow => {
  const task = symptom.kind === 'stop' ? symptom.stop : undefined;
  return defined({
    type: 'stop',
    subject,
    taskId,
    version,
    at,
    cause: diagnosis?.cause,
    container: diagnosis?.container,
    exitCode: diagnosis?.exitCode,
    revision,
    deployment: task?.startedBy?.startsWith('ecs-svc/') ? task.startedBy : undefined,
    startedAt: task?.startedAt,
    ...more,
  }) as StopRow;
};

const LONGEST_TITLE = 200;

/** The row of anything else that happened. */
export function entryOf(
  { subject, episode, incident }: ServiceRecord,
  { entryId, at, kind, ...happening }: Exclude<Happening, StopHappening>,
  late: boolean,
  diagnosis?: DiagnosisRecord,
): EntryRow {
  const what = 'what' in happening ? happening.what : kind;
  return defined({
    type: 'entry',
    subject,
    entryId,
    at,
    what,
    title: (diagnosis?.summary ?? what).slice(0, LONGEST_TITLE),
    episode: isOpen(incident) && !late ? episode : undefined,
    cause: diagnosis?.cause,
    deployment: 'deployment' in happening ? happening.deployment : undefined,
    late: late ? true : undefined,
  }) as EntryRow;
}
