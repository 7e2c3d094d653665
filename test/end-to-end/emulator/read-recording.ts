import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asObjects, type JsonObject } from '../../../lib/domain/json';
import { parseTimestamp } from '../../../lib/domain/timestamp';
import { eventsFolder } from '../../recorded-cases';
import { refreshed } from './refreshed';

/** A recording of `events/` as if it happened now: its last event is a second old. */
export function readRecording(path: string, now: number): JsonObject {
  const recording = JSON.parse(readFileSync(join(eventsFolder, path), 'utf8')) as JsonObject;
  const last = Math.max(...eventsOf(recording).map((event) => parseTimestamp(event['time']) ?? 0));
  return refreshed(recording, Math.floor(now / 1000) * 1000 - 1000 - last);
}

export const eventsOf = (recording: JsonObject): readonly JsonObject[] => asObjects(recording['events']);
