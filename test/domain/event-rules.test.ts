import fc from 'fast-check';
import { noEvidence } from '../../lib/app/collect-evidence';
import { replay } from '../../lib/app/replay';
import { diagnose, type Rules } from '../../lib/domain/diagnosis/diagnose';
import { parseEcsEvent } from '../../lib/domain/ecs-events/parse-ecs-event';
import { eventRules } from '../../lib/domain/event-rules';
import { rules } from '../../lib/domain/rules';
import { logDetectors } from '../../lib/domain/signals/log-detectors';
import { reasonDetectors } from '../../lib/domain/signals/reason-detectors';
import { isStop } from '../../lib/domain/stop';
import type { Symptom } from '../../lib/domain/symptom';
import { memoryPorts } from '../../lib/memory/memory-ports';
import { recordedCases } from '../recorded-cases';

const withoutEvidence = noEvidence('not read yet');

/** All that the rules say of a symptom, and how they came to it. */
function said(symptom: Symptom, by: Rules) {
  const diagnosis = diagnose(symptom, withoutEvidence, by);
  if (diagnosis === undefined) return undefined;
  const { cause, alternatives, reasoning, ...finding } = diagnosis;
  return {
    ...finding,
    cause: cause.id,
    alternatives: alternatives.map((other) => ({ ...other.finding, cause: other.cause.id })),
    superseded: reasoning.superseded.map(({ candidate, by: stronger }) => [candidate.cause.id, stronger.id]),
    signals: reasoning.signals,
    faults: reasoning.faults,
  };
}

const cases = recordedCases();

it.each(cases.map((one) => [one.name, one.recording] as const))(
  'says of events/%s without evidence what all rules say',
  async (_name, recording) => {
    const { steps } = await replay(recording, (now) => memoryPorts(recording, now), rules);
    for (const { symptom } of steps) expect(said(symptom, eventRules)).toEqual(said(symptom, rules));
  },
);

it('answers most recorded stops, so that the comparison compares something', async () => {
  const stops = cases.flatMap(({ recording }) => recording.events.map(parseEcsEvent)).flatMap(stopIn);
  const answered = stops.filter((symptom) => said(symptom, eventRules) !== undefined);
  expect(stops.length).toBeGreaterThan(100);
  expect(answered.length / stops.length).toBeGreaterThan(0.9);
});

const stopIn = (event: ReturnType<typeof parseEcsEvent>): readonly Symptom[] =>
  event.type === 'task' && isStop(event.task) ? [{ kind: 'stop', stop: event.task }] : [];

describe('the parts of the rules', () => {
  it('leave to the other Lambda only detectors that read nothing but logs', () => {
    for (const { reads } of logDetectors) expect(reads).toEqual(['log']);
    for (const { reads } of reasonDetectors) expect(reads.some((one) => one !== 'log')).toBe(true);
  });

  it('keep the order of the causes', () => {
    const ids = eventRules.causes.map(({ id }) => id);
    expect(ids).toEqual(rules.causes.map(({ id }) => id).filter((id) => ids.includes(id)));
  });
});

/** Texts that ECS sent in the recordings; pieces of them make texts that come near to what rules look for. */
const texts = [...new Set(cases.flatMap((one) => one.texts))].filter((text) => text.length > 12);
const words = [...new Set(texts.flatMap((text) => text.split(/(?<=[:.,]) /)))];
const composed = fc.oneof(
  fc.constantFrom(...texts),
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('\n')),
);
const base = {
  clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/web',
  taskArn: 'arn:aws:ecs:us-east-1:111122223333:task/web/cdd887a827a4432db19f6059310a4817',
  taskDefinitionArn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/app:3',
  lastStatus: 'STOPPED',
  version: 3,
};
const symptomOf = (type: string, detail: object): Symptom | undefined => {
  const resources = ['arn:aws:ecs:us-east-1:111122223333:service/web/app'];
  const event = parseEcsEvent({
    'detail-type': type,
    source: 'aws.ecs',
    time: '2026-01-15T10:00:00Z',
    resources,
    detail,
  });
  if (event.type === 'task' && isStop(event.task)) return { kind: 'stop', stop: event.task };
  if (event.type === 'deployment') return { kind: 'deployment', event };
  if (event.type === 'service-action') return { kind: 'service-action', event };
  return undefined;
};

it('says of any composed stop what all rules say', () => {
  fc.assert(
    fc.property(
      composed,
      fc.option(composed, { nil: undefined }),
      fc.oneof(fc.constantFrom('TaskFailedToStart', 'EssentialContainerExited', 'UserInitiated'), composed),
      fc.constantFrom(undefined, 0, 1, 126, 127, 134, 137, 139, 143),
      fc.constantFrom('service:app', 'family:app'),
      (stoppedReason, reason, stopCode, exitCode, group) => {
        const containers = [{ name: 'app', image: 'app:1.4', exitCode, reason }];
        const detail = { ...base, stoppedReason, stopCode, group, containers };
        const symptom = symptomOf('ECS Task State Change', detail);
        if (symptom === undefined) throw new Error('the composed event is no stop');
        expect(said(symptom, eventRules)).toEqual(said(symptom, rules));
      },
    ),
    { numRuns: 1500 },
  );
});

it('says of any composed deployment or service action what all rules say', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('ECS Deployment State Change', 'ECS Service Action'),
      fc.constantFrom('INFO', 'WARN', 'ERROR'),
      composed,
      composed,
      (type, eventType, eventName, reason) => {
        const symptom = symptomOf(type, { ...base, eventType, eventName, reason, deploymentId: 'ecs-svc/123' });
        if (symptom === undefined) throw new Error('the composed event is neither');
        expect(said(symptom, eventRules)).toEqual(said(symptom, rules));
      },
    ),
    { numRuns: 800 },
  );
});
