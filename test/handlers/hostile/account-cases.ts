import { type Answer, awsError, throws } from '../../aws/answering-account';
import type { HostileWorld } from './hostile-world';

export interface AccountCase {
  readonly number: number;
  readonly what: string;
  /** What AWS answers, instead of what it would. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** Stands in what is told; null where nothing is. */
  readonly told?: string | null;
  readonly check?: (world: HostileWorld, calls: readonly { readonly name: string; readonly input: object }[]) => void;
}

const SERVICE = {
  serviceArn: 'arn:aws:ecs:us-east-1:111122223333:service/prod/app',
  clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/prod',
  serviceName: 'app',
  status: 'ACTIVE',
  desiredCount: 1,
  runningCount: 0,
};
const awslogs = (options: Readonly<Record<string, unknown>>): object => ({ logDriver: 'awslogs', options });
const OWN_LOG = awslogs({ 'awslogs-group': '/ecs/app', 'awslogs-stream-prefix': 'ecs' });

/** A task definition whose one container has such members. */
const definitionWith =
  (container: Readonly<Record<string, unknown>>): Answer =>
  ({ input }) => ({
    taskDefinition: {
      taskDefinitionArn: input['taskDefinition'],
      family: 'app',
      revision: 9,
      containerDefinitions: [{ name: 'app', essential: true, logConfiguration: OWN_LOG, ...container }],
    },
  });
const services =
  (...found: readonly object[]): Answer =>
  () => ({ services: found, failures: [] });

/** An account in which all is well, but for the task that stopped. */
export const usualAnswers: Readonly<Record<string, Answer>> = {
  DescribeServices: services(SERVICE),
  DescribeTaskDefinition: definitionWith({}),
  ListServiceDeployments: () => ({ serviceDeployments: [] }),
  GetLogEvents: () => ({ events: [{ timestamp: 1, message: "KeyError: 'SECRET_KEY'" }], nextBackwardToken: 'b' }),
  DescribeTargetGroups: () => ({ TargetGroups: [] }),
  DescribeTargetHealth: () => ({ TargetHealthDescriptions: [] }),
};

const failing = (
  number: number,
  command: string,
  errors: readonly (readonly [string, string, string?])[],
): readonly AccountCase[] =>
  errors.map(([name, message, told]) => ({
    number,
    what: `${command} fails with ${name}`,
    answers: { [command]: throws(awsError(name, message)) },
    ...(told === undefined ? {} : { told }),
  }));
const logged = (what: string, logConfiguration: unknown, told: string, number = 58): AccountCase => ({
  number,
  what,
  answers: { DescribeTaskDefinition: definitionWith({ logConfiguration }) },
  told,
  check: (_world, calls) => expect(calls.map(({ name }) => name)).not.toContain('GetLogEvents'),
});
const served = (number: number, what: string, answer: Answer, told?: string | null): AccountCase => ({
  number,
  what,
  answers: { DescribeServices: answer },
  ...(told === undefined ? {} : { told }),
});
const isDeleted = ({ store }: HostileWorld): void =>
  expect(store.records().map(({ incident }) => incident?.state)).toEqual(['deleted']);
const isHeld = ({ store }: HostileWorld): void =>
  expect(store.records().map(({ incident }) => incident?.state)).toEqual(['held']);

/** 57–63, 66, 80: what the account answers to explain-incidents. */
export const accountCases: readonly AccountCase[] = [
  ...failing(57, 'DescribeTaskDefinition', [
    ['ClientException', 'Unable to describe task definition.'],
    ['AccessDeniedException', 'User is not authorized', 'ecs:DescribeTaskDefinition'],
    ['ThrottlingException', 'Rate exceeded'],
  ]),
  { number: 57, what: 'an answer without a definition', answers: { DescribeTaskDefinition: () => ({}) } },
  {
    number: 57,
    what: 'an inactive revision of 400 KB',
    answers: {
      DescribeTaskDefinition: definitionWith({
        environment: Array.from({ length: 4_000 }, (_, index) => ({
          name: `VARIABLE_${index}`,
          value: 'v'.repeat(80),
        })),
      }),
    },
  },
  logged('FireLens', { logDriver: 'awsfirelens', options: { Name: 'x', apikey: 'y' } }, 'awsfirelens'),
  logged('Splunk', { logDriver: 'splunk', options: { 'splunk-token': 'z' } }, 'splunk'),
  logged('no log configuration', null, 'no log configuration'),
  logged('no group', awslogs({}), 'names no awslogs-group'),
  logged(
    'a Region that is a host',
    awslogs({ 'awslogs-group': '/ecs/app', 'awslogs-region': 'evil.example/#' }),
    'is no Region',
  ),
  ...failing(58, 'GetLogEvents', [
    ['ResourceNotFoundException', 'The specified log group does not exist.', 'log group /ecs/app does not exist'],
    ['ResourceNotFoundException', 'The specified log stream does not exist.', 'has written nothing'],
    ['AccessDeniedException', 'User is not authorized', 'logs:GetLogEvents'],
  ]),
  ...['/aws/cloudtrail/audit', '/ecs#/app', '/\u00e9cs/app', '/ecsx/app', '*', '../ecs/app'].map((group) =>
    logged(
      `the log group ${group}`,
      awslogs({ 'awslogs-group': group, 'awslogs-stream-prefix': 'ecs' }),
      'may read',
      59,
    ),
  ),
  {
    number: 60,
    what: 'ports that are none',
    answers: {
      DescribeTaskDefinition: definitionWith({
        portMappings: [
          { containerPort: 0 },
          { containerPort: 70_000, hostPort: 80 },
          { containerPortRange: '1-65535' },
          null,
        ],
      }),
      DescribeServices: services({ ...SERVICE, loadBalancers: [{ targetGroupArn: 'tg', containerPort: -1 }] }),
      DescribeTargetGroups: () => ({ TargetGroups: [{ TargetGroupArn: 'tg', Port: 99_999 }, null, {}] }),
    },
  },
  served(61, 'a service that is missing', () => ({ services: [], failures: [{ arn: 'x', reason: 'MISSING' }] })),
  { ...served(61, 'a service that is inactive', services({ ...SERVICE, status: 'INACTIVE' }), null), check: isDeleted },
  { ...served(61, 'a service that drains', services({ ...SERVICE, status: 'DRAINING' }), null), check: isDeleted },
  served(61, 'counts that are none', services({ ...SERVICE, desiredCount: null, runningCount: 'x' })),
  served(61, 'the same name in another cluster', services({ ...SERVICE, clusterArn: 'arn:aws:ecs:x:1:cluster/test' })),
  { ...served(62, 'a desired count of 0', services({ ...SERVICE, desiredCount: 0 })), told: null, check: isHeld },
  served(62, 'a desired count of 10,000', services({ ...SERVICE, desiredCount: 10_000 }), '0 of 10,000 running'),
  served(
    63,
    'tags that are almost ours',
    services({
      ...SERVICE,
      tags: [
        { key: 'ecs-medic:Mute', value: 'true' },
        { key: 'ecs-medic:mute', value: 'Enabled ' },
        { key: 'x', value: 'v'.repeat(256) },
        null,
      ],
    }),
  ),
  served(
    63,
    'a channel that is none',
    services({ ...SERVICE, tags: [{ key: 'ecs-medic:channel', value: '<!channel> #evil' }] }),
    '',
  ),
  {
    number: 66,
    what: 'pages without end, the token always new',
    answers: { GetLogEvents: endless() },
    check: (_world, calls) => expect(calls.filter(({ name }) => name === 'GetLogEvents').length).toBeLessThanOrEqual(9),
  },
  {
    number: 66,
    what: 'pages without events, the token never new',
    answers: { GetLogEvents: () => ({ events: [], nextBackwardToken: 'same' }) },
    check: (_world, calls) => expect(calls.filter(({ name }) => name === 'GetLogEvents').length).toBeLessThanOrEqual(6),
  },
  ...failing(80, 'DescribeServices', [
    ['ThrottlingException', 'Rate exceeded'],
    ['ServiceNotActiveException', 'Service was not ACTIVE.'],
    ['ServerException', 'Service Unavailable'],
    ['InvalidParameterException', 'Invalid identifier'],
    ['TimeoutError', 'socket hang up'],
  ]),
];

function endless(): Answer {
  let page = 0;
  return () => ({ events: [], nextBackwardToken: `token-${++page}` });
}
