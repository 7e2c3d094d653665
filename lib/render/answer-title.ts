import type { DiagnosisRecord } from '../domain/diagnosis/diagnosis-record';
import { nameOf } from './alert/alert-title';
import { whatIsWrong } from './alert/lead-cause';
import type { Answer, ClusterRow } from './answer';
import { durationOf } from './words';

/** The first line of an answer: `orders-api (prod): image tag 1.4.2 does not exist, 0 of 3 running`. */
export function answerTitle(answer: Answer): string {
  const { cluster, name, kind, task } = answer;
  const subject = nameOf({ kind, cluster, name });
  return task === undefined
    ? `${subject}: ${serviceWords(answer)}`
    : `task ${task.id} of ${subject}: ${taskWords(answer)}`;
}

function serviceWords(answer: Answer): string {
  const { standing, at } = answer;
  const fault = faultIn(answer);
  const counts = runningWords(standing);
  const runs = counts === undefined ? '' : `, ${counts}`;
  switch (standing.state) {
    case 'failing':
      return `${fault !== undefined ? whatIsWrong({ title: fault.title, diagnosis: fault }) : `${standing.because}, and nothing that was read explains it`}${runs}`;
    case 'healthy':
      return `nothing is wrong${counts === undefined ? '' : `: ${counts}`}${
        standing.since === undefined ? '' : `, last deployment completed ${durationOf(at - standing.since)} ago`
      }`;
    case 'changing':
      return `nothing is wrong so far: ${standing.because}${runs}${standing.since === undefined ? '' : `, begun ${durationOf(at - standing.since)} ago`}`;
    case 'at-zero':
    case 'going':
      return standing.because;
    case 'unknown':
      return `it cannot be told how it stands: ${standing.because}`;
  }
}

function taskWords({ task, diagnosis, at }: Answer): string {
  if (task === undefined) return '';
  const state = `${task.lastStatus}${task.since === undefined ? '' : ` for ${durationOf(at - task.since)}`}`;
  if (task.lastStatus === 'STOPPED')
    return diagnosis === undefined
      ? 'it has stopped, and nothing that was read explains it'
      : diagnosis.kind === 'normal'
        ? `nothing is wrong: ${diagnosis.title}`
        : whatIsWrong({ title: diagnosis.title, diagnosis });
  if (task.isEnding) return `${state}, and told to stop`;
  return task.health === undefined || task.health === 'UNKNOWN'
    ? state
    : `${state}, ${task.health} by its health checks`;
}

/** `0 of 3 running`, where both are known. */
export const runningWords = ({ running, desired }: ClusterRow['standing']): string | undefined =>
  running === undefined || desired === undefined
    ? undefined
    : `${running.toLocaleString('en-US')} of ${desired.toLocaleString('en-US')} running`;

/** The diagnosis, where it tells of something that is wrong. */
export const faultIn = ({ diagnosis }: Pick<Answer, 'diagnosis'>): DiagnosisRecord | undefined =>
  diagnosis?.kind === 'normal' ? undefined : diagnosis;
