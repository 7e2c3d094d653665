import { METRIC_DIMENSION, METRIC_NAMESPACE } from '../../lib/aws/metrics';
import { TABLE, tableDefinition } from '../../lib/aws/table-definition';
import { asObject } from '../../lib/domain/json';
import { idIn, packagedTemplate, resourcesOf, type Statement, statementsIn } from './packaged-template';

const template = packagedTemplate();
const functions = new Map(resourcesOf(template, 'AWS::Lambda::Function'));
const queues = new Map(resourcesOf(template, 'AWS::SQS::Queue'));
const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');

/** Logical id of the dead-letter queue of each queue that has one. */
const deadLetterQueues = new Map(
  [...queues].flatMap(([id, { RedrivePolicy }]) => {
    const target = idIn(asObject(RedrivePolicy)?.['deadLetterTargetArn']);
    return target === undefined ? [] : [[id, target] as const];
  }),
);

it('has the six functions and the three ways between them', () => {
  expect([...functions.keys()].sort()).toEqual([
    'ActOnIncidentsLambdaFunction',
    'ApplySchedulesLambdaFunction',
    'DeliverAlertsLambdaFunction',
    'ExplainIncidentsLambdaFunction',
    'KeepWatchLambdaFunction',
    'RespondToEcsEventsLambdaFunction',
  ]);
  expect(
    Object.fromEntries(
      mappings.map(([, { EventSourceArn, FunctionName }]) => [idIn(EventSourceArn), idIn(FunctionName)]),
    ),
  ).toEqual({
    EventsQueue: 'RespondToEcsEventsLambdaFunction',
    LookAgainQueue: 'ExplainIncidentsLambdaFunction',
    DeliveriesQueue: 'DeliverAlertsLambdaFunction',
  });
});

describe('queues', () => {
  it.each([...queues])('%s keeps messages for 14 days, encrypted', (_id, properties) => {
    expect(properties).toMatchObject({ MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true });
  });

  it.each([...queues])('%s has a dead-letter queue of its own, or is one', (id) => {
    const target = deadLetterQueues.get(id);
    if (target === undefined) expect([...deadLetterQueues.values()]).toContain(id);
    else {
      expect([...deadLetterQueues.values()].filter((other) => other === target)).toHaveLength(1);
      expect(deadLetterQueues.has(target)).toBe(false);
      const { maxReceiveCount } = asObject(queues.get(id)?.['RedrivePolicy']) ?? {};
      expect(maxReceiveCount).toBeGreaterThanOrEqual(5);
      expect(maxReceiveCount).toBeLessThanOrEqual(8);
    }
  });

  it.each(mappings)('%s hides messages for long enough and takes partial failures', (_id, mapping) => {
    const queue = queues.get(idIn(mapping['EventSourceArn']) ?? '');
    const { Timeout } = functions.get(idIn(mapping['FunctionName']) ?? '') ?? {};
    const window = Number(mapping['MaximumBatchingWindowInSeconds'] ?? 0);
    expect(queue?.['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * Number(Timeout) + window);
    expect(mapping['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    expect(asObject(mapping['ScalingConfig'])?.['MaximumConcurrency']).toBeLessThanOrEqual(5);
    expect(mapping['Enabled']).toBe(true);
  });

  it('takes batches as the design has them', () => {
    const batches = mappings.map(([, { BatchSize, ScalingConfig, EventSourceArn }]) => [
      idIn(EventSourceArn),
      BatchSize,
      asObject(ScalingConfig)?.['MaximumConcurrency'],
    ]);
    expect(batches).toEqual([
      ['EventsQueue', 100, 2],
      ['LookAgainQueue', 5, 5],
      ['DeliveriesQueue', 5, 2],
    ]);
  });

  const policies = resourcesOf(template, 'AWS::SQS::QueuePolicy');
  const policyOf = (queue: string): readonly Statement[] =>
    policies.flatMap(([, { Queues, PolicyDocument }]) =>
      (Queues as unknown[]).some((one) => idIn(one) === queue) ? statementsIn(PolicyDocument) : [],
    );

  it.each([...queues.keys()])('%s refuses calls without TLS', (id) => {
    const denials = policyOf(id).filter(({ Effect }) => Effect === 'Deny');
    expect(denials).toEqual([
      expect.objectContaining({
        Principal: '*',
        Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ]);
    expect(denials.map(({ Resource }) => idIn(Resource))).toEqual([id]);
  });

  it.each([...queues.keys()])('%s lets AWS services send only for our own rules and topic', (id) => {
    for (const statement of policyOf(id).filter(({ Effect }) => Effect === 'Allow')) {
      expect(statement.Action).toBe('sqs:SendMessage');
      expect(idIn(statement.Resource)).toBe(id);
      const sources = [asObject(statement.Condition?.['ArnEquals'])?.['aws:SourceArn']].flat().map(idIn);
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources)
        expect(template.Resources[source ?? '']?.Type).toMatch(/^AWS::(?:Events::Rule|SNS::Topic)$/);
    }
  });

  it('lets each rule, and the topic, send to its queue and to the dead-letter queue behind it', () => {
    const senders = (queue: string) =>
      policyOf(queue)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Condition }) => [asObject(Condition?.['ArnEquals'])?.['aws:SourceArn']].flat().map(idIn))
        .sort();
    const rules = resourcesOf(template, 'AWS::Events::Rule').map(([id]) => id);
    expect(senders('EventsQueue')).toEqual([...rules].sort());
    expect(senders('EventsDeadLetterQueue')).toEqual([...rules].sort());
    expect(senders('DeliveriesQueue')).toEqual(['AlertsTopic']);
    expect(senders('DeliveriesDeadLetterQueue')).toEqual(['AlertsTopic']);
    expect(senders('LookAgainQueue')).toEqual([]);
  });

  it.each(resourcesOf(template, 'AWS::Events::Rule'))(
    '%s hands over to the events queue, and what fails to its dead-letter queue',
    (_id, rule) => {
      const [target, ...more] = rule['Targets'] as Record<string, unknown>[];
      expect(more).toEqual([]);
      expect(idIn(target?.['Arn'])).toBe('EventsQueue');
      expect(idIn(asObject(target?.['DeadLetterConfig'])?.['Arn'])).toBe(deadLetterQueues.get('EventsQueue'));
      expect(rule['EventBusName']).toBeUndefined();
      expect(rule['State'] ?? 'ENABLED').toBe('ENABLED');
    },
  );
});

describe('functions', () => {
  it.each([...functions])('%s keeps its log as long as the parameter says', (_id, { FunctionName }) => {
    const [group, ...more] = resourcesOf(template, 'AWS::Logs::LogGroup').filter(([, { LogGroupName }]) =>
      JSON.stringify(LogGroupName).includes(`/aws/lambda/${String(asObject(FunctionName)?.['Fn::Sub'])}"`),
    );
    expect(more).toEqual([]);
    expect(group?.[1]['RetentionInDays']).toEqual({ Ref: 'LogRetentionDays' });
  });

  it.each([...functions])('%s runs on a current runtime, with a role of its own', (_id, properties) => {
    expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    const role = idIn(properties['Role']);
    expect([...functions.values()].filter((other) => idIn(other['Role']) === role)).toHaveLength(1);
  });

  it('has code that plain CloudFormation finds', () => {
    for (const [, { Code }] of functions) {
      expect(asObject(Code)?.['S3Bucket']).toEqual({ Ref: 'ArtifactBucket' });
      expect(JSON.stringify(asObject(Code)?.['S3Key'])).toMatch(/\$\{ArtifactPrefix\}[\w-]+-[0-9a-f]{12}\.zip/);
    }
    expect(JSON.stringify(template)).not.toContain('ServerlessDeploymentBucket');
  });
});

describe('the table', () => {
  const { DeletionPolicy, UpdateReplacePolicy, Properties = {} } = template.Resources['Table'] ?? {};

  it('has the form that the store works on', () => {
    expect(Properties).toMatchObject(tableDefinition);
    expect(Properties['TimeToLiveSpecification']).toEqual({ AttributeName: TABLE.expiry, Enabled: true });
  });

  it('outlives the stack, can be restored, and is encrypted', () => {
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    expect(Properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: { Ref: 'DeletionProtection' },
    });
  });
});

describe('topics', () => {
  const policyOf = (topic: string): readonly Statement[] =>
    resourcesOf(template, 'AWS::SNS::TopicPolicy').flatMap(([, { Topics, PolicyDocument }]) =>
      (Topics as unknown[]).some((one) => idIn(one) === topic) ? statementsIn(PolicyDocument) : [],
    );

  it('lets only the functions that tell publish alerts', () => {
    const [allowed, ...more] = policyOf('AlertsTopic').filter(({ Effect }) => Effect === 'Allow');
    expect(more).toEqual([]);
    expect(allowed?.Action).toBe('sns:Publish');
    expect([asObject(allowed?.Principal)?.['AWS']].flat().map(idIn)).toEqual([
      'RespondToEcsEventsRole',
      'ExplainIncidentsRole',
      'KeepWatchRole',
      'ActOnIncidentsRole',
      'ApplySchedulesRole',
    ]);
  });

  it('lets only alarms of this stack publish alarms', () => {
    const [allowed, ...more] = policyOf('AlarmsTopic').filter(({ Effect }) => Effect === 'Allow');
    expect(more).toEqual([]);
    expect(allowed?.Principal).toEqual({ Service: 'cloudwatch.amazonaws.com' });
    expect(JSON.stringify(asObject(allowed?.Condition?.['ArnLike'])?.['aws:SourceArn'])).toContain(
      ':alarm:${AWS::StackName}-*',
    );
    for (const [, { AlarmName }] of alarms) expect(asObject(AlarmName)?.['Fn::Sub']).toMatch(/^\$\{AWS::StackName\}-/);
  });

  it.each(['AlertsTopic', 'AlarmsTopic'])('%s refuses calls without TLS', (topic) => {
    expect(policyOf(topic).filter(({ Effect }) => Effect === 'Deny')).toEqual([
      expect.objectContaining({ Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
  });

  it('gives quiet updates to the deliveries queue and to nobody else', () => {
    const readers = resourcesOf(template, 'AWS::SNS::Subscription').filter(
      ([, { TopicArn }]) => idIn(TopicArn) === 'AlertsTopic',
    );
    for (const [, { Endpoint, FilterPolicy }] of readers)
      expect(FilterPolicy).toEqual(
        idIn(Endpoint) === 'DeliveriesQueue' ? undefined : { kind: [{ 'anything-but': ['update'] }] },
      );
    const [slack] = readers.filter(([, { Endpoint }]) => idIn(Endpoint) === 'DeliveriesQueue');
    expect(slack?.[1]).toMatchObject({ Protocol: 'sqs', RawMessageDelivery: true });
    expect(idIn(asObject(slack?.[1]['RedrivePolicy'])?.['deadLetterTargetArn'])).toBe(
      deadLetterQueues.get('DeliveriesQueue'),
    );
  });
});

describe('schedules', () => {
  const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule');

  it('asks every minute for what is due and for actions, and every five minutes for a sweep and the schedules of services', () => {
    const asked = schedules.map(([, { ScheduleExpression, Target }]) => [
      ScheduleExpression,
      idIn(asObject(Target)?.['Arn']),
      JSON.parse(String(asObject(Target)?.['Input'] ?? '{}')),
    ]);
    expect(asked).toEqual([
      ['rate(1 minute)', 'KeepWatchLambdaFunction', { run: 'due' }],
      ['rate(1 minute)', 'ActOnIncidentsLambdaFunction', {}],
      ['rate(5 minutes)', 'ApplySchedulesLambdaFunction', {}],
      ['rate(5 minutes)', 'KeepWatchLambdaFunction', { run: 'sweep' }],
    ]);
  });

  it.each(schedules)('%s may invoke the functions without a queue, and nothing else', (_id, { Target }) => {
    const { RoleArn } = asObject(Target) ?? {};
    const role = template.Resources[idIn(RoleArn) ?? '']?.Properties ?? {};
    const [trust] = statementsIn(role['AssumeRolePolicyDocument']);
    expect(trust).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'scheduler.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    const statements = (role['Policies'] as Record<string, unknown>[]).flatMap(({ PolicyDocument }) =>
      statementsIn(PolicyDocument),
    );
    expect(statements.map(({ Action, Resource }) => [Action, [Resource].flat().map(idIn)])).toEqual([
      [
        'lambda:InvokeFunction',
        ['KeepWatchLambdaFunction', 'ActOnIncidentsLambdaFunction', 'ApplySchedulesLambdaFunction'],
      ],
    ]);
  });

  it('does not let Lambda repeat a run that failed: the next minute does', () => {
    const [config] = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig');
    expect(config?.[1]).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
    expect(idIn(config?.[1]['FunctionName'])).toBe('KeepWatchLambdaFunction');
    expect(functions.get('KeepWatchLambdaFunction')?.['Timeout']).toBeLessThan(300);
  });
});

describe('alarms', () => {
  it.each(alarms)('%s tells the alarms topic, and only that', (_id, { AlarmActions, OKActions }) => {
    expect((AlarmActions as unknown[]).map(idIn)).toEqual(['AlarmsTopic']);
    expect((OKActions as unknown[]).map(idIn)).toEqual(['AlarmsTopic']);
  });

  const watched = (namespace: string, metric: string) =>
    alarms.flatMap(([, { Namespace, MetricName, Dimensions }]) =>
      Namespace === namespace && MetricName === metric
        ? (Dimensions as Record<string, unknown>[]).map(({ Value }) => idIn(Value))
        : [],
    );

  it('watches every dead-letter queue, every other queue, and the functions that neither a queue nor a heartbeat shows', () => {
    const dead = [...deadLetterQueues.values()];
    expect(watched('AWS/SQS', 'ApproximateNumberOfMessagesVisible').sort()).toEqual([...dead].sort());
    expect(watched('AWS/SQS', 'ApproximateAgeOfOldestMessage').sort()).toEqual([...deadLetterQueues.keys()].sort());
    const ofQueues = mappings.map(([, { FunctionName }]) => idIn(FunctionName));
    const others = [...functions.keys()].filter((id) => !ofQueues.includes(id) && id !== 'KeepWatchLambdaFunction');
    expect(watched('AWS/Lambda', 'Errors').sort()).toEqual(others.sort());
    expect(watched('AWS/Lambda', 'Invocations')).toEqual(['ApplySchedulesLambdaFunction']);
  });

  it('watches our own metrics under the name that the functions give', () => {
    const ours = alarms.filter(([, { Namespace }]) => Namespace === METRIC_NAMESPACE);
    expect(ours.map(([, { MetricName, TreatMissingData }]) => [MetricName, TreatMissingData])).toEqual([
      ['DeadDeliveries', 'notBreaching'],
      ['Heartbeat', 'breaching'],
      ['SweepFailed', 'notBreaching'],
      ['SchedulesFailed', 'notBreaching'],
    ]);
    for (const [, { Dimensions }] of ours)
      expect(Dimensions).toEqual([{ Name: METRIC_DIMENSION, Value: { Ref: 'AWS::StackName' } }]);
    for (const [, { Environment }] of functions)
      expect(asObject(asObject(Environment)?.['Variables'])?.['ECS_MEDIC_DEPLOYMENT']).toEqual({
        Ref: 'AWS::StackName',
      });
  });

  it('does not reach Slack from the alarms topic', () => {
    const readers = resourcesOf(template, 'AWS::SNS::Subscription').filter(
      ([, { TopicArn }]) => idIn(TopicArn) === 'AlarmsTopic',
    );
    expect(readers.map(([, { Protocol }]) => Protocol)).toEqual(['email']);
  });
});
