import { culpritOf } from '../domain/diagnosis/culprit';
import { diagnose } from '../domain/diagnosis/diagnose';
import type { Diagnosis } from '../domain/diagnosis/diagnosis';
import { recordOf } from '../domain/diagnosis/diagnosis-record';
import type { Evidence } from '../domain/evidence';
import { causeOf } from '../domain/incident/count-cause';
import { isOpen } from '../domain/incident/incident';
import type { Look } from '../domain/incident/look';
import { type Seen, sharpen } from '../domain/incident/sharpen';
import { defined } from '../domain/json';
import { unavailable, valueIn } from '../domain/read';
import type { Symptom } from '../domain/symptom';
import { type CarryOutPorts, carryOut } from './carry-out';
import { collectEvidence } from './collect-evidence';
import { parseLook } from './parse-look';
import type { EvidencePorts } from './ports';
import type { QueueMessage } from './respond-to-events';
import type { ResponderPolicy } from './responder-policy';

export type ExplainPorts = CarryOutPorts & EvidencePorts;

/**
 * Reads the evidence that incidents wait for and sharpens their diagnoses; what was awaited is told. Answers the ids of
 * the messages that must come again.
 */
export async function explainIncidents(
  messages: readonly QueueMessage[],
  ports: ExplainPorts,
  policy: ResponderPolicy,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { id, body } of messages) {
    const look = parseLook(body);
    if ('problem' in look) {
      ports.report('a question cannot be used', new Error(look.problem));
      ports.count('EventsNotUnderstood', 1);
      failed.push(id);
      continue;
    }
    try {
      await explain(look, ports, policy);
    } catch (error) {
      ports.report('an incident could not be explained', error);
      failed.push(id);
    }
  }
  return failed;
}

async function explain(look: Look, ports: ExplainPorts, policy: ResponderPolicy): Promise<void> {
  const record = await ports.readRecord(look.subject);
  const { incident } = record;
  if (!isOpen(incident) || incident.id !== look.incidentId) return;
  if (look.signature !== undefined) {
    const cause = causeOf(incident, look.signature);
    const isSpared = look.delay > 0 && cause?.awaitedUntil === undefined;
    if (cause === undefined || isSpared) return;
  }
  const seen = await see(look, record.lastGood, ports, policy);
  await carryOut(look.subject, (fresh) => sharpen(fresh, look, seen, policy.thresholds), ports, policy.thresholds);
}

async function see(
  look: Look,
  remembered: string | undefined,
  ports: ExplainPorts,
  { rules }: ResponderPolicy,
): Promise<Seen> {
  if (look.signature === undefined) {
    const { kind, cluster, name } = look.subject;
    const service =
      kind === 'service' ? await ports.readService({ cluster, service: name }) : unavailable('a family is no service');
    return defined({ conclusive: true, service: valueIn(service), now: ports.now() }) as Seen;
  }
  const evidence = await collectEvidence(look.symptom, ports, remembered);
  const diagnosis = diagnose(look.symptom, evidence, rules);
  return defined({
    diagnosis: diagnosis === undefined ? undefined : recordOf(diagnosis, look.symptom, evidence),
    conclusive: isConclusive(look.symptom, diagnosis, evidence),
    service: look.symptom.kind === 'service' ? undefined : valueIn(evidence.service),
    now: ports.now(),
  }) as Seen;
}

/** More time would bring no more evidence: the cause is proved, or the log of the container that failed is there. */
function isConclusive(symptom: Symptom, diagnosis: Diagnosis | undefined, evidence: Evidence): boolean {
  if (diagnosis?.confidence === 'certain' && diagnosis.cause.kind !== 'unknown') return true;
  if (symptom.kind !== 'stop') return false;
  const culprit = culpritOf(symptom.stop, valueIn(evidence.definition));
  const logs = valueIn(evidence.logs) ?? [];
  return logs.some(({ container, lines }) => container === culprit?.name && lines.length > 0);
}
