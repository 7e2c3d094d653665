import { clockStart } from '../app/clock-start';
import { type Rehearsal, rehearse, type Stage } from '../app/rehearse';
import { eventRules } from '../domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../domain/incident/thresholds';
import { rules } from '../domain/rules';
import { memoryStage } from '../memory/memory-stage';
import type { Recording } from '../memory/recording';

const POLICY = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules };

/** What a responder with its default settings makes of a recording; `tail` is in milliseconds. */
export async function rehearseRecording(
  recording: Recording,
  tail: number,
): Promise<{ readonly rehearsal: Rehearsal; readonly stage: Stage }> {
  const stage = memoryStage(recording);
  stage.moveTo(clockStart(recording, Date.now()));
  const rehearsal = await rehearse(recording, stage, POLICY, { ...POLICY, rules: eventRules }, tail);
  return { rehearsal, stage };
}
