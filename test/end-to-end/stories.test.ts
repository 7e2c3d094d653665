import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from '../../lib/app/replay';
import type { Step } from '../../lib/app/step';
import { verdictOf } from '../../lib/app/verdict';
import { asObjects, asText, asTexts, type JsonObject } from '../../lib/domain/json';
import { rules } from '../../lib/domain/rules';
import { parseTimestamp } from '../../lib/domain/timestamp';
import { memoryPorts } from '../../lib/memory/memory-ports';
import { parseRecording } from '../../lib/memory/recording';
import { eventsFolder } from '../recorded-cases';

/** What a person is told of a step: the words of the diagnosis, and the revision above them. */
function toldIn({ diagnosis, symptom }: Step): string {
  if (diagnosis === undefined) return '';
  const { summary, chain = [], notes = [], next, command = '' } = diagnosis;
  const revision = symptom.kind === 'stop' ? `revision ${symptom.stop.revision}` : '';
  return [revision, summary, ...chain, ...notes, next, command].join('\n');
}

async function readStory(name: string) {
  const value = JSON.parse(readFileSync(join(eventsFolder, 'stories', name), 'utf8')) as JsonObject;
  const recording = parseRecording(value, name);
  if ('problem' in recording) throw new Error(recording.problem);
  const result = await replay(recording, (now) => memoryPorts(recording, now), rules);
  return { recording, result, steps: asObjects(value['story']) };
}

/** Steps whose event is within two seconds of a time. */
const at = (steps: readonly Step[], time: number): readonly Step[] =>
  steps.filter((step) => step.at !== undefined && Math.abs(step.at - time) < 2000);

describe.each(['first-deploys.json', 'node-on-ec2.json'])('events/stories/%s', (name) => {
  const story = readStory(name);

  it('is told step by step as it should be', async () => {
    const { result, steps } = await story;
    expect(steps.length).toBeGreaterThanOrEqual(4);
    for (const step of steps) {
      const here = at(result.steps, parseTimestamp(step['at']) ?? 0);
      const causes = asTexts(step['causes']);
      const matching = here.filter(({ diagnosis }) => diagnosis !== undefined && causes.includes(diagnosis.cause.id));
      expect({
        step: asText(step['what']),
        causes: here.map(({ diagnosis }) => diagnosis?.cause.id),
        matches: matching.length > 0,
      }).toEqual({
        step: asText(step['what']),
        causes: expect.anything(),
        matches: true,
      });
      for (const word of asTexts(step['says'])) expect(matching.map(toldIn).join('\n')).toContain(word);
      if (step['incident'] === true) expect(matching[0]?.diagnosis?.cause.kind).not.toBe('normal');
    }
  });

  it('has the verdict that it expects', async () => {
    const { recording, result } = await story;
    const verdict = verdictOf(recording.id, result.diagnosis);
    expect(asTexts(recording.expect?.['causes'])).toContain(verdict.cause);
  });

  it('alarms nobody with normal life', async () => {
    const { result } = await story;
    const alarming = result.steps.filter(
      ({ symptom, diagnosis }) =>
        symptom.kind === 'stop' &&
        symptom.stop.stoppedReason?.startsWith('Scaling activity') &&
        diagnosis?.cause.kind !== 'normal',
    );
    expect(alarming).toEqual([]);
  });
});
