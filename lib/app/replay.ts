import { diagnose, type Rules } from '../domain/diagnosis/diagnose';
import type { Diagnosis } from '../domain/diagnosis/diagnosis';
import type { EcsEvent } from '../domain/ecs-events/ecs-event';
import { parseTask } from '../domain/ecs-events/parse-task';
import type { Evidence } from '../domain/evidence';
import { symptomOf } from '../domain/incident/happening-of';
import type { JsonObject } from '../domain/json';
import { isStop } from '../domain/stop';
import type { Symptom } from '../domain/symptom';
import { agendaOf } from './agenda';
import { collectEvidence, serviceKeyOf } from './collect-evidence';
import type { EvidencePorts } from './ports';
import { Silence } from './silence';
import { type LeftAlone, sortEvents } from './sort-events';
import type { Step } from './step';
import { worstOf } from './worst';

/** The parts of a world that a replay walks through; reads go to the ports. */
export interface World {
  readonly events: readonly unknown[];
  readonly services?: readonly JsonObject[];
  readonly tasks?: readonly JsonObject[];
}

export interface Replay {
  readonly steps: readonly Step[];
  /** That of the last unresolved cause, else of the worst. */
  readonly diagnosis: Diagnosis | undefined;
  /** Events that were left alone, and why. */
  readonly leftAlone: readonly LeftAlone[];
}

/** Goes through a recorded world as the responder goes through a live one; time is the events' own. */
export async function replay(
  world: World,
  portsAt: (now: () => number) => EvidencePorts,
  rules: Rules,
): Promise<Replay> {
  const clock = { now: 0 };
  const ports = portsAt(() => clock.now);
  const { events, leftAlone } = sortEvents(world.events);
  const named = new Set(events.flatMap((event) => serviceOf(event) ?? []));
  const silence = new Silence();
  const steps: Step[] = [];
  const explain = (symptom: Symptom, at: number | undefined, evidence: Evidence): void => {
    const step = { at, subject: subjectOf(symptom), symptom, diagnosis: diagnose(symptom, evidence, rules) };
    steps.push(step);
    silence.hear(step);
  };

  for (const item of agendaOf(events, world.services ?? [])) {
    clock.now = Math.max(clock.now, item.at ?? 0);
    const symptom: Symptom | undefined =
      item.kind === 'event' ? symptomOf(item.event) : { kind: 'service', service: item.service };
    if (symptom === undefined) continue;
    const evidence = await collectEvidence(symptom, ports);
    // A service of which no event tells speaks for itself; of the others only silence is news.
    if (symptom.kind === 'service' && named.has(symptom.service.name))
      if (!silence.isFailing(symptom.service, evidence, item.at)) continue;
    explain(symptom, item.at, evidence);
  }
  for (const task of (world.tasks ?? []).map(parseTask)) {
    if ('problem' in task || !isStop(task) || steps.some((step) => stops(step, task.taskArn))) continue;
    clock.now = Math.max(clock.now, task.stoppedAt ?? 0);
    const symptom: Symptom = { kind: 'stop', stop: task };
    explain(symptom, task.stoppedAt, await collectEvidence(symptom, ports));
  }
  return { steps, diagnosis: worstOf(steps), leftAlone };
}

/** The service that an event tells of. */
function serviceOf(event: EcsEvent): string | undefined {
  if (event.type === 'task') return event.task.service;
  return event.type === 'container-instance' ? undefined : event.service;
}

const stops = ({ symptom }: Step, taskArn: string): boolean =>
  symptom.kind === 'stop' && symptom.stop.taskArn === taskArn;

function subjectOf(symptom: Symptom): string {
  const key = serviceKeyOf(symptom);
  if (key !== undefined) return `${key.cluster}/${key.service}`;
  if (symptom.kind === 'stop') return symptom.stop.family ?? symptom.stop.group ?? symptom.stop.taskId;
  if (symptom.kind === 'task') return symptom.task.family ?? symptom.task.taskId;
  return 'text';
}
