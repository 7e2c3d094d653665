import { firstDiagnosis } from '../../../lib/app/respond-to-events';
import { parseEcsEvent } from '../../../lib/domain/ecs-events/parse-ecs-event';
import { eventRules } from '../../../lib/domain/event-rules';
import { subjectOf, symptomOf } from '../../../lib/domain/incident/happening-of';
import type { Subject } from '../../../lib/domain/incident/subject';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/incident/thresholds';
import { asObject, asObjects, type JsonObject } from '../../../lib/domain/json';
import { parseService } from '../../../lib/domain/service';
import { isStop } from '../../../lib/domain/stop';
import { parseTargetHealth } from '../../../lib/domain/target-group';
import { parseTimestamp } from '../../../lib/domain/timestamp';
import { memoryPorts } from '../../../lib/memory/memory-ports';
import type { ServiceState, Story, StoryEvent } from './story';
import { storyRecording } from './template';

const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules: eventRules };

/** A recorded story, whole, with its own service, logs and load balancer, moved to another time. */
export function recordedStory(name: string, start: number): Story {
  const recording = storyRecording(name);
  const first = Math.min(...asObjects(recording.events).flatMap(({ time }) => parseTimestamp(time) ?? []));
  const shift = start - first;
  const failing: string[] = [];
  const harmless: string[] = [];
  let subject: Subject | undefined;
  const events = asObjects(recording.events).map((value): StoryEvent => {
    const event = moved(value, shift);
    const parsed = parseEcsEvent(event);
    if (parsed.type === 'unusable' || parsed.type === 'not-ours') throw new Error(`${name}: ${parsed.because}`);
    const symptom = symptomOf(parsed);
    const diagnosis = symptom === undefined ? undefined : firstDiagnosis(symptom, policy);
    subject ??= subjectOf(parsed);
    const told = { at: sentAt(event) ?? start, event, diagnosis };
    if (parsed.type !== 'task' || !isStop(parsed.task)) return told;
    const { taskId } = parsed.task;
    const list = diagnosis === undefined || diagnosis.kind === 'normal' ? harmless : failing;
    if (!list.includes(taskId)) list.push(taskId);
    return { ...told, taskId };
  });
  if (subject === undefined) throw new Error(`${name}: expected an event of a service`);
  const health = (recording.targetHealth ?? []).map((one) => ({
    from: (parseTimestamp(one['at']) ?? 0) + shift,
    targets: parseTargetHealth(one),
  }));
  const states = (recording.services ?? [])
    .map((one): ServiceState => {
      const from = (parseTimestamp(one['at']) ?? 0) + shift;
      return {
        from,
        service: parseService(one),
        targetHealth: health.findLast((known) => known.from <= from)?.targets ?? [],
      };
    })
    .sort((a, b) => a.from - b.from);
  return {
    name,
    subject,
    events,
    states,
    templates: new Map(),
    evidence: (now) => memoryPorts(recording, () => now() - shift),
    failing,
    harmless,
    told: 'always',
    ends: undefined,
  };
}

/** No event comes before what it tells of; `time` is in whole seconds. */
function sentAt(event: JsonObject): number | undefined {
  const detail = asObject(event['detail']) ?? {};
  const times = [event['time'], detail['stoppedAt'], detail['updatedAt'], detail['createdAt']];
  const known = times.flatMap((time) => parseTimestamp(time) ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** With all its times moved. */
function moved(event: JsonObject, by: number): JsonObject {
  const move = (value: unknown): unknown => {
    const at = typeof value === 'string' ? parseTimestamp(value) : undefined;
    return at === undefined ? value : new Date(at + by).toISOString();
  };
  const detail = Object.entries(asObject(event['detail']) ?? {}).map(([key, value]) => [key, move(value)]);
  return { ...event, time: move(event['time']), detail: Object.fromEntries(detail) };
}
