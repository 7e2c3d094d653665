import type { EcsEvent } from '../domain/ecs-events/ecs-event';
import { parseEcsEvent } from '../domain/ecs-events/parse-ecs-event';
import { parseTask } from '../domain/ecs-events/parse-task';
import type { Alert } from '../domain/incident/alert';
import type { Happening } from '../domain/incident/happening';
import { subjectOf } from '../domain/incident/happening-of';
import type { Incident } from '../domain/incident/incident';
import { observeService, silenceOf } from '../domain/incident/observe-service';
import type { Row } from '../domain/incident/row';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { unavailable } from '../domain/read';
import { type Service, targetGroupsOf } from '../domain/service';
import { isStop } from '../domain/stop';
import type { Symptom } from '../domain/symptom';
import { agendaOf } from './agenda';
import { type CarryOutPorts, carryOut } from './carry-out';
import { explainIncidents } from './explain-incidents';
import { keepWatch } from './keep-watch';
import type { EvidencePorts } from './ports';
import type { World } from './replay';
import { firstDiagnosis, respondToEvents, takeIn } from './respond-to-events';
import type { ResponderPolicy } from './responder-policy';

/** A responder in memory, whose clock the rehearsal moves. */
export interface Stage extends CarryOutPorts, EvidencePorts {
  /** Moves the clock; it never goes back. */
  moveTo(time: number): void;
  /** When the next question to explain-incidents is due; undefined where none waits. */
  nextLookAt(): number | undefined;
  /** Bodies of the questions that are due now; each is handed out once. */
  takeLooks(): readonly string[];
  /** When the next record is due; undefined where none is. */
  nextDueAt(): number | undefined;
  /** What was published, in order. */
  published(): readonly Alert[];
  /** Every incident there was, as it stood last, in the order of their opening. */
  incidents(): readonly { readonly subject: Subject; readonly incident: Incident }[];
  /** What was written down for the timeline. */
  rows(): readonly Row[];
}

export interface Rehearsal {
  readonly alerts: readonly Alert[];
  readonly incidents: readonly { readonly subject: Subject; readonly incident: Incident }[];
}

/** Milliseconds that the clock runs on after the last event, so that hold-downs end. */
export const DEFAULT_TAIL = 30 * 60_000;

/**
 * Goes through a recorded world with the deployed responder's own use cases: what would have been told, and what would
 * have become of each incident. Time is the events' own.
 */
export async function rehearse(
  world: World,
  stage: Stage,
  policy: ResponderPolicy,
  eventPolicy: ResponderPolicy,
  tail: number = DEFAULT_TAIL,
): Promise<Rehearsal> {
  const parsed = world.events.map(parseEcsEvent);
  const events = parsed.filter((event): event is EcsEvent => event.type !== 'not-ours' && event.type !== 'unusable');
  const bodies = new Map(parsed.map((event, index) => [event, JSON.stringify(world.events[index])]));
  const named = new Set(events.flatMap((event) => subjectOf(event)?.name ?? []));
  for (const item of agendaOf(events, world.services ?? [])) {
    await advance(item.at, stage, policy);
    if (item.kind === 'event')
      await respondToEvents([{ id: 'event', body: bodies.get(item.event) ?? '' }], stage, eventPolicy);
    else if (named.has(item.service.name)) await lookAt(item.service, item.at, stage, policy);
    else await hearService(item.service, item.at, stage, policy, eventPolicy);
    await settle(stage, policy);
  }
  for (const value of world.tasks ?? []) {
    const task = parseTask(value);
    if ('problem' in task || !isStop(task)) continue;
    await advance(task.stoppedAt, stage, policy);
    const name = task.service ?? task.family;
    if (name === undefined) continue;
    const subject: Subject = {
      kind: task.service === undefined ? 'family' : 'service',
      cluster: task.cluster,
      name,
    };
    await hear(subject, { kind: 'stop', stop: task }, task.stoppedAt, stage, eventPolicy);
    await settle(stage, policy);
  }
  await advance(stage.now() + tail, stage, policy);
  return { alerts: stage.published(), incidents: stage.incidents() };
}

/** Another try at what stays due, as the next run of keep-watch would make it. */
const MINUTE = 60_000;

/** Lets the time pass up to a moment, and what is due on the way take place. */
async function advance(to: number | undefined, stage: Stage, policy: ResponderPolicy): Promise<void> {
  if (to === undefined) return;
  for (let next = nextAt(stage); next <= to; next = Math.max(nextAt(stage), next + (isDue(stage) ? MINUTE : 0))) {
    stage.moveTo(next);
    await settle(stage, policy);
    if (!isDue(stage)) continue;
    await keepWatch(stage, policy);
    await settle(stage, policy);
  }
  stage.moveTo(to);
}

const nextAt = (stage: Stage): number =>
  Math.max(
    stage.now(),
    Math.min(stage.nextLookAt() ?? Number.POSITIVE_INFINITY, stage.nextDueAt() ?? Number.POSITIVE_INFINITY),
  );

const isDue = (stage: Stage): boolean => (stage.nextDueAt() ?? Number.POSITIVE_INFINITY) <= stage.now();

/** Answers the questions that are due now, and the ones that they lead to. */
async function settle(stage: Stage, policy: ResponderPolicy): Promise<void> {
  for (let looks = stage.takeLooks(); looks.length > 0; looks = stage.takeLooks())
    await explainIncidents(
      looks.map((body, index) => ({ id: String(index), body })),
      stage,
      policy,
    );
}

/**
 * A snapshot of a service, as the sweep would see it. Where nothing tells its time, only a load balancer without a
 * healthy target counts: that takes longer than any start.
 */
async function lookAt(
  service: Service,
  at: number | undefined,
  stage: Stage,
  { thresholds }: ResponderPolicy,
): Promise<void> {
  const groups = targetGroupsOf(service);
  const none = unavailable('the service has no load balancer');
  const observation = {
    service,
    targetGroups: groups.length === 0 ? none : await stage.readTargetGroups(groups),
    targetHealth: groups.length === 0 ? none : await stage.readTargetHealth(groups),
    at,
    now: stage.now(),
  };
  if (at === undefined && silenceOf(observation) !== 'no-healthy-target') return;
  const subject: Subject = { kind: 'service', cluster: service.cluster, name: service.name };
  await carryOut(subject, (record) => observeService(record, observation, thresholds), stage, thresholds);
}

/** A service of which no event tells speaks for itself: by its messages, else by its state. */
async function hearService(
  service: Service,
  at: number | undefined,
  stage: Stage,
  policy: ResponderPolicy,
  eventPolicy: ResponderPolicy,
): Promise<void> {
  const symptom: Symptom = { kind: 'service', service };
  const diagnosis = firstDiagnosis(symptom, eventPolicy);
  if (diagnosis === undefined || diagnosis.kind === 'normal') return lookAt(service, at, stage, policy);
  const subject: Subject = { kind: 'service', cluster: service.cluster, name: service.name };
  await hear(subject, symptom, at, stage, eventPolicy);
}

async function hear(
  subject: Subject,
  symptom: Symptom,
  at: number | undefined,
  stage: Stage,
  policy: ResponderPolicy,
): Promise<void> {
  const diagnosis = firstDiagnosis(symptom, policy);
  const head = { subject, at: at ?? stage.now(), replayed: false, place: {} };
  if (symptom.kind === 'stop') {
    const { taskId, version = 0 } = symptom.stop;
    const stop: Happening = {
      ...head,
      kind: 'stop',
      entryId: `task/${taskId}/STOPPED`,
      taskId,
      version,
      symptom,
      ...(diagnosis === undefined ? {} : { diagnosis }),
    };
    await takeIn([stop], stage, policy);
  } else if (diagnosis !== undefined && diagnosis.kind !== 'normal') {
    const entryId = `service/${subjectKey(subject)}`;
    await takeIn([{ ...head, kind: 'trouble', what: 'service', entryId, symptom, diagnosis }], stage, policy);
  }
}
