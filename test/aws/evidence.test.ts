import { collectEvidence } from '../../lib/app/collect-evidence';
import { type EvidenceOptions, evidence } from '../../lib/aws/evidence';
import { parseTaskDefinition } from '../../lib/domain/definition/parse-task-definition';
import { parseEcsEvent } from '../../lib/domain/ecs-events/parse-ecs-event';
import { isStop, type Stop } from '../../lib/domain/stop';
import { eventsIn } from '../domain/incident/recorded-happenings';
import { type Answer, answeringAccount, awsError, throws } from './answering-account';

/** A recorded stop of a service, with a load balancer put before it in the answers below. */
function recordedStop(): Stop {
  const [event] = eventsIn('exit-missing-configuration/agenta1506.json').map(parseEcsEvent);
  if (event?.type !== 'task' || !isStop(event.task)) throw new Error('the recording holds no stop');
  return event.task;
}
const stop = recordedStop();
const symptom = { kind: 'stop', stop } as const;
const groupArn = (id: number) => `arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/app/${id}`;

/** The dearest service there is: a full log, no completed deployment to be seen, and so many target groups. */
const answersWith = (targetGroups: number): Readonly<Record<string, Answer>> => ({
  DescribeServices: () => ({
    services: [
      {
        serviceArn: 'arn:aws:ecs:us-east-1:111122223333:service/prod/app',
        loadBalancers: Array.from({ length: targetGroups }, (_, id) => ({ targetGroupArn: groupArn(id) })),
      },
    ],
  }),
  DescribeTaskDefinition: ({ input }) => ({
    taskDefinition: {
      taskDefinitionArn: input['taskDefinition'],
      containerDefinitions: [
        {
          name: 'app',
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/ecs/app', 'awslogs-stream-prefix': 'ecs' },
          },
        },
      ],
    },
  }),
  ListServiceDeployments: () => ({
    serviceDeployments: [{ targetServiceRevisionArn: 'revision/5', finishedAt: new Date('2026-01-14T10:00:00Z') }],
  }),
  DescribeServiceRevisions: () => ({
    serviceRevisions: [
      {
        serviceRevisionArn: 'revision/5',
        taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/app:5',
      },
    ],
  }),
  GetLogEvents: () => ({
    events: Array.from({ length: 300 }, (_, index) => ({ timestamp: index + 1, message: `line ${index}` })),
    nextBackwardToken: 'b',
  }),
  DescribeTargetGroups: () => ({ TargetGroups: [{ TargetGroupArn: groupArn(0), Port: 8080, Matcher: {} }] }),
  DescribeTargetHealth: () => ({
    TargetHealthDescriptions: [
      { Target: { Id: '10.0.0.1', Port: 8080 }, TargetHealth: { State: 'unhealthy', Reason: 'Target.Timeout' } },
    ],
  }),
});
function opened(answers: Readonly<Record<string, Answer>>, options: Partial<EvidenceOptions> = {}) {
  const account = answeringAccount(answers);
  return { account, ports: evidence({ ...account, logGroups: ['*'], ...options }) };
}

it.each([0, 1, 2, 5, 7])('makes at most 6 calls for a stop of a service with %i target groups', async (groups) => {
  const { account, ports } = opened(answersWith(groups));
  for (let read = 1; read <= 3; read++) {
    account.calls.length = 0;
    const found = await collectEvidence(symptom, ports);
    expect(account.calls.length).toBeLessThanOrEqual(6);
    // What a diagnosis needs first is never what is left out.
    expect([found.service, found.definition, found.lastGood, found.logs].map(({ state }) => state)).toEqual([
      'known',
      'known',
      'known',
      'known',
    ]);
  }
});

it('reads the whole evidence of a service with one target group in 6 calls', async () => {
  const { account, ports } = opened(answersWith(1));
  const found = await collectEvidence(symptom, ports);
  expect(account.names()).toEqual([
    'DescribeServices',
    'DescribeTaskDefinition',
    'DescribeTaskDefinition',
    'GetLogEvents',
    'DescribeTargetGroups',
    'DescribeTargetHealth',
  ]);
  expect(Object.values(found).map(({ state }) => state)).toEqual(Array(6).fill('known'));
});

it('says what was left out', async () => {
  const { ports } = opened(answersWith(2));
  const { targetHealth } = await collectEvidence(symptom, ports);
  expect(targetHealth).toEqual({
    state: 'unavailable',
    reason: 'not read: health of 2 target groups takes as many calls, of which 1 was left for this diagnosis',
  });
});

it('has a new budget for each symptom', async () => {
  const { account, ports } = opened(answersWith(1), { limits: { calls: 6 } });
  for (let time = 0; time < 10; time++)
    expect((await collectEvidence(symptom, ports)).targetHealth.state).toBe('known');
  expect(account.calls.length).toBeGreaterThan(40);
});

it('is unavailable, each piece with its reason, where everything is refused', async () => {
  const denied = throws(awsError('AccessDeniedException', ''));
  const { ports } = opened(Object.fromEntries(Object.keys(answersWith(1)).map((name) => [name, denied])));
  const found = await collectEvidence(symptom, ports);
  expect(found.service).toEqual({
    state: 'unavailable',
    reason: 'not allowed: add ecs:DescribeServices on app in cluster prod to the role of explain-incidents',
  });
  expect(Object.values(found).map(({ state }) => state)).toEqual(Array(6).fill('unavailable'));
});

it('takes no longer than its time where nothing answers at all', async () => {
  const never: Answer = () => new Promise(() => undefined);
  const { ports } = opened(Object.fromEntries(Object.keys(answersWith(1)).map((name) => [name, never])), {
    limits: { timePerPiece: 30, timeForAll: 50 },
  });
  const started = performance.now();
  const found = await collectEvidence(symptom, ports);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(found.service).toMatchObject({ reason: 'ecs:DescribeServices gave no answer within 0.03 s' });
  expect(Object.values(found).map(({ state }) => state)).toEqual(Array(6).fill('unavailable'));
});

it('throws a fault of our own, instead of calling it a refusal', async () => {
  const { ports } = opened({ ...answersWith(1), DescribeServices: throws(new TypeError('x is undefined')) });
  await expect(collectEvidence(symptom, ports)).rejects.toThrow(TypeError);
});

it('reads a service with its tags, and knows one that is not there', async () => {
  const { account, ports } = opened({
    DescribeServices: ({ input }) =>
      String(input['services']) === 'app'
        ? {
            services: [
              {
                serviceName: 'app',
                clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/prod',
                createdAt: new Date('2026-01-01T00:00:00Z'),
                events: null,
                tags: [{ key: 'ecs-medic:mute', value: '2026-02-01' }, null],
              },
            ],
          }
        : { services: null, failures: [{ arn: 'x', reason: 'MISSING' }] },
  });
  expect(await ports.readService({ cluster: 'prod', service: 'app' })).toMatchObject({
    state: 'known',
    value: {
      name: 'app',
      cluster: 'prod',
      createdAt: Date.UTC(2026, 0, 1),
      tags: new Map([['ecs-medic:mute', '2026-02-01']]),
    },
  });
  expect(account.calls[0]?.input).toEqual({ cluster: 'prod', services: ['app'], include: ['TAGS'] });
  expect(await ports.readService({ cluster: 'prod', service: 'gone' })).toEqual({
    state: 'unavailable',
    reason: 'ECS knows no service gone in cluster prod',
  });
});

it('knows the tags of a service without tags: none', async () => {
  const { ports } = opened({ DescribeServices: () => ({ services: [{ serviceName: 'app' }] }) });
  expect(await ports.readService({ cluster: 'prod', service: 'app' })).toMatchObject({ value: { tags: new Map() } });
});

it('asks about no target group where there is none', async () => {
  const { account, ports } = opened({});
  const nothing = { state: 'unavailable', reason: 'there is no target group to ask about' };
  expect(await ports.readTargetGroups([])).toEqual(nothing);
  expect(await ports.readTargetHealth([])).toEqual(nothing);
  expect(account.calls).toEqual([]);
});

describe('the log of a service', () => {
  const key = { cluster: 'prod', service: 'app' };
  const definition = (log: object) =>
    parseTaskDefinition({
      taskDefinitionArn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/app:9',
      containerDefinitions: [
        { name: 'proxy', logConfiguration: log },
        { name: 'app', portMappings: [{ containerPort: 80 }], logConfiguration: log },
      ],
    });
  const awslogs = { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/app', 'awslogs-stream-prefix': 'ecs' } };

  it('is that of one running task, in the container that takes requests, in two calls', async () => {
    const { account, ports } = opened({
      ...answersWith(0),
      ListTasks: () => ({ taskArns: ['arn:aws:ecs:us-east-1:111122223333:task/prod/0123abcd'] }),
    });
    const read = await ports.readServiceLogs(key, definition(awslogs));
    expect(read).toMatchObject({
      state: 'known',
      value: [{ container: 'app', group: '/ecs/app', stream: 'ecs/app/0123abcd' }],
    });
    expect(account.names()).toEqual(['ListTasks', 'GetLogEvents']);
    expect(account.calls[0]?.input).toEqual({
      cluster: 'prod',
      serviceName: 'app',
      desiredStatus: 'RUNNING',
      maxResults: 1,
    });
  });

  it('is unavailable where no task runs, or where no task would help', async () => {
    const { account, ports } = opened({ ListTasks: () => ({ taskArns: null }) });
    expect(await ports.readServiceLogs(key, definition(awslogs))).toEqual({
      state: 'unavailable',
      reason: 'no task of it is running',
    });
    account.calls.length = 0;
    expect(await ports.readServiceLogs(key, definition({ logDriver: 'awsfirelens' }))).toEqual({
      state: 'unavailable',
      reason: 'the log driver of container app is awsfirelens: not readable here',
    });
    expect((await ports.readServiceLogs(key, undefined)).state).toBe('unavailable');
    expect(account.calls).toEqual([]);
  });
});
