import { join } from 'node:path';
import { noEvidence } from '../../lib/app/collect-evidence';
import { diagnose } from '../../lib/domain/diagnosis/diagnose';
import { type DiagnosisRecord, recordOf } from '../../lib/domain/diagnosis/diagnosis-record';
import { parseEcsEvent } from '../../lib/domain/ecs-events/parse-ecs-event';
import { rules } from '../../lib/domain/rules';
import { isStop, type Stop } from '../../lib/domain/stop';
import { eventsFolder, readCase } from '../recorded-cases';

/** The first stop that a recording tells of, and the diagnosis of its event alone. */
export function recordedStop(name: string): { readonly stop: Stop; readonly diagnosis: DiagnosisRecord } {
  const { recording } = readCase(join(eventsFolder, name));
  for (const event of recording.events.map(parseEcsEvent)) {
    if (event.type !== 'task' || !isStop(event.task)) continue;
    const symptom = { kind: 'stop', stop: event.task } as const;
    const evidence = noEvidence('not read in this test');
    const diagnosis = diagnose(symptom, evidence, rules);
    if (diagnosis !== undefined) return { stop: event.task, diagnosis: recordOf(diagnosis, symptom, evidence) };
  }
  throw new Error(`${name}: no event of it tells of a stop that can be explained`);
}
