import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DoctorPorts, Series } from '../../lib/app/doctor-ports';
import { doctorReads } from '../../lib/aws/doctor-reads';
import { known, unavailable } from '../../lib/domain/read';

const NOW = Date.parse('2026-11-25T12:00:00Z');

/** Answers by the name of the command; an error is thrown. Remembers what it was sent. */
function clientOf(answers: Readonly<Record<string, readonly unknown[]>>) {
  const left = new Map(Object.entries(answers).map(([name, list]) => [name, [...list]]));
  const sent: { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[] = [];
  return {
    sent,
    async send(command: { readonly constructor: { readonly name: string }; readonly input: unknown }) {
      const { name } = command.constructor;
      sent.push({ name, input: command.input as Readonly<Record<string, unknown>> });
      const answer = left.get(name)?.shift();
      if (answer === undefined) throw new Error(`nobody expected ${name}`);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

/** As the SDK throws what AWS answers. */
const refusal = (name: string, message = 'no'): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 } });

function portsOn(answers: Readonly<Record<string, readonly unknown[]>>, dynamodb?: { send: unknown }) {
  const client = clientOf(answers);
  const answering = client as never;
  const ports: DoctorPorts = doctorReads({
    place: { stack: 'ecs-medic-test', region: 'eu-central-1' },
    cloudFormation: answering,
    cloudWatch: answering,
    dynamodb: (dynamodb ?? client) as never,
    eventBridge: answering,
    lambda: answering,
    scheduler: answering,
    sns: answering,
    sqs: async () => answering,
    ssm: async () => answering,
    readSecret: async () => known('there'),
    settingsOf: () => ({ problems: [] }),
    now: () => NOW,
  });
  return { ports, sent: client.sent };
}

describe('what an examination reads', () => {
  it('goes through all pages of a stack, and leaves out what was deleted', async () => {
    const { ports } = portsOn({
      DescribeStacksCommand: [
        { Stacks: [{ StackStatus: 'CREATE_COMPLETE', CreationTime: new Date(NOW - 1_000), StackName: 'x' }] },
      ],
      ListStackResourcesCommand: [
        {
          StackResourceSummaries: [
            { LogicalResourceId: 'A', ResourceType: 'T', PhysicalResourceId: 'a', ResourceStatus: 'CREATE_COMPLETE' },
            {
              LogicalResourceId: 'Gone',
              ResourceType: 'T',
              PhysicalResourceId: 'g',
              ResourceStatus: 'DELETE_COMPLETE',
            },
            { LogicalResourceId: 'NotYet', ResourceType: 'T', ResourceStatus: 'CREATE_IN_PROGRESS' },
          ],
          NextToken: 'more',
        },
        {
          StackResourceSummaries: [
            { LogicalResourceId: 'B', ResourceType: 'T', PhysicalResourceId: 'b', ResourceStatus: 'UPDATE_COMPLETE' },
          ],
        },
      ],
    });
    expect(await ports.readStack()).toEqual({
      status: 'CREATE_COMPLETE',
      createdAt: NOW - 1_000,
      resources: [
        { logicalId: 'A', type: 'T', physicalId: 'a' },
        { logicalId: 'B', type: 'T', physicalId: 'b' },
      ],
    });
  });

  it('goes through all targets of a rule', async () => {
    const { ports } = portsOn({
      DescribeRuleCommand: [{ State: 'ENABLED' }],
      ListTargetsByRuleCommand: [
        { Targets: [{ Id: '1', Arn: 'one' }], NextToken: 'more' },
        { Targets: [{ Arn: 'two' }] },
      ],
    });
    expect(await ports.readRule('r')).toEqual(known({ state: 'ENABLED', targets: ['one', 'two'] }));
  });

  it('does not follow a list without end', async () => {
    const { ports } = portsOn({
      ListSubscriptionsByTopicCommand: Array.from({ length: 200 }, () => ({ Subscriptions: [], NextToken: 'again' })),
    });
    expect(await ports.readSubscriptions('t')).toEqual(unavailable('the list had no end after 100 pages'));
  });

  it('tells who has not confirmed, and forgets who has left', async () => {
    const { ports } = portsOn({
      ListSubscriptionsByTopicCommand: [
        {
          Subscriptions: [
            { SubscriptionArn: 'PendingConfirmation', Protocol: 'email', Endpoint: 'a@example.com' },
            { SubscriptionArn: 'Deleted', Protocol: 'email', Endpoint: 'b@example.com' },
            { SubscriptionArn: 'arn:aws:sns:eu-central-1:111122223333:t:1', Protocol: 'sqs', Endpoint: 'arn:q' },
          ],
        },
      ],
    });
    expect(await ports.readSubscriptions('t')).toEqual(
      known([
        { protocol: 'email', endpoint: 'a@example.com', isConfirmed: false },
        { protocol: 'sqs', endpoint: 'arn:q', isConfirmed: true },
      ]),
    );
  });

  it('asks for what was counted under the names that CloudWatch has, and puts points in order', async () => {
    const series: readonly Series[] = [
      { of: 'ecs-medic', metric: 'Heartbeat' },
      { of: 'function', name: 'keep-watch', metric: 'Errors' },
      { of: 'queue', name: 'events', metric: 'ApproximateAgeOfOldestMessage' },
    ];
    const at = (minutes: number): Date => new Date(NOW - minutes * 60_000);
    const { ports, sent } = portsOn({
      GetMetricDataCommand: [
        {
          MetricDataResults: [
            { Id: 's1', Timestamps: [at(5)], Values: [2] },
            { Id: 's0', Timestamps: [at(20), at(10)], Values: [1, 5] },
          ],
          NextToken: 'more',
        },
        { MetricDataResults: [{ Id: 's0', Timestamps: [at(30)], Values: [4] }] },
      ],
    });
    const read = await ports.readMetrics(series, NOW - 3_600_000);
    const minute = 60_000;
    expect(read).toEqual(
      known([
        [
          { at: NOW - 10 * minute, value: 5 },
          { at: NOW - 20 * minute, value: 1 },
          { at: NOW - 30 * minute, value: 4 },
        ],
        [{ at: NOW - 5 * minute, value: 2 }],
        [],
      ]),
    );
    expect(sent[0]?.input['MetricDataQueries']).toMatchObject([
      {
        MetricStat: {
          Metric: {
            Namespace: 'ecs-medic',
            MetricName: 'Heartbeat',
            Dimensions: [{ Name: 'Deployment', Value: 'ecs-medic-test' }],
          },
          Stat: 'Sum',
        },
      },
      {
        MetricStat: {
          Metric: { Namespace: 'AWS/Lambda', Dimensions: [{ Name: 'FunctionName', Value: 'keep-watch' }] },
        },
      },
      {
        MetricStat: {
          Metric: { Namespace: 'AWS/SQS', Dimensions: [{ Name: 'QueueName', Value: 'events' }] },
          Stat: 'Maximum',
        },
      },
    ]);
  });

  it('tells settings that may not be decrypted from settings that are not there', async () => {
    const { ports } = portsOn({
      GetFunctionConfigurationCommand: [
        { State: 'Active', Environment: { Error: { ErrorCode: 'AccessDeniedException', Message: 'kms:Decrypt' } } },
        { State: 'Active' },
      ],
    });
    expect(await ports.readFunction('f')).toMatchObject(
      known({ environment: unavailable('its settings could not be read: AccessDeniedException: kms:Decrypt') }),
    );
    expect(await ports.readFunction('f')).toMatchObject(known({ environment: known({}) }));
  });

  it('asks for a hundred alarms at once', async () => {
    const names = Array.from({ length: 130 }, (_, index) => `alarm-${index}`);
    const { ports, sent } = portsOn({
      DescribeAlarmsCommand: [
        { MetricAlarms: [{ AlarmName: 'alarm-7', StateValue: 'ALARM', ActionsEnabled: false, StateReason: 'high' }] },
        { MetricAlarms: [] },
      ],
    });
    expect(await ports.readAlarms(names)).toEqual(
      known([{ name: 'alarm-7', state: 'ALARM', reason: 'high', actionsEnabled: false }]),
    );
    expect(sent.map(({ input }) => (input['AlarmNames'] as readonly string[]).length)).toEqual([100, 30]);
  });
});

describe('what AWS refuses to an examination', () => {
  const reads: readonly (readonly [string, string, string, (ports: DoctorPorts) => Promise<unknown>])[] = [
    ['DescribeRuleCommand', 'events:DescribeRule', 'ResourceNotFoundException', (ports) => ports.readRule('x')],
    ['GetQueueAttributesCommand', 'sqs:GetQueueAttributes', 'QueueDoesNotExist', (ports) => ports.readQueue('x')],
    [
      'GetFunctionConfigurationCommand',
      'lambda:GetFunctionConfiguration',
      'ResourceNotFoundException',
      (ports) => ports.readFunction('x'),
    ],
    [
      'GetEventSourceMappingCommand',
      'lambda:GetEventSourceMapping',
      'ResourceNotFoundException',
      (ports) => ports.readTrigger('x'),
    ],
    ['GetScheduleCommand', 'scheduler:GetSchedule', 'ResourceNotFoundException', (ports) => ports.readSchedule('x')],
    ['DescribeTableCommand', 'dynamodb:DescribeTable', 'ResourceNotFoundException', (ports) => ports.readTable('x')],
    [
      'ListSubscriptionsByTopicCommand',
      'sns:ListSubscriptionsByTopic',
      'NotFoundException',
      (ports) => ports.readSubscriptions('x'),
    ],
    ['GetParameterCommand', 'ssm:GetParameter', 'ParameterNotFound', (ports) => ports.readSwitch('x')],
  ];

  it.each(reads)(
    '%s: a thing that is gone is missing, one that may not be read is unavailable with %s',
    async (command, action, gone, read) => {
      expect(await read(portsOn({ [command]: [refusal(gone)] }).ports)).toEqual(known('missing'));
      expect(await read(portsOn({ [command]: [refusal('AccessDeniedException')] }).ports)).toEqual(
        unavailable(expect.stringMatching(new RegExp(`^not allowed: add ${action} on .*x to the role of whoever`))),
      );
      expect(await read(portsOn({ [command]: [refusal('ThrottlingException')] }).ports)).toEqual(
        unavailable(expect.stringContaining(`AWS throttled ${action}`)),
      );
    },
  );

  it.each(reads)('%s: without credentials nothing can be examined', async (command, _action, _gone, read) => {
    const { ports } = portsOn({ [command]: [refusal('ExpiredTokenException')] });
    await expect(read(ports)).rejects.toThrow(/AWS refused the credentials/);
  });

  it('names the action on the targets of a rule that may be read itself', async () => {
    const { ports } = portsOn({
      DescribeRuleCommand: [{ State: 'ENABLED' }],
      ListTargetsByRuleCommand: [refusal('AccessDeniedException')],
    });
    expect(await ports.readRule('x')).toEqual(unavailable(expect.stringContaining('add events:ListTargetsByRule on')));
  });

  it('lets a fault of our own through', async () => {
    const { ports } = portsOn({ GetScheduleCommand: [new TypeError('ours')] });
    await expect(ports.readSchedule('x')).rejects.toThrow('ours');
  });

  it('says of an item of the table that nobody can read that it was not checked, and what to do', async () => {
    const client = new DynamoDBClient({ region: 'eu-central-1' });
    const damaged = {
      Item: { pk: { S: 'WATCH' }, sk: { S: 'STATE' }, version: { N: '1' }, schema: { N: '99' }, body: { S: '{}' } },
    };
    Object.assign(client, { send: async () => damaged });
    const { ports } = portsOn({}, client);
    expect(await ports.readStore('table', (store) => store.readWatch())).toEqual(
      unavailable(expect.stringMatching(/^item WATCH STATE of the table: expected .*deploy that version again$/)),
    );
    client.destroy();
  });
});
