import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020';
import { DOCTOR_ACTIONS, doctorPolicy } from '../../lib/app/doctor-policy';
import { examinationReport } from '../../lib/app/examination-report';
import { examineDeployment } from '../../lib/app/examine-deployment';
import { newDelivery } from '../../lib/domain/delivery/delivery';
import type { PartHealth } from '../../lib/domain/doctor/part-health';
import { known, unavailable } from '../../lib/domain/read';
import {
  deployedWorld,
  functionNameOf,
  NOW,
  queueArnOf,
  queueUrlOf,
  SECRET,
  SWITCH,
  topicArnOf,
} from './deployed-world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type World = ReturnType<typeof deployedWorld>;

/** A world that has done what it does every few minutes, and sent a message. */
async function wellWorld(): Promise<World> {
  const deployed = deployedWorld();
  const { store } = deployed;
  await store.writeWatch({ ...(await store.readWatch()), sweptAt: NOW - 3 * MINUTE, services: 12 });
  await store.writeChannel({ ...(await store.readChannel('#alerts')), nextPostAt: NOW - 2 * HOUR });
  return deployed;
}

async function examine({ ports }: World): Promise<readonly PartHealth[]> {
  const examination = await examineDeployment(ports);
  if (examination.kind === 'problem') throw new Error(examination.sentence);
  expect(examination.at).toBe(NOW);
  return examination.parts;
}

const notWell = (parts: readonly PartHealth[]): readonly PartHealth[] => parts.filter(({ state }) => state !== 'ok');

interface Fault {
  readonly of: string;
  readonly id: string;
  readonly state: 'failed' | 'warning';
  readonly seen: RegExp;
  readonly does?: RegExp;
  break(world: World['world']): void | Promise<void>;
}

const patch = <T>(map: Map<string, T>, key: string, more: Partial<T>): void => {
  const before = map.get(key);
  if (before === undefined) throw new Error(`the world has no ${key}, but ${[...map.keys()].join(', ')}`);
  map.set(key, { ...before, ...more });
};
/** Variables of deliver-alerts. */
function environmentIn(functions: World['functions']): Readonly<Record<string, string>> {
  const read = functions.get(functionNameOf('deliver-alerts'))?.environment;
  if (read?.state !== 'known') throw new Error('deliver-alerts has no environment');
  return read.value;
}

const ruleName = 'ecs-medic-production-TaskStopsRule-1A2B3C';

const FAULTS: readonly Fault[] = [
  {
    of: 'a stack whose deployment failed for good',
    id: 'stack',
    state: 'failed',
    seen: /^UPDATE_ROLLBACK_FAILED, changed 24 h ago: no room$/,
    does: /^aws cloudformation describe-stack-events --stack-name ecs-medic-production --region eu-central-1$/,
    break: (world) => void Object.assign(world.stack, { status: 'UPDATE_ROLLBACK_FAILED', reason: 'no room' }),
  },
  {
    of: 'a stack whose last deployment was taken back',
    id: 'stack',
    state: 'warning',
    seen: /^UPDATE_ROLLBACK_COMPLETE/,
    does: /describe-stack-events/,
    break: (world) => void Object.assign(world.stack, { status: 'UPDATE_ROLLBACK_COMPLETE' }),
  },
  {
    of: 'a stack of an older version',
    id: 'stack',
    state: 'warning',
    seen: /another version, without ActSchedule/,
    break: (world) =>
      void Object.assign(world.stack, {
        resources: world.stack.resources.filter(({ logicalId }) => logicalId !== 'ActSchedule'),
      }),
  },
  {
    of: 'a rule that is off',
    id: 'rule/TaskStopsRule',
    state: 'failed',
    seen: /^it is disabled, so ecs-medic does not hear/,
    does: /^aws events enable-rule --name ecs-medic-production-TaskStopsRule-1A2B3C --region eu-central-1$/,
    break: ({ rules }) => patch(rules, ruleName, { state: 'DISABLED' }),
  },
  {
    of: 'a rule that leads elsewhere',
    id: 'rule/TaskStopsRule',
    state: 'failed',
    seen: /^it does not send to the queue events/,
    does: new RegExp(
      `put-targets --rule ${ruleName} --targets 'Id=events,Arn=${queueArnOf('EventsQueue')},DeadLetterConfig={Arn=${queueArnOf('EventsDeadLetterQueue')}}' `,
    ),
    break: ({ rules }) => patch(rules, ruleName, { targets: ['arn:aws:sqs:eu-central-1:111122223333:mine'] }),
  },
  {
    of: 'a rule that was deleted',
    id: 'rule/TaskStopsRule',
    state: 'failed',
    seen: /^it is gone: the stack made ecs-medic-production-TaskStopsRule/,
    does: /detect-stack-drift --stack-name ecs-medic-production/,
    break: ({ rules }) => void rules.delete(ruleName),
  },
  {
    of: 'events that come no more',
    id: 'events',
    state: 'warning',
    seen: /^the last event was taken in 3 d ago$/,
    break: ({ points }) => void points.set('EventsHandled', [{ at: NOW - 72 * HOUR, value: 1 }]),
  },
  {
    of: 'messages that are no events',
    id: 'events',
    state: 'warning',
    seen: /^3 messages could not be understood in the last hour; the last event/,
    does: /logs tail \/aws\/lambda\/ecs-medic-production-respond-to-ecs-events /,
    break: ({ points }) => void points.set('EventsNotUnderstood', [{ at: NOW - 10 * MINUTE, value: 3 }]),
  },
  {
    of: 'a queue that grows old',
    id: 'queue/events',
    state: 'failed',
    seen: /^the oldest has waited for 25 min, and 10 min are allowed; 40 messages waiting, 5 at work/,
    does: /logs tail \/aws\/lambda\/ecs-medic-production-respond-to-ecs-events --since 1h/,
    break({ queues, points }) {
      patch(queues, queueUrlOf('EventsQueue'), { waiting: 40, hidden: 5 });
      const name = queueUrlOf('EventsQueue').split('/').at(-1);
      points.set(`${name} ApproximateAgeOfOldestMessage`, [
        { at: NOW - 5 * MINUTE, value: 1_500 },
        { at: NOW - 10 * MINUTE, value: 10 },
      ]);
    },
  },
  {
    of: 'dead letters',
    id: 'dead-letters/deliveries',
    state: 'failed',
    seen: /^1 message could not be worked on$/,
    does: /^ecs-medic redrive --stack ecs-medic-production --region eu-central-1$/,
    break: ({ queues }) => patch(queues, queueUrlOf('DeliveriesDeadLetterQueue'), { waiting: 1 }),
  },
  {
    of: 'a function that Lambda cannot run',
    id: 'function/explain-incidents',
    state: 'failed',
    seen: /^Lambda cannot run it: Failed \(the key is disabled\)/,
    break: ({ functions }) =>
      patch(functions, functionNameOf('explain-incidents'), { state: 'Failed', stateReason: 'the key is disabled' }),
  },
  {
    of: 'a function whose code could not be replaced',
    id: 'function/explain-incidents',
    state: 'failed',
    seen: /^its last change failed \(no such zip\)/,
    break: ({ functions }) =>
      patch(functions, functionNameOf('explain-incidents'), { lastUpdate: 'Failed', lastUpdateReason: 'no such zip' }),
  },
  {
    of: 'a function that is throttled',
    id: 'function/keep-watch',
    state: 'failed',
    seen: /^it may not run: its reserved concurrency is 0/,
    does: /^aws lambda delete-function-concurrency --function-name ecs-medic-production-keep-watch --region/,
    break: ({ reserved }) => void reserved.set(functionNameOf('keep-watch'), 0),
  },
  {
    of: 'a function with a setting that nobody can use',
    id: 'function/keep-watch',
    state: 'failed',
    seen: /^it fails at its start, for its settings cannot be used: .*; ECS_MEDIC_TABLE: expected the name of .*, got nothing/,
    break: ({ functions }) => patch(functions, functionNameOf('keep-watch'), { environment: known({}) }),
  },
  {
    of: 'a function that fails now and then',
    id: 'function/keep-watch',
    state: 'warning',
    seen: /^2 of them failed; active; 5 runs in the last hour$/,
    break: ({ points }) =>
      void points.set(`${functionNameOf('keep-watch')} Errors`, [{ at: NOW - 5 * MINUTE, value: 2 }]),
  },
  {
    of: 'a function that runs by the clock and does not run',
    id: 'function/act-on-incidents',
    state: 'failed',
    seen: /^it runs every 60 s, and did not run for 40 min/,
    break: ({ points }) =>
      void points.set(`${functionNameOf('act-on-incidents')} Invocations`, [
        { at: NOW - 5 * MINUTE, value: 0 },
        { at: NOW - 40 * MINUTE, value: 5 },
      ]),
  },
  {
    of: 'a trigger that is off',
    id: 'trigger/events',
    state: 'failed',
    seen: /^it is disabled, so messages stay in the queue/,
    does: /^aws lambda update-event-source-mapping --uuid uuid-of-events --enabled --region eu-central-1$/,
    break: ({ triggers }) => patch(triggers, 'uuid-of-events', { state: 'Disabled' }),
  },
  {
    of: 'a trigger that may not take messages',
    id: 'trigger/events',
    state: 'failed',
    seen: /^Lambda cannot take messages: PROBLEM: Function call failed/,
    break: ({ triggers }) => patch(triggers, 'uuid-of-events', { lastResult: 'PROBLEM: Function call failed' }),
  },
  {
    of: 'a schedule that is off',
    id: 'schedule/ApplySchedule',
    state: 'failed',
    seen: /^it is disabled, so its function does not run/,
    does: /^aws scheduler update-schedule --cli-input-json file:\/\/schedule\.json --region eu-central-1$/,
    break: ({ schedules }) => patch(schedules, 'ecs-medic-production-ApplySchedule-1A2B3C', { state: 'DISABLED' }),
  },
  {
    of: 'a heart that stands still',
    id: 'due',
    state: 'failed',
    seen: /^keep-watch last did all that was due 2 h ago/,
    does: /logs tail \/aws\/lambda\/ecs-medic-production-keep-watch/,
    break: ({ points }) => void points.set('Heartbeat', [{ at: NOW - 2 * HOUR, value: 5 }]),
  },
  {
    of: 'something that is due and not done',
    id: 'due',
    state: 'failed',
    seen: /^something has been due for 60 min/,
    async break({ store }) {
      const subject = { kind: 'service', cluster: 'production', name: 'orders' } as const;
      await store.writeRecord(await store.readRecord(subject), NOW - HOUR);
    },
  },
  {
    of: 'sweeps that stopped',
    id: 'sweep',
    state: 'failed',
    seen: /^the last sweep ended 5 h ago/,
    async break({ store }) {
      await store.writeWatch({ ...(await store.readWatch()), sweptAt: NOW - 5 * HOUR });
    },
  },
  {
    of: 'sweeps that see nothing',
    id: 'sweep',
    state: 'warning',
    seen: /^the last sweep, 3 min ago, saw no service$/,
    does: /^aws ecs list-clusters --region eu-central-1$/,
    async break({ store }) {
      await store.writeWatch({ ...(await store.readWatch()), services: 0 });
    },
  },
  {
    of: 'clusters that cannot be swept',
    id: 'sweep',
    state: 'warning',
    seen: /^services or clusters could not be looked at 4 times in the last hour/,
    break: ({ points }) => void points.set('SweepFailed', [{ at: NOW - 10 * MINUTE, value: 4 }]),
  },
  {
    of: 'a queue that is not subscribed',
    id: 'topic/alerts',
    state: 'failed',
    seen: /^the queue deliveries is not subscribed, so nothing reaches Slack/,
    does: /^aws sns subscribe --topic-arn \S+ --protocol sqs --notification-endpoint \S+DeliveriesQueue\S+ --attributes '\{"RawMessageDelivery":"true","RedrivePolicy":"[^']+DeadLetterQueue-1A2B3C[^']+"\}' --region/,
    break: ({ subscriptions }) => void subscriptions.set(topicArnOf('AlertsTopic'), []),
  },
  {
    of: 'an address that never confirmed',
    id: 'topic/alarms',
    state: 'failed',
    seen: /^e-mail o…@example\.com has not confirmed its subscription and gets nothing$/,
    does: /--protocol email --notification-endpoint ops@example\.com --region eu-central-1$/,
    break: ({ subscriptions }) =>
      void subscriptions.set(topicArnOf('AlarmsTopic'), [
        { protocol: 'email', endpoint: 'ops@example.com', isConfirmed: false },
      ]),
  },
  {
    of: 'alarms that nobody hears',
    id: 'topic/alarms',
    state: 'warning',
    seen: /^nobody hears when ecs-medic itself is in trouble$/,
    break: ({ subscriptions }) => void subscriptions.set(topicArnOf('AlarmsTopic'), []),
  },
  {
    of: 'a credential that is not there',
    id: 'slack',
    state: 'failed',
    seen: /^the parameter \/ecs-medic\/slack does not exist; a bot, to #alerts$/,
    does: new RegExp(`^aws ssm put-parameter --name ${SECRET} --type SecureString --value "\\$SLACK_SECRET" --region`),
    break: (world) => void Object.assign(world, { secret: 'missing' }),
  },
  {
    of: 'a credential that is about to go',
    id: 'slack',
    state: 'failed',
    seen: /is marked for deletion/,
    does: /restore-secret/,
    break: (world) => void Object.assign(world, { secret: 'being-deleted' }),
  },
  {
    of: 'alerts that go to a server of a test',
    id: 'slack',
    state: 'warning',
    seen: /^alerts go to http:\/\/127\.0\.0\.1:8080 instead of Slack/,
    break({ functions }) {
      const name = functionNameOf('deliver-alerts');
      patch(functions, name, {
        environment: known({ ...environmentIn(functions), ECS_MEDIC_SLACK_ENDPOINT: 'http://127.0.0.1:8080' }),
      });
    },
  },
  {
    of: 'alerts that reach nobody',
    id: 'slack',
    state: 'failed',
    seen: /^not set up, and nothing else is subscribed: alerts reach nobody$/,
    break({ functions }) {
      const name = functionNameOf('deliver-alerts');
      const { ECS_MEDIC_DEPLOYMENT = '', ECS_MEDIC_TABLE = '' } = environmentIn(functions);
      patch(functions, name, { environment: known({ ECS_MEDIC_DEPLOYMENT, ECS_MEDIC_TABLE }) });
    },
  },
  {
    of: 'messages that Slack refuses for an hour',
    id: 'deliveries',
    state: 'failed',
    seen: /^2 messages to #alerts wait for another try, failing for 60 min, 7 attempts; none was given up; the last message/,
    does: /logs tail \/aws\/lambda\/ecs-medic-production-deliver-alerts/,
    async break({ store }) {
      for (const [thread, attempts] of [
        ['production/orders#1', 7],
        ['production/web#1', 2],
      ] as const)
        await store.writeDelivery(
          { ...newDelivery({ channel: '#alerts', thread }), attempts, failingSince: NOW - HOUR },
          NOW + MINUTE,
        );
    },
  },
  {
    of: 'messages that were given up',
    id: 'deliveries',
    state: 'failed',
    seen: /^1 message was given up \(#gone: 1 because of channel_not_found\); no message waits/,
    does: /^ecs-medic redrive --stack ecs-medic-production --region eu-central-1$/,
    async break({ store }) {
      const dead = { at: NOW - HOUR, because: 'channel_not_found' };
      await store.writeDelivery({ ...newDelivery({ channel: '#gone', thread: 'c/s#1' }), dead }, undefined);
    },
  },
  {
    of: 'a channel that never got a message',
    id: 'deliveries',
    state: 'warning',
    seen: /^nothing was ever sent to #alerts/,
    does: /^ecs-medic send-test --stack ecs-medic-production --region eu-central-1$/,
    async break({ store }) {
      await store.writeChannel({ ...(await store.readChannel('#alerts')), nextPostAt: 0 });
    },
  },
  {
    of: 'a switch that is off',
    id: 'switch',
    state: 'warning',
    seen: /^off: no service is put to zero/,
    does: new RegExp(`^aws ssm put-parameter --name ${SWITCH} --value on --overwrite --region eu-central-1$`),
    break: ({ switches }) => void switches.set(SWITCH, 'off'),
  },
  {
    of: 'a switch that nobody can read',
    id: 'switch',
    state: 'failed',
    seen: /^expected on or off, got "of"/,
    break: ({ switches }) => void switches.set(SWITCH, 'of'),
  },
  {
    of: 'schedules that cannot be followed',
    id: 'followed',
    state: 'warning',
    seen: /^schedules could not be followed 2 times in the last hour/,
    break: ({ points }) => void points.set('SchedulesFailed', [{ at: NOW - 10 * MINUTE, value: 2 }]),
  },
  {
    of: 'a table without its index',
    id: 'table',
    state: 'failed',
    seen: /^its index due is missing; it is active$/,
    break: ({ tables }) => patch(tables, 'ecs-medic-production-Table-1A2B3C', { indexes: new Map() }),
  },
  {
    of: 'an alarm that goes',
    id: 'alarm/ecs-medic-production-SweepAlarm-1A2B3C',
    state: 'failed',
    seen: /^in alarm for 2 h: 1 datapoint was greater$/,
    does: /describe-alarm-history --alarm-name ecs-medic-production-SweepAlarm-1A2B3C/,
    break: ({ alarms }) =>
      patch(alarms, 'ecs-medic-production-SweepAlarm-1A2B3C', {
        state: 'ALARM',
        since: NOW - 2 * HOUR,
        reason: '1 datapoint was greater',
        description: 'Services cannot be looked at',
      }),
  },
  {
    of: 'an alarm that may tell nobody',
    id: 'alarm/ecs-medic-production-SweepAlarm-1A2B3C',
    state: 'warning',
    seen: /^its actions are switched off/,
    does: /enable-alarm-actions --alarm-names ecs-medic-production-SweepAlarm-1A2B3C/,
    break: ({ alarms }) => patch(alarms, 'ecs-medic-production-SweepAlarm-1A2B3C', { actionsEnabled: false }),
  },
];

describe('the examination of a deployment', () => {
  it('finds nothing in one that is well, and tells of every part what was seen', async () => {
    const parts = await examine(await wellWorld());
    expect(notWell(parts)).toEqual([]);
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
    expect(parts.filter(({ fixes, commands }) => fixes.length + commands.length > 0)).toEqual([]);
    const seen = new Map(parts.map(({ id, seen: text }) => [id, text]));
    expect(seen.get('events')).toBe('the last event was taken in 30 min ago');
    expect(seen.get('sweep')).toBe('the last sweep ended 3 min ago and saw 12 services');
    expect(seen.get('deliveries')).toContain('the last message to #alerts was sent 2 h ago');
    expect(seen.get('mode/apply-schedules')).toBe('enforce: changes services that are tagged for it');
    expect(seen.get('slack')).toContain('its value was not read');
    expect(seen.get('alarms')).toBe('2 alarms quiet');
  });

  it.each(FAULTS)('finds $of, and only that', async (fault) => {
    const deployed = await wellWorld();
    await fault.break(deployed.world);
    const found = notWell(await examine(deployed));
    expect(found.map(({ id, state }) => [id, state])).toEqual([[fault.id, fault.state]]);
    const [{ seen = '', fixes = [], commands = [] } = {}] = found;
    expect(seen).toMatch(fault.seen);
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) expect(fix).toMatch(/[.?]$/);
    if (fault.does !== undefined) expect(commands).toContainEqual(expect.stringMatching(fault.does));
  });

  it('does not look further into a function that is gone', async () => {
    const deployed = await wellWorld();
    deployed.functions.delete(functionNameOf('deliver-alerts'));
    const found = notWell(await examine(deployed));
    expect(found.map(({ id, state }) => [id, state])).toEqual([
      ['function/deliver-alerts', 'failed'],
      ['slack', 'not-checked'],
    ]);
  });

  it('lets alerts go by e-mail alone', async () => {
    const deployed = await wellWorld();
    const name = functionNameOf('deliver-alerts');
    const { ECS_MEDIC_DEPLOYMENT = '', ECS_MEDIC_TABLE = '' } = environmentIn(deployed.functions);
    patch(deployed.functions, name, { environment: known({ ECS_MEDIC_DEPLOYMENT, ECS_MEDIC_TABLE }) });
    const topic = topicArnOf('AlertsTopic');
    deployed.subscriptions.set(topic, [
      ...(deployed.subscriptions.get(topic) ?? []),
      { protocol: 'email', endpoint: 'team@example.com', isConfirmed: true },
    ]);
    const parts = await examine(deployed);
    expect(notWell(parts)).toEqual([]);
    expect(parts.find(({ id }) => id === 'slack')?.seen).toMatch(/not set up: alerts go to what is subscribed/);
  });

  it('looks at the channel of a webhook by its own name', async () => {
    const deployed = await wellWorld();
    const { ECS_MEDIC_DEPLOYMENT = '', ECS_MEDIC_TABLE = '' } = environmentIn(deployed.functions);
    const ECS_MEDIC_SLACK_WEBHOOK_SECRET = 'secretsmanager:slack:url';
    patch(deployed.functions, functionNameOf('deliver-alerts'), {
      environment: known({ ECS_MEDIC_DEPLOYMENT, ECS_MEDIC_TABLE, ECS_MEDIC_SLACK_WEBHOOK_SECRET }),
    });
    const { store } = deployed;
    await store.writeChannel({ ...(await store.readChannel('webhook')), nextPostAt: NOW - HOUR });
    const parts = await examine(deployed);
    expect(notWell(parts)).toEqual([]);
    expect(parts.find(({ id }) => id === 'deliveries')?.seen).toContain(
      'the last message to webhook was sent 60 min ago',
    );
    expect(parts.find(({ id }) => id === 'slack')?.seen).toMatch(/^a webhook; the secret slack is there/);
    expect(deployed.asked).toContain('secretsmanager:DescribeSecret');
  });

  it('does not take settings that it cannot read for wrong ones', async () => {
    const deployed = await wellWorld();
    patch(deployed.functions, functionNameOf('deliver-alerts'), {
      environment: unavailable('its settings could not be read: AccessDeniedException: kms:Decrypt'),
    });
    const found = notWell(await examine(deployed));
    expect(found.map(({ id, state }) => [id, state])).toEqual([
      ['function/deliver-alerts', 'not-checked'],
      ['slack', 'not-checked'],
    ]);
    for (const { seen } of found) expect(seen).toContain('kms:Decrypt');
  });

  it('is patient with a deployment of some minutes', async () => {
    const deployed = deployedWorld();
    Object.assign(deployed.world.stack, { createdAt: NOW - 5 * MINUTE, updatedAt: NOW - 5 * MINUTE });
    deployed.points.clear();
    for (const [name, alarm] of deployed.alarms) deployed.alarms.set(name, { ...alarm, state: 'INSUFFICIENT_DATA' });
    const parts = await examine(deployed);
    expect(parts.filter(({ state }) => state === 'failed' || state === 'not-checked')).toEqual([]);
    expect(notWell(parts).map(({ id }) => id)).toEqual([
      'events',
      'deliveries',
      'function/keep-watch',
      'due',
      'sweep',
      'function/act-on-incidents',
      'function/apply-schedules',
      'alarms',
    ]);
  });

  it('is not patient with an old one of the same kind', async () => {
    const deployed = deployedWorld();
    deployed.points.clear();
    const failed = (await examine(deployed)).filter(({ state }) => state === 'failed').map(({ id }) => id);
    expect(failed).toEqual([
      'function/keep-watch',
      'due',
      'sweep',
      'function/act-on-incidents',
      'function/apply-schedules',
    ]);
  });

  it('says of a stack without anything of ours that it is none', async () => {
    const deployed = deployedWorld();
    Object.assign(deployed.world.stack, {
      resources: [{ logicalId: 'Bucket', type: 'AWS::S3::Bucket', physicalId: 'b' }],
    });
    expect(await examineDeployment(deployed.ports)).toEqual({
      kind: 'problem',
      sentence: expect.stringMatching(/ecs-medic-production has nothing of ecs-medic in it/),
    });
  });
});

describe('an examination by somebody who may not read everything', () => {
  const actions = [
    'events:DescribeRule',
    'sqs:GetQueueAttributes',
    'lambda:GetFunctionConfiguration',
    'lambda:GetFunctionConcurrency',
    'lambda:GetEventSourceMapping',
    'scheduler:GetSchedule',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:GetMetricData',
    'dynamodb:DescribeTable',
    'dynamodb:Query',
    'sns:ListSubscriptionsByTopic',
    'ssm:GetParameter',
    'ssm:DescribeParameters',
  ];

  it.each(actions)('without %s checks the rest, and says ok of nothing that hangs on it', async (action) => {
    const deployed = await wellWorld();
    deployed.denied.add(action);
    const parts = await examine(deployed);
    const found = notWell(parts);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ state }) => state))).toEqual(new Set(['not-checked']));
    for (const { seen, id } of found)
      expect([id, seen]).toEqual([id, expect.stringMatching(new RegExp(`add ${action} |settings cannot be used`))]);
    expect(parts.length - found.length).toBeGreaterThan(10);
  });

  it('says ok of nothing at all without any', async () => {
    const deployed = await wellWorld();
    for (const action of actions) deployed.denied.add(action);
    const parts = await examine(deployed);
    expect(parts.filter(({ state }) => state !== 'not-checked').map(({ id }) => id)).toEqual(['stack']);
  });

  it('finds what is broken all the same', async () => {
    const deployed = await wellWorld();
    deployed.denied.add('cloudwatch:GetMetricData');
    patch(deployed.queues, queueUrlOf('EventsDeadLetterQueue'), { waiting: 2 });
    expect((await examine(deployed)).filter(({ state }) => state === 'failed').map(({ id }) => id)).toEqual([
      'dead-letters/events',
    ]);
  });
});

describe('the report of an examination', () => {
  it('has the form of its schema, whatever was found, and hides what is secret', async () => {
    const schema = JSON.parse(readFileSync('docs/doctor.schema.json', 'utf8'));
    const validate = new Ajv({ strict: true }).compile(schema);
    const deployed = await wellWorld();
    deployed.denied.add('sqs:GetQueueAttributes');
    deployed.switches.set(SWITCH, 'off');
    patch(deployed.alarms, 'ecs-medic-production-SweepAlarm-1A2B3C', {
      state: 'ALARM',
      reason: 'password=hunter2hunter2 in a reason',
    });
    const report = examinationReport(deployed.ports.place, NOW, await examine(deployed));
    expect(validate(JSON.parse(JSON.stringify(report))) ? [] : validate.errors).toEqual([]);
    expect(report.counts).toMatchObject({ warning: 1, failed: 1 });
    expect(report.counts['not-checked']).toBeGreaterThan(6);
    expect(JSON.stringify(report)).not.toContain('hunter2');
    expect(report.parts.map(({ id }) => id)).toEqual((await examine(deployed)).map(({ id }) => id));
  });
});

describe('the page about doctor', () => {
  const page = readFileSync('docs/doctor.md', 'utf8');
  const cellsOf = (pattern: RegExp): readonly string[] => [...page.matchAll(pattern)].map(([, cell = '']) => cell);

  it('names every action of the policy, and no other', () => {
    expect([...cellsOf(/^\| `([a-z]+:[A-Z]\w+)` \|/gm)].sort()).toEqual([...DOCTOR_ACTIONS].sort());
  });

  it('names every kind of part', async () => {
    const deployed = await wellWorld();
    const kinds = (await examine(deployed)).map(({ id }) => (id.includes('topic/') ? id : id.replace(/\/.*/, '/…')));
    const named = [...page.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => cell.split(', '));
    expect([...new Set(kinds)].filter((kind) => !named.includes(`\`${kind}\``))).toEqual([]);
  });
});

describe('the policy of an examination', () => {
  it('reads one deployment only where AWS can bind an action to a resource', () => {
    const { Statement } = doctorPolicy({ stack: 'ecs-medic-production', region: 'eu-central-1' });
    const everywhere = Statement.filter(({ Resource }) => Resource.includes('*')).flatMap(({ Action }) => Action);
    expect(everywhere).toEqual(['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData', 'ssm:DescribeParameters']);
    for (const { Action } of Statement)
      for (const action of Action) expect(action).toMatch(/:(?:Describe|Get|List|Query)/);
    expect(Statement.flatMap(({ Action }) => Action)).not.toContain('secretsmanager:GetSecretValue');
  });
});
