import type { TaskDefinition } from '../domain/definition/task-definition';
import type { Evidence } from '../domain/evidence';
import { type Read, unavailable, valueIn } from '../domain/read';
import { targetGroupsOf } from '../domain/service';
import type { Task } from '../domain/stop';
import type { Symptom } from '../domain/symptom';
import type { EvidencePorts, ServiceKey } from './ports';

const notAsked = unavailable('the event names no revision');

/** Evidence of nothing: for a pasted text, and for the first look at an event. */
export const noEvidence = (reason: string): Evidence => {
  const missing = unavailable(reason);
  return {
    definition: missing,
    lastGood: missing,
    logs: missing,
    service: missing,
    targetGroups: missing,
    targetHealth: missing,
  };
};

/**
 * Reads what may explain a symptom. Each piece is there or says why it is not. `remembered` is the revision that our
 * own record knows as good.
 */
export async function collectEvidence(symptom: Symptom, world: EvidencePorts, remembered?: string): Promise<Evidence> {
  const ports = world.withinBudget?.() ?? world;
  const task = taskOf(symptom);
  const key = serviceKeyOf(symptom);
  const service =
    symptom.kind === 'service'
      ? ({ state: 'known', value: symptom.service } as const)
      : key === undefined
        ? unavailable('the task belongs to no service')
        : await ports.readService(key);
  const arn = task?.taskDefinitionArn ?? valueIn(service)?.taskDefinitionArn;
  const definition =
    arn === undefined ? unavailable('the event names no task definition') : await ports.readTaskDefinition(arn);
  const known = valueIn(definition);
  const lastGood: Read<never> | Awaited<ReturnType<EvidencePorts['readLastGood']>> =
    known?.revision === undefined
      ? notAsked
      : await ports.readLastGood({
          family: known.family,
          revision: known.revision,
          ...(key === undefined ? {} : { service: key }),
          ...(remembered === undefined ? {} : { remembered }),
        });
  const logs = await readLogs(symptom, key, known, ports);
  const described = valueIn(service);
  const groups = described === undefined ? [] : targetGroupsOf(described);
  return {
    definition,
    lastGood,
    logs,
    service,
    targetGroups: await ports.readTargetGroups(groups),
    targetHealth: await ports.readTargetHealth(groups),
  };
}

/** A deployment or a service action is explained by its stops, whose logs are read with them. */
async function readLogs(
  symptom: Symptom,
  key: ServiceKey | undefined,
  definition: TaskDefinition | undefined,
  ports: EvidencePorts,
): Promise<Evidence['logs']> {
  const task = taskOf(symptom);
  if (task !== undefined) return ports.readTaskLogs(task, definition);
  if (symptom.kind === 'service' && key !== undefined) return ports.readServiceLogs(key, definition);
  return unavailable('the event is of no single task');
}

export function serviceKeyOf(symptom: Symptom): ServiceKey | undefined {
  const task = taskOf(symptom);
  if (task !== undefined)
    return task.service === undefined ? undefined : { cluster: task.cluster, service: task.service };
  if (symptom.kind === 'service') return { cluster: symptom.service.cluster, service: symptom.service.name };
  if (symptom.kind === 'text' || symptom.kind === 'stop' || symptom.kind === 'task') return undefined;
  return { cluster: symptom.event.cluster ?? 'unknown', service: symptom.event.service };
}

const taskOf = (symptom: Symptom): Task | undefined =>
  symptom.kind === 'stop' ? symptom.stop : symptom.kind === 'task' ? symptom.task : undefined;
