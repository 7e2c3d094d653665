import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import { parseEcsArn } from '../ecs-events/ecs-arn';
import type { EcsEvent, EventHead } from '../ecs-events/ecs-event';
import { defined } from '../json';
import { isStop, type Task } from '../stop';
import type { Symptom } from '../symptom';
import { shortHash } from '../text/short-hash';
import type { DeploymentStep, Happening } from './happening';
import { type Subject, UNKNOWN_CLUSTER } from './subject';

/** What is to be explained of an event; undefined where it tells of nothing that could need it. */
export function symptomOf(event: EcsEvent): Symptom | undefined {
  switch (event.type) {
    case 'task':
      if (isStop(event.task)) return { kind: 'stop', stop: event.task };
      return isSpotWarning(event.task) ? { kind: 'task', task: event.task } : undefined;
    case 'deployment':
      return { kind: 'deployment', event };
    case 'service-action':
      return { kind: 'service-action', event };
    case 'container-instance':
      return undefined;
  }
}

/** The task still runs; older events carry the stop code of a terminated host with the text of Spot. */
const isSpotWarning = ({ stopCode, stoppedReason = '' }: Task): boolean =>
  stopCode === 'SpotInterruption' || (stopCode === 'TerminationNotice' && /spot/i.test(stoppedReason));

/** Whom an event is about; undefined where it is about a host, or about a task of which nothing tells the family. */
export function subjectOf(event: EcsEvent): Subject | undefined {
  if (event.type === 'container-instance') return undefined;
  if (event.type !== 'task') return { kind: 'service', cluster: event.cluster ?? UNKNOWN_CLUSTER, name: event.service };
  const { cluster, service, family, group } = event.task;
  if (service !== undefined) return { kind: 'service', cluster, name: service };
  const name = family ?? group;
  return name === undefined ? undefined : { kind: 'family', cluster, name };
}

/** Milliseconds; a time that lies further ahead is not to be believed. */
const CLOCKS_DIFFER = 60_000;

/**
 * What an event means for its subject. `diagnosis` is that of the event alone, `receivedAt` stands in for a time that
 * the event does not tell or that lies in the future.
 */
export function happeningOf(
  event: EcsEvent,
  diagnosis: DiagnosisRecord | undefined,
  receivedAt: number,
): Happening | undefined {
  const subject = subjectOf(event);
  const symptom = symptomOf(event);
  if (subject === undefined || symptom === undefined) return undefined;
  const own = timeOf(event) ?? receivedAt;
  const at = Math.min(own, receivedAt);
  const head = { subject, at, entryId: entryIdOf(event, at), replayed: event.replayed, place: placeOf(event) };
  if (event.type === 'task') {
    const { taskId, version = 0, revision } = event.task;
    if (symptom.kind === 'task') return { ...head, kind: 'note', what: 'spot-warning' };
    if (subject.kind === 'family' && diagnosis?.cause === 'task-finished' && endedWell(event.task))
      return { ...head, kind: 'recovery', what: 'task-finished', symptom };
    const isAhead = own - receivedAt > CLOCKS_DIFFER ? true : undefined;
    return defined({ ...head, kind: 'stop', taskId, version, revision, symptom, diagnosis, isAhead }) as Happening;
  }
  if (event.type === 'container-instance') return undefined;
  const what = event.eventName;
  const step =
    event.type === 'deployment' ? stepOf(event.eventName, event.deploymentId, event.rollingBackTo) : undefined;
  const deployment = step === undefined ? {} : { deployment: step };
  const isRecovery =
    step?.state === 'completed' || (what === 'SERVICE_STEADY_STATE' && event.type === 'service-action');
  if (isRecovery) return { ...head, kind: 'recovery', what, symptom, ...deployment };
  if (diagnosis !== undefined && diagnosis.kind !== 'normal')
    return { ...head, kind: 'trouble', what, symptom, diagnosis, ...deployment };
  return step === undefined ? { ...head, kind: 'note', what } : { ...head, kind: 'deployment', what, deployment: step };
}

const endedWell = ({ containers }: Task): boolean => containers.every(({ exitCode }) => (exitCode ?? 0) === 0);

/** Of a stop its own time, which every copy of it carries; `time` of the event may differ between copies. */
export function timeOf(event: EcsEvent): number | undefined {
  const { time } = event;
  if (event.type !== 'task') return time;
  const { stoppedAt, stoppingAt, executionStoppedAt } = event.task;
  return stoppedAt ?? time ?? stoppingAt ?? executionStoppedAt;
}

export function entryIdOf(event: EcsEvent, at: number): string {
  switch (event.type) {
    case 'task':
      return `task/${event.task.taskId}/${event.task.lastStatus ?? 'unknown'}`;
    case 'deployment':
      return `deployment/${event.deploymentId ?? '-'}/${event.eventName}/${at}`;
    case 'service-action':
      return `service-action/${event.eventName}/${at}/${shortHash(`${event.reason}|${event.capacityProviders.join()}`)}`;
    case 'container-instance':
      return `container-instance/${event.containerInstanceArn}/${event.version ?? at}`;
  }
}

function stepOf(
  eventName: string,
  id: string | undefined,
  rollingBackTo: string | undefined,
): DeploymentStep | undefined {
  const state = STATES.get(eventName);
  if (state === undefined) return undefined;
  if (state === 'in-progress' && rollingBackTo !== undefined) return { id: rollingBackTo, state: 'rolling-back' };
  return { id: id ?? '(unnamed)', state };
}

const STATES: ReadonlyMap<string, 'in-progress' | 'completed' | 'failed'> = new Map([
  ['SERVICE_DEPLOYMENT_IN_PROGRESS', 'in-progress'],
  ['SERVICE_DEPLOYMENT_COMPLETED', 'completed'],
  ['SERVICE_DEPLOYMENT_FAILED', 'failed'],
]);

function placeOf(event: EcsEvent & EventHead): Happening['place'] {
  const arn = event.type === 'task' ? parseEcsArn(event.task.taskArn) : undefined;
  return defined({
    account: event.account ?? arn?.account,
    region: event.region ?? arn?.region,
    partition: arn?.partition,
  });
}
