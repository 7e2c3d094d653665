import type { Step } from '../../lib/app/step';
import { tellStory } from '../../lib/app/tell-story';
import type { Cause } from '../../lib/domain/causes/cause';
import type { Diagnosis } from '../../lib/domain/diagnosis/diagnosis';
import { missingConfiguration, missingSettings } from './example-story';

const MINUTE = 60_000;
const start = Date.UTC(2026, 0, 14, 10);

const stop = (
  minute: number,
  diagnosis: Diagnosis | undefined = missingSettings,
  revision = 6,
  service = 'myapp',
): Step => ({
  at: start + minute * MINUTE,
  subject: `production/${service}`,
  symptom: {
    kind: 'stop',
    stop: {
      taskArn: `arn:aws:ecs:eu-west-1:111122223333:task/production/${minute}`,
      taskId: String(minute),
      cluster: 'production',
      service,
      revision,
      lastStatus: 'STOPPED',
      containers: [],
    },
  },
  diagnosis,
});

const deployment = (minute: number, cause: Partial<Cause>, eventName = 'SERVICE_DEPLOYMENT_FAILED'): Step => ({
  at: start + minute * MINUTE,
  subject: 'production/myapp',
  symptom: {
    kind: 'deployment',
    event: { type: 'deployment', replayed: false, eventName, service: 'myapp', cluster: 'production' },
  },
  diagnosis: { ...missingSettings, cause: { ...missingConfiguration, ...cause }, confidence: 'certain' },
});

const tell = (...steps: readonly Step[]) =>
  tellStory('id', undefined, { steps, diagnosis: undefined, leftAlone: [] }).entries.map(
    ({ manner, count, diagnosis, subject }) => `${subject.name} ${manner} ${diagnosis.cause.id} ${count}`,
  );

const breaker = { id: 'deployment-circuit-breaker', kind: 'unknown', title: 'the circuit breaker stopped it' } as const;
const completed = { id: 'deployment-completed', kind: 'normal', title: 'the deployment completed' } as const;

describe('tellStory', () => {
  it('folds stops of one service that say the same, also where another service stops between them', () => {
    expect(tell(stop(0), stop(1, missingSettings, 6, 'other'), stop(2), stop(3))).toEqual([
      'myapp told exit-missing-configuration 3',
      'other told exit-missing-configuration 1',
    ]);
  });

  it('tells of another revision, container or variable anew', () => {
    expect(tell(stop(0), stop(1, missingSettings, 7))).toHaveLength(2);
    expect(tell(stop(0), stop(1, { ...missingSettings, container: 'sidecar' }))).toHaveLength(2);
    expect(tell(stop(0), stop(1, { ...missingSettings, variables: ['OTHER'] }))).toHaveLength(2);
  });

  it('lets a general answer of a deployment refer to the cause that was told before', () => {
    expect(tell(stop(0), deployment(1, breaker))).toEqual([
      'myapp told exit-missing-configuration 1',
      'myapp refers deployment-circuit-breaker 1',
    ]);
    expect(tell(deployment(1, breaker))).toEqual(['myapp told deployment-circuit-breaker 1']);
  });

  it('says again in one line what was told, until the service has recovered', () => {
    expect(tell(stop(0), deployment(1, breaker), stop(2))).toContain('myapp again exit-missing-configuration 1');
    expect(tell(stop(0), deployment(1, completed, 'SERVICE_DEPLOYMENT_COMPLETED'), stop(2))).toEqual([
      'myapp told exit-missing-configuration 1',
      'myapp normal deployment-completed 1',
      'myapp told exit-missing-configuration 1',
    ]);
  });

  it('shows the surest diagnosis of what it folds, and the time of the first and the last', () => {
    const [entry] = tellStory('id', 'somewhere', {
      steps: [stop(0), stop(4)],
      diagnosis: undefined,
      leftAlone: [],
    }).entries;
    expect([entry?.at, entry?.until, entry?.unit]).toEqual([start, start + 4 * MINUTE, 'stop']);
  });

  it('counts stops of which nothing can be said', () => {
    const silent: Step = { ...stop(0), diagnosis: undefined };
    expect(tellStory('id', undefined, { steps: [silent], diagnosis: undefined, leftAlone: [] }).unexplained).toBe(1);
  });
});
