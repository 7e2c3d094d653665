import type { Diagnosis } from '../domain/diagnosis/diagnosis';
import type { Step } from './step';

/** The diagnosis of the last cause that nothing resolved; else of the worst that there was. */
export function worstOf(steps: readonly Step[]): Diagnosis | undefined {
  const open: { subject: string; diagnosis: Diagnosis }[] = [];
  const resolved: Diagnosis[] = [];
  const normal: Diagnosis[] = [];
  for (const { subject, symptom, diagnosis } of steps) {
    if (isRecovery(symptom)) {
      const over = open.filter((one) => one.subject === subject);
      resolved.push(...over.map((one) => one.diagnosis));
      open.splice(0, open.length, ...open.filter((one) => one.subject !== subject));
    }
    if (diagnosis === undefined) continue;
    if (diagnosis.cause.kind === 'normal') normal.push(diagnosis);
    else open.push({ subject, diagnosis });
  }
  return lastNamed(open.map((one) => one.diagnosis)) ?? lastNamed(resolved) ?? lastOfTasks(normal);
}

/** A service that is steady, or whose deployment completed, has recovered. */
export function isRecovery(symptom: Step['symptom']): boolean {
  if (symptom.kind === 'deployment') return symptom.event.eventName === 'SERVICE_DEPLOYMENT_COMPLETED';
  return (
    symptom.kind === 'service-action' &&
    symptom.event.eventName === 'SERVICE_STEADY_STATE' &&
    symptom.event.desiredCount !== 0
  );
}

/** The last that names a cause; a general answer only where no other is. */
const lastNamed = (diagnoses: readonly Diagnosis[]): Diagnosis | undefined =>
  diagnoses.findLast(({ cause }) => cause.kind !== 'unknown') ?? diagnoses.at(-1);

/** What happened to a task says more than what a deployment says of itself. */
const lastOfTasks = (diagnoses: readonly Diagnosis[]): Diagnosis | undefined =>
  diagnoses.findLast(({ container }) => container !== undefined) ?? diagnoses.at(-1);
