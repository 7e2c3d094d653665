import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidencePorts } from '../../../lib/app/ports';
import { firstDiagnosis } from '../../../lib/app/respond-to-events';
import type { DiagnosisRecord } from '../../../lib/domain/diagnosis/diagnosis-record';
import { parseEcsEvent } from '../../../lib/domain/ecs-events/parse-ecs-event';
import { eventRules } from '../../../lib/domain/event-rules';
import { symptomOf } from '../../../lib/domain/incident/happening-of';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/incident/thresholds';
import { asObject, asObjects, type JsonObject } from '../../../lib/domain/json';
import { memoryPorts } from '../../../lib/memory/memory-ports';
import { parseRecording, type Recording } from '../../../lib/memory/recording';
import { eventsFolder } from '../events-folder';

/** A recorded event that a story tells again, with other names, ids and times. */
export interface Template {
  readonly event: JsonObject;
  readonly detail: JsonObject;
  /** What the event alone shows. */
  readonly diagnosis: DiagnosisRecord | undefined;
  /** The recorded task, under which the recording keeps its logs. */
  readonly taskId: string | undefined;
  /** What the recording knows beside the event, whatever the time. */
  readonly evidence: EvidencePorts;
}

const read = new Map<string, Recording>();

function recordingOf(path: string): Recording {
  const known = read.get(path);
  if (known !== undefined) return known;
  const recording = parseRecording(JSON.parse(readFileSync(join(eventsFolder(), path), 'utf8')), path);
  if ('problem' in recording) throw new Error(`${path}: ${recording.problem}`);
  read.set(path, recording);
  return recording;
}

const templates = new Map<string, Template>();

/** The first event of a recording that fits. */
export function templateOf(
  path: string,
  fits: (event: JsonObject, detail: JsonObject) => boolean = () => true,
): Template {
  const name = `${path} ${fits}`;
  const known = templates.get(name);
  if (known !== undefined) return known;
  const recording = recordingOf(path);
  const event = asObjects(recording.events).find((one) => fits(one, asObject(one['detail']) ?? {}));
  if (event === undefined) throw new Error(`${path}: expected an event that fits, found none`);
  const parsed = parseEcsEvent(event);
  if (parsed.type === 'unusable' || parsed.type === 'not-ours') throw new Error(`${path}: ${parsed.because}`);
  const symptom = symptomOf(parsed);
  const template: Template = {
    event,
    detail: asObject(event['detail']) ?? {},
    diagnosis:
      symptom === undefined
        ? undefined
        : firstDiagnosis(symptom, { thresholds: DEFAULT_THRESHOLDS, clusters: '*', rules: eventRules }),
    taskId: parsed.type === 'task' ? parsed.task.taskId : undefined,
    evidence: memoryPorts(recording, () => Number.MAX_SAFE_INTEGER),
  };
  templates.set(name, template);
  return template;
}

/** The recording of a whole story. */
export const storyRecording = (name: string): Recording => recordingOf(join('stories', name));
