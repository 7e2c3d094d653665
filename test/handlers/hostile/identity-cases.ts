import { casesOf, HOSTILE_ARN, HOSTILE_TASK, type HostileCase, stopBody, stopEvent } from './hostile-case';
import type { HostileWorld } from './hostile-world';

const deploymentBody = (detail: object, resources: unknown = [], more: object = {}): string =>
  JSON.stringify({
    ...stopEvent(),
    'detail-type': 'ECS Deployment State Change',
    resources,
    ...more,
    detail: { eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS', updatedAt: '2026-01-15T10:00:00Z', ...detail },
  });
const actionBody = (detail: object, resources: unknown = []): string =>
  deploymentBody({ eventName: 'SERVICE_TASK_PLACEMENT_FAILURE', ...detail }, resources, {
    'detail-type': 'ECS Service Action',
  });

/** Of the tasks of before 2018. */
const UUID = 'c5cba4eb-5dad-405e-96db-71ef8eefe6a8';

/** A name as nobody should give one. */
const UGLY = 'we b<!channel>\n\u001b[31m\u202e../%0a#\u009b\u{1f600}';
const names = ({ store }: HostileWorld): readonly string[] => store.records().map(({ subject }) => subject.name);
const isNamed =
  (name: string) =>
  (world: HostileWorld): void =>
    void expect(names(world)).toContain(name);
const linksNothing = ({ chat }: HostileWorld): void =>
  void expect(JSON.stringify(chat.posts)).not.toContain('mars-north-1.');

const arnIn = (partition: string, region = 'us-east-1'): string =>
  `arn:${partition}:ecs:${region}:111122223333:task/prod/${HOSTILE_TASK}`;
const clusterIn = (partition: string): string => `arn:${partition}:ecs:us-east-1:111122223333:cluster/prod`;

/** 21–38: who and when. */
export const identityCases: readonly HostileCase[] = [
  ...casesOf(21, 'comes-back', {
    'no detail': JSON.stringify({ ...stopEvent(), detail: undefined }),
    ...Object.fromEntries(
      [null, [], 'detail', 7].map((detail) => [
        `detail is ${JSON.stringify(detail)}`,
        JSON.stringify({ ...stopEvent(), detail }),
      ]),
    ),
  }),
  ...casesOf(22, 'comes-back', {
    'no task': stopBody({ taskArn: undefined }),
    'a number for a task': stopBody({ taskArn: 7 }),
    'an empty task': stopBody({ taskArn: '' }),
    'a task of 10,000 characters': stopBody({ taskArn: `${HOSTILE_ARN}${'0'.repeat(10_000)}` }),
    'the ARN of a bucket': stopBody({ taskArn: 'arn:aws:s3:::bucket' }),
  }),
  ...casesOf(23, 'counted', {
    'a short ARN': stopBody({ taskArn: `arn:aws:ecs:us-east-1:111122223333:task/${HOSTILE_TASK}` }),
  }),
  ...casesOf(
    23,
    'counted',
    {
      'a short ARN and no cluster': stopBody({
        taskArn: `arn:aws:ecs:us-east-1:111122223333:task/${HOSTILE_TASK}`,
        clusterArn: undefined,
      }),
      'a cluster without a name': stopBody({
        taskArn: `arn:aws:ecs:us-east-1:111122223333:task/${HOSTILE_TASK}`,
        clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/',
      }),
    },
    ({ store }) => expect(store.records().map(({ subject }) => subject.cluster)).toContain('unknown'),
  ),
  ...casesOf(
    24,
    'counted',
    Object.fromEntries(
      ['aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-eusc', 'aws-xx'].map((partition) => [
        partition,
        stopBody({ taskArn: arnIn(partition), clusterArn: clusterIn(partition) }),
      ]),
    ),
  ),
  ...casesOf(
    25,
    'counted',
    {
      'a Region of another planet': stopBody({ taskArn: arnIn('aws', 'mars-north-1') }, { region: 'mars-north-1' }),
      'a Region that is a host': stopBody({}, { region: 'evil.example/?' }),
    },
    linksNothing,
  ),
  ...casesOf(26, 'counted', {
    'an ugly service': stopBody({ group: `service:${UGLY}` }),
    'an ugly family': stopBody({ group: undefined, taskDefinitionArn: `arn:aws:ecs:x:1:task-definition/${UGLY}:1` }),
    'an ugly cluster': stopBody({
      taskArn: `arn:aws:ecs:us-east-1:111122223333:task/${UGLY.replace('/', '')}/${HOSTILE_TASK}`,
      clusterArn: undefined,
    }),
    'half a pair at the end of what SNS takes': stopBody({ group: `service:${'a'.repeat(254)}\u{1f600}` }),
    'a service of 100,000 characters': stopBody({ group: `service:${'w'.repeat(100_000)}` }),
    'a family of 100,000 characters': stopBody({
      group: `family:${'f'.repeat(100_000)}`,
      taskDefinitionArn: undefined,
    }),
    'an account and a Region of 500,000 characters': stopBody(
      {},
      { account: '1'.repeat(500_000), region: 'r'.repeat(400_000) },
    ),
  }),
  ...casesOf(27, 'counted', { 'a family as group': stopBody({ group: 'family:x' }) }, ({ store }) =>
    expect(store.records().map(({ subject }) => subject)).toContainEqual({
      kind: 'family',
      cluster: 'prod',
      name: 'app',
    }),
  ),
  ...casesOf(27, 'counted', { 'a service without a name': stopBody({ group: 'service:' }) }),
  ...casesOf(27, 'counted', { 'no group': stopBody({ group: undefined }) }),
  ...casesOf(27, 'counted', { 'two colons': stopBody({ group: 'service:a:b' }) }, isNamed('a:b')),
  ...casesOf(27, 'counted', { 'capital letters': stopBody({ group: 'service:APP' }) }, isNamed('APP')),
  ...casesOf(
    27,
    'counted',
    { 'a service that is called like a family': stopBody({ group: 'service:family:app' }) },
    (world) => {
      isNamed('family:app')(world);
    },
  ),
  ...casesOf(28, 'counted', {
    'a user started it': stopBody({ startedBy: 'arn:aws:iam::111122223333:user/eve' }),
    '128 characters started it': stopBody({ startedBy: '<!here>'.repeat(18) }),
  }),
  ...casesOf(29, 'comes-back', {
    'a cluster that contradicts': stopBody({ clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/test' }),
  }),
  ...[UUID, 'not-hexadecimal'].map((task) => ({
    number: 30,
    what: `the task id ${task}`,
    body: stopBody({ taskArn: `arn:aws:ecs:us-east-1:111122223333:task/prod/${task}` }),
    outcome: 'counted' as const,
    task,
  })),
  ...casesOf(
    31,
    'counted',
    Object.fromEntries(
      ['"5"', '-1', '1.5', '1e309', '9007199254740993', '"NaN"', 'null'].map((version) => [
        version,
        stopBody({ version: 'VERSION' }).replace('"VERSION"', version),
      ]),
    ),
  ),
  ...casesOf(31, 'left-alone', { 'an action has none': actionBody({ serviceName: 'app' }) }),
  ...casesOf(33, 'counted', { 'a version far ahead': stopBody({ version: 9_000 }) }),
  ...casesOf(
    34,
    'counted',
    Object.fromEntries(
      [
        undefined,
        '',
        1_768_471_200,
        '2026-01-15T10:00:00.123Z',
        '2026-01-15T10:00:00.123456789Z',
        '2026-01-15T15:30:00+05:30',
        '2026-02-30T00:00:00Z',
      ].map((time) => [String(time), stopBody({ stoppedAt: undefined }, { time })]),
    ),
  ),
  ...casesOf(34, 'kept', { 1970: stopBody({ stoppedAt: undefined }, { time: '1970-01-01T00:00:00Z' }) }),
  ...casesOf(
    35,
    'counted',
    {
      'ten minutes ahead': stopBody({ stoppedAt: '2026-01-15T10:10:30Z' }),
      'ten years ahead': stopBody({ stoppedAt: '2036-01-15T10:00:00Z' }, { time: '2036-01-15T10:00:00Z' }),
      'the year 9999': stopBody({ stoppedAt: '9999-12-31T23:59:59Z' }, { time: '9999-12-31T23:59:59Z' }),
    },
    ({ store, clock }) => {
      for (const { at } of store.rows()) expect(at).toBeLessThanOrEqual(clock.now);
    },
  ),
  ...casesOf(35, 'kept', { '15 days ago': stopBody({ stoppedAt: '2025-12-31T10:00:00Z' }) }, ({ counted }) =>
    expect(counted.get('EventsLate')).toBe(1),
  ),
  ...casesOf(
    36,
    'counted',
    {
      'it stopped before it started': stopBody({
        startedAt: '2026-01-15T10:00:20Z',
        stoppingAt: '2026-01-15T10:00:25Z',
      }),
    },
    ({ chat }) => expect(JSON.stringify(chat.posts)).not.toMatch(/-\d+ (?:s|seconds?|min)/),
  ),
  ...casesOf(38, 'counted', { 'a leap second': stopBody({ stoppedAt: '2026-01-15T09:59:60Z' }) }),
  ...casesOf(44, 'left-alone', {
    'an unknown step': deploymentBody({ eventName: 'SERVICE_DEPLOYMENT_DREAMT_OF' }, [
      'arn:aws:ecs:us-east-1:1:service/prod/app',
    ]),
    'a step of 500,000 characters': deploymentBody({ eventName: 'X'.repeat(500_000) }, [
      'arn:aws:ecs:us-east-1:1:service/prod/app',
    ]),
    'a deployment with an id of 500,000 characters': deploymentBody({ deploymentId: 'x'.repeat(500_000) }, [
      'arn:aws:ecs:us-east-1:1:service/prod/app',
    ]),
    'a rollback in other words': deploymentBody({ reason: 'Rückkehr zu ecs-svc/1' }, [
      'arn:aws:ecs:us-east-1:1:service/prod/app',
    ]),
    'a failure without an id': deploymentBody({ eventName: 'SERVICE_DEPLOYMENT_FAILED' }, [
      'arn:aws:ecs:us-east-1:1:service/prod/app',
    ]),
    'only in service': actionBody({ service: 'app', clusterArn: clusterIn('aws') }),
    'only in serviceName': actionBody({ serviceName: 'app', clusterArn: clusterIn('aws') }),
    'only in resources': actionBody({}, ['arn:aws:ecs:us-east-1:111122223333:service/prod/app']),
  }),
  ...casesOf(
    44,
    'left-alone',
    {
      'three that differ': actionBody({ service: 'one', serviceName: 'two' }, [
        'arn:aws:ecs:us-east-1:1:service/prod/three',
      ]),
    },
    isNamed('three'),
  ),
  ...casesOf(44, 'comes-back', {
    'a deployment of nothing': deploymentBody({}),
    'an action of nothing': actionBody({ service: 'x/', serviceName: ' ' }, [null, 7]),
  }),
  ...casesOf(
    45,
    'left-alone',
    Object.fromEntries(
      [
        'ECS Hook State Change',
        'ECS Container Instance Health Change',
        'ECS Daemon Service Action',
        'ECS Anything Later',
      ].map((type) => [type, stopBody({}, { 'detail-type': type })]),
    ),
    ({ counted }) => expect(counted.get('EventsOfOtherTypes')).toBe(1),
  ),
];
