import { diagnose } from '../domain/diagnosis/diagnose';
import { type DiagnosisRecord, recordOf } from '../domain/diagnosis/diagnosis-record';
import type { EcsEvent } from '../domain/ecs-events/ecs-event';
import { parseEcsEvent, unusable } from '../domain/ecs-events/parse-ecs-event';
import type { Change } from '../domain/incident/change';
import { contradicts } from '../domain/incident/contradicts';
import { fold } from '../domain/incident/fold';
import type { Happening } from '../domain/incident/happening';
import { happeningOf, symptomOf } from '../domain/incident/happening-of';
import type { StopRow } from '../domain/incident/row';
import type { ServiceRecord } from '../domain/incident/service-record';
import { subjectKey } from '../domain/incident/subject';
import type { Symptom } from '../domain/symptom';
import { type CarryOutPorts, carryOut, publishOwed } from './carry-out';
import { noEvidence } from './collect-evidence';
import { parseBody } from './parse-body';
import { type ResponderPolicy, watches } from './responder-policy';

/** One message of the queue. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
}

/**
 * Takes a batch of ECS events into the records of their services, from the events alone, and tells what they prove.
 * Answers the ids of the messages that must come again: unusable ones (until their queue gives them to the DLQ), and
 * those whose service could not be written. Neighbours are unharmed.
 */
export async function respondToEvents(
  messages: readonly QueueMessage[],
  ports: CarryOutPorts,
  policy: ResponderPolicy,
): Promise<readonly string[]> {
  const failed = new Set<string>();
  const groups = new Map<string, { happenings: Happening[]; ids: string[] }>();
  for (const { id, body } of messages) {
    const read = readEvent(body, ports, policy);
    if (read === 'unusable') failed.add(id);
    else if (read !== 'left-alone') {
      const key = subjectKey(read.subject);
      const group = groups.get(key) ?? { happenings: [], ids: [] };
      group.happenings.push(read);
      group.ids.push(id);
      groups.set(key, group);
    }
  }
  await Promise.all(
    [...groups.values()].map(async ({ happenings, ids }) => {
      try {
        await takeIn(happenings, ports, policy);
      } catch (error) {
        for (const id of ids) failed.add(id);
        ports.report('the events of a service could not be taken in', error);
      }
    }),
  );
  ports.count('EventsHandled', messages.length - failed.size);
  return [...failed];
}

function readEvent(body: string, ports: CarryOutPorts, policy: ResponderPolicy): Happening | 'unusable' | 'left-alone' {
  try {
    const parsed = parseBody(body);
    const event = 'problem' in parsed ? unusable(parsed.problem) : parseEcsEvent(parsed.value);
    if (event.type === 'unusable') return refuse(new Error(event.because), ports);
    if (event.type === 'not-ours') {
      ports.count(event.isOfEcs ? 'EventsOfOtherTypes' : 'EventsOfOthers', 1);
      return 'left-alone';
    }
    const happening = happeningOf(event, diagnosisOf(event, policy), ports.now());
    return happening === undefined || !watches(policy, happening.subject.cluster) ? 'left-alone' : happening;
  } catch (error) {
    // A fault of ours, which must not reach its neighbours.
    return refuse(error, ports);
  }
}

function refuse(error: unknown, ports: CarryOutPorts): 'unusable' {
  ports.count('EventsNotUnderstood', 1);
  ports.report('an event cannot be used', error);
  return 'unusable';
}

function diagnosisOf(event: EcsEvent, policy: ResponderPolicy): DiagnosisRecord | undefined {
  const symptom = symptomOf(event);
  return symptom === undefined ? undefined : firstDiagnosis(symptom, policy);
}

/** What the symptom alone shows. */
export function firstDiagnosis(symptom: Symptom, { rules }: ResponderPolicy): DiagnosisRecord | undefined {
  const evidence = noEvidence('not read yet');
  const diagnosis = diagnose(symptom, evidence, rules);
  return diagnosis === undefined ? undefined : recordOf(diagnosis, symptom, evidence);
}

/** Takes what happened to one subject into its record, and tells what is to be told. */
export async function takeIn(
  happenings: readonly Happening[],
  ports: CarryOutPorts,
  { thresholds }: ResponderPolicy,
): Promise<void> {
  const [first] = happenings;
  if (first === undefined) return;
  const taskIds = happenings.flatMap((one) => (one.kind === 'stop' ? one.taskId : []));
  let owing: ServiceRecord | undefined;
  const decide = async (record: ServiceRecord): Promise<Change> => {
    const known = await knownStops(record, taskIds, ports);
    const isOld = taskIds.length > 0 && taskIds.every((id) => known.has(id) || record.pending.includes(id));
    // All of it was counted before: whoever did may have been cut off before telling it.
    owing = isOld && record.outbox.length > 0 ? record : undefined;
    const contradictions = happenings.filter((one) => one.kind === 'stop' && contradicts(one, known.get(one.taskId)));
    if (contradictions.length > 0) ports.count('EventsInConflict', contradictions.length);
    const change = fold(record, happenings, { known, now: ports.now(), thresholds });
    const late = change.rows.filter((row) => 'late' in row && row.late === true).length;
    if (late > 0) ports.count('EventsLate', late);
    return change;
  };
  await carryOut(first.subject, decide, ports, thresholds);
  if (owing !== undefined) await publishOwed(owing, ports, thresholds);
}

/**
 * The row of the last pending task is written after all others: where it is there, none of them is missing. A row
 * without an episode is not that one, but what another writer made of the same task at the same time.
 */
async function knownStops(
  record: ServiceRecord,
  taskIds: readonly string[],
  ports: CarryOutPorts,
): Promise<ReadonlyMap<string, StopRow>> {
  const last = record.pending.slice(-1);
  const known = await ports.readStops(record.subject, [...new Set([...taskIds, ...last])]);
  if (last.every((id) => known.get(id)?.episode !== undefined)) return new Map([...pendingAsKnown(record), ...known]);
  const pending = await ports.readStops(record.subject, record.pending);
  return new Map([...known, ...pending]);
}

/** Enough of a row to say that it is there. */
const pendingAsKnown = ({ pending, subject, episode }: ServiceRecord): readonly [string, StopRow][] =>
  pending.map((taskId) => [taskId, { type: 'stop', subject, taskId, version: -1, at: 0, episode }]);
