import { asArray, asObject, asObjects, asText, type JsonObject } from '../domain/json';
import { parseTimestamp } from '../domain/timestamp';

/** One world, as far as somebody wrote it down. What it lacks is unavailable, not empty. */
export interface Recording {
  readonly id: string;
  readonly source?: string;
  readonly synthetic: boolean;
  /** EventBridge events in the order they came. */
  readonly events: readonly unknown[];
  /** As AWS answers. A snapshot may carry `at`, the ISO time from which on it is what a read sees. */
  readonly taskDefinitions?: readonly JsonObject[];
  readonly services?: readonly JsonObject[];
  readonly tasks?: readonly JsonObject[];
  readonly serviceDeployments?: readonly JsonObject[];
  readonly serviceRevisions?: readonly JsonObject[];
  readonly targetGroups?: readonly JsonObject[];
  readonly targetHealth?: readonly JsonObject[];
  /** Group → stream → lines. */
  readonly logs?: RecordedLogs;
  /** What could not be read, and why: `logs`, `logs:/log/group`, `taskDefinitions`, … */
  readonly unavailable: ReadonlyMap<string, string>;
  /** What tests expect of it. */
  readonly expect?: JsonObject;
}

export type RecordedLogs = ReadonlyMap<string, ReadonlyMap<string, readonly RecordedLine[]>>;

/** `at`: milliseconds since 1970, where the recording has the time of the line. */
export interface RecordedLine {
  readonly text: string;
  readonly at?: number;
}

const PARTS = [
  'taskDefinitions',
  'services',
  'tasks',
  'serviceDeployments',
  'serviceRevisions',
  'targetGroups',
  'targetHealth',
] as const;

/** A recording, or why the value is none. Unknown fields are ignored. */
export function parseRecording(value: unknown, fallbackId: string): Recording | { readonly problem: string } {
  const object = asObject(value);
  if (object === undefined)
    return {
      problem: `expected a recording or an EventBridge event, got ${Array.isArray(value) ? 'an array' : JSON.stringify(value)?.slice(0, 60)}`,
    };
  const parts = PARTS.filter((part) => object[part] !== undefined);
  if (object['events'] === undefined && object['logs'] === undefined && parts.length === 0)
    return {
      problem: `expected a recording ("events", "services", "tasks", "logs" …) or an EventBridge event ("detail-type", "detail"), got an object with ${
        Object.keys(object)
          .slice(0, 8)
          .map((key) => JSON.stringify(key.slice(0, 40)))
          .join(', ') || 'no fields'
      }`,
    };
  const wrong = [...parts, 'events' as const].find(
    (part) => object[part] !== undefined && !Array.isArray(object[part]),
  );
  if (wrong !== undefined) return { problem: `expected "${wrong}" to be an array` };
  const logs = object['logs'] === undefined ? undefined : parseLogs(object['logs']);
  if (typeof logs === 'string') return { problem: logs };
  const source = asText(object['source']);
  const expected = asObject(object['expect']);
  return {
    id: asText(object['id']) ?? fallbackId,
    ...(source === undefined ? {} : { source }),
    synthetic: object['synthetic'] === true,
    events: asArray(object['events']),
    ...Object.fromEntries(parts.map((part) => [part, asObjects(object[part])])),
    ...(logs === undefined ? {} : { logs }),
    unavailable: new Map(
      Object.entries(asObject(object['unavailable']) ?? {}).map(([what, why]) => [what, String(why)]),
    ),
    ...(expected === undefined ? {} : { expect: expected }),
  };
}

function parseLogs(value: unknown): RecordedLogs | string {
  const groups = asObject(value);
  if (groups === undefined) return 'expected "logs" to be {"/log/group": {"prefix/container/task-id": [lines]}}';
  const result = new Map<string, ReadonlyMap<string, readonly RecordedLine[]>>();
  for (const [group, streams] of Object.entries(groups)) {
    const named = asObject(streams);
    if (named === undefined) return `expected "logs" of ${group} to be {"prefix/container/task-id": [lines]}`;
    result.set(
      group,
      new Map(Object.entries(named).map(([stream, lines]) => [stream, asArray(lines).flatMap(lineOf)])),
    );
  }
  return result;
}

function lineOf(line: unknown): readonly RecordedLine[] {
  if (typeof line === 'string') return [{ text: line }];
  const entry = asObject(line);
  const text = entry?.['message'];
  if (typeof text !== 'string') return [];
  const time = entry?.['timestamp'];
  // CloudWatch Logs counts in milliseconds, the rest of AWS in seconds.
  const at = typeof time === 'number' && Number.isFinite(time) && time > 1e11 ? time : parseTimestamp(time);
  return [at === undefined ? { text } : { text, at }];
}
