import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noEvidence } from '../../../lib/app/collect-evidence';
import { diagnose } from '../../../lib/domain/diagnosis/diagnose';
import { recordOf } from '../../../lib/domain/diagnosis/diagnosis-record';
import { parseEcsEvent } from '../../../lib/domain/ecs-events/parse-ecs-event';
import type { Happening, StopHappening } from '../../../lib/domain/incident/happening';
import { happeningOf, symptomOf } from '../../../lib/domain/incident/happening-of';
import { asObjects, type JsonObject } from '../../../lib/domain/json';
import { rules } from '../../../lib/domain/rules';
import { eventsFolder } from '../../recorded-cases';

const evidence = noEvidence('not in this test');

/** What an event means, received at a time (by default at its own); undefined where it means nothing to a service. */
export function happeningIn(value: unknown, receivedAt?: number): Happening | undefined {
  const event = parseEcsEvent(value);
  if (event.type === 'not-ours' || event.type === 'unusable') throw new Error(event.because);
  const symptom = symptomOf(event);
  const diagnosis = symptom === undefined ? undefined : diagnose(symptom, evidence, rules);
  const record = symptom === undefined || diagnosis === undefined ? undefined : recordOf(diagnosis, symptom, evidence);
  return happeningOf(event, record, receivedAt ?? event.time ?? 0);
}

/** The events of a recording, as they lie in events/. */
export const eventsIn = (path: string): readonly JsonObject[] =>
  asObjects((JSON.parse(readFileSync(join(eventsFolder, path), 'utf8')) as JsonObject)['events']);

/** The first stop of a recording. */
export function stopIn(path: string): StopHappening {
  const stop = eventsIn(path)
    .map((event) => happeningIn(event, Number.MAX_SAFE_INTEGER))
    .find((one) => one?.kind === 'stop');
  if (stop?.kind !== 'stop') throw new Error(`${path} holds no stop`);
  return stop;
}

/** The same stop of other tasks, at other times. */
export const stopsLike = (stop: StopHappening, times: readonly number[]): readonly StopHappening[] =>
  times.map((at, index) => ({
    ...stop,
    at,
    taskId: `${index.toString(16).padStart(8, '0')}${stop.taskId.slice(8)}`,
    entryId: `task/${index}/STOPPED`,
  }));
