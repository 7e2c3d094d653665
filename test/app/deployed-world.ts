import { FUNCTION_PARTS, QUEUE_PARTS, SCHEDULE_AREAS } from '../../lib/app/doctor-parts';
import type { DoctorPorts, Point, Series } from '../../lib/app/doctor-ports';
import type {
  DeployedAlarm,
  DeployedFunction,
  DeployedQueue,
  DeployedRule,
  DeployedSchedule,
  DeployedSubscription,
  DeployedTable,
  DeployedTrigger,
  StackResource,
} from '../../lib/domain/doctor/deployed-parts';
import { known, type Read, unavailable } from '../../lib/domain/read';
import { settingsOf } from '../../lib/live-doctor';
import { memoryStore } from '../../lib/memory/memory-store';

export const NOW = Date.parse('2026-11-25T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const STACK = 'ecs-medic-production';
const REGION = 'eu-central-1';
const ACCOUNT = '111122223333';

const RULES = ['TaskStopsRule', 'DeploymentsRule', 'ServiceActionsRule', 'ContainerInstancesRule'];
const ALARMS = ['HeartbeatAlarm', 'SweepAlarm'];

const nameOf = (logicalId: string): string => `${STACK}-${logicalId}-1A2B3C`;
const arnOf = (service: string, name: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
export const queueUrlOf = (logicalId: string): string =>
  `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${nameOf(logicalId)}`;
export const queueArnOf = (logicalId: string): string => arnOf('sqs', nameOf(logicalId));
export const topicArnOf = (logicalId: string): string => arnOf('sns', nameOf(logicalId));
export const functionNameOf = (handler: string): string => `${STACK}-${handler}`;
export const SWITCH = `/${STACK}/actions`;
export const SECRET = '/ecs-medic/slack';

const common = {
  ECS_MEDIC_DEPLOYMENT: STACK,
  ECS_MEDIC_TABLE: nameOf('Table'),
  ECS_MEDIC_ALERTS_TOPIC_ARN: topicArnOf('AlertsTopic'),
  ECS_MEDIC_CLUSTERS: '*',
};
const ENVIRONMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'respond-to-ecs-events': { ...common, ECS_MEDIC_LOOK_AGAIN_QUEUE_URL: queueUrlOf('LookAgainQueue') },
  'explain-incidents': { ...common, ECS_MEDIC_LOG_GROUPS: '/ecs/*' },
  'deliver-alerts': {
    ECS_MEDIC_DEPLOYMENT: STACK,
    ECS_MEDIC_TABLE: nameOf('Table'),
    ECS_MEDIC_SLACK_BOT_TOKEN_SECRET: `ssm:${SECRET}`,
    ECS_MEDIC_SLACK_CHANNEL: '#alerts',
  },
  'keep-watch': {
    ...common,
    ECS_MEDIC_LOOK_AGAIN_QUEUE_URL: queueUrlOf('LookAgainQueue'),
    ECS_MEDIC_DELIVERIES_QUEUE_URL: queueUrlOf('DeliveriesQueue'),
  },
  'act-on-incidents': { ...common, ECS_MEDIC_ACTIONS: 'observe', ECS_MEDIC_ACTIONS_SWITCH: SWITCH },
  'apply-schedules': { ...common, ECS_MEDIC_SCHEDULES: 'enforce', ECS_MEDIC_ACTIONS_SWITCH: SWITCH },
};

const seriesName = (series: Series): string =>
  series.of === 'ecs-medic' ? series.metric : `${series.name} ${series.metric}`;

/** A deployment that is well in every part, for a test to break. What is not in a map is gone from AWS. */
export function deployedWorld() {
  const store = memoryStore(() => NOW);
  const resources: StackResource[] = [
    ...RULES.map((logicalId) => ({ logicalId, type: 'AWS::Events::Rule', physicalId: nameOf(logicalId) })),
    ...QUEUE_PARTS.flatMap(({ queue, deadLetters }) => [queue, deadLetters]).map((logicalId) => ({
      logicalId,
      type: 'AWS::SQS::Queue',
      physicalId: queueUrlOf(logicalId),
    })),
    ...QUEUE_PARTS.map(({ trigger, name }) => ({
      logicalId: trigger,
      type: 'AWS::Lambda::EventSourceMapping',
      physicalId: `uuid-of-${name}`,
    })),
    ...FUNCTION_PARTS.map(({ logicalId, handler }) => ({
      logicalId,
      type: 'AWS::Lambda::Function',
      physicalId: functionNameOf(handler),
    })),
    ...Object.keys(SCHEDULE_AREAS).map((logicalId) => ({
      logicalId,
      type: 'AWS::Scheduler::Schedule',
      physicalId: nameOf(logicalId),
    })),
    ...ALARMS.map((logicalId) => ({ logicalId, type: 'AWS::CloudWatch::Alarm', physicalId: nameOf(logicalId) })),
    ...['AlertsTopic', 'AlarmsTopic'].map((logicalId) => ({
      logicalId,
      type: 'AWS::SNS::Topic',
      physicalId: topicArnOf(logicalId),
    })),
    { logicalId: 'Table', type: 'AWS::DynamoDB::Table', physicalId: nameOf('Table') },
    { logicalId: 'ActionsSwitch', type: 'AWS::SSM::Parameter', physicalId: SWITCH },
  ];
  const namesOf = (type: string): readonly string[] =>
    resources.flatMap((one) => (one.type === type ? one.physicalId : []));
  const world = {
    store,
    stack: { status: 'UPDATE_COMPLETE', createdAt: NOW - 90 * DAY, updatedAt: NOW - DAY, resources },
    rules: new Map<string, DeployedRule>(
      namesOf('AWS::Events::Rule').map((name) => [name, { state: 'ENABLED', targets: [queueArnOf('EventsQueue')] }]),
    ),
    queues: new Map<string, DeployedQueue>(
      namesOf('AWS::SQS::Queue').map((url) => [
        url,
        { arn: arnOf('sqs', url.slice(url.lastIndexOf('/') + 1)), waiting: 0, hidden: 0, delayed: 0 },
      ]),
    ),
    functions: new Map<string, DeployedFunction>(
      FUNCTION_PARTS.map(({ handler }) => [
        functionNameOf(handler),
        { state: 'Active', lastUpdate: 'Successful', environment: known(ENVIRONMENTS[handler] ?? {}) },
      ]),
    ),
    reserved: new Map<string, number>(),
    triggers: new Map<string, DeployedTrigger>(
      QUEUE_PARTS.map(({ name }) => [`uuid-of-${name}`, { state: 'Enabled', lastResult: 'OK' }]),
    ),
    schedules: new Map<string, DeployedSchedule>(
      namesOf('AWS::Scheduler::Schedule').map((name) => [name, { state: 'ENABLED', expression: 'rate(1 minute)' }]),
    ),
    alarms: new Map<string, DeployedAlarm>(
      namesOf('AWS::CloudWatch::Alarm').map((name) => [name, { name, state: 'OK', actionsEnabled: true }]),
    ),
    tables: new Map<string, DeployedTable>([
      [nameOf('Table'), { state: 'ACTIVE', indexes: new Map([['due', 'ACTIVE']]) }],
    ]),
    subscriptions: new Map<string, readonly DeployedSubscription[]>([
      [topicArnOf('AlertsTopic'), [{ protocol: 'sqs', endpoint: queueArnOf('DeliveriesQueue'), isConfirmed: true }]],
      [topicArnOf('AlarmsTopic'), [{ protocol: 'email', endpoint: 'ops@example.com', isConfirmed: true }]],
    ]),
    secret: 'there' as 'there' | 'missing' | 'being-deleted',
    switches: new Map([[SWITCH, 'on']]),
    /** Points by the name of the metric, of a function or queue behind its own name. */
    points: new Map<string, readonly Point[]>([
      ['EventsHandled', [{ at: NOW - 30 * MINUTE, value: 4 }]],
      ['Heartbeat', [{ at: NOW - 5 * MINUTE, value: 5 }]],
      ...FUNCTION_PARTS.map(({ handler }): [string, readonly Point[]] => [
        `${functionNameOf(handler)} Invocations`,
        [{ at: NOW - 5 * MINUTE, value: 5 }],
      ]),
    ]),
    /** IAM actions that the caller lacks. */
    denied: new Set<string>(),
  };
  const asked: string[] = [];

  /** Answers unless the action is denied; undefined is a thing that is gone. */
  const answer = async <T>(action: string, value: T | undefined): Promise<Read<T | 'missing'>> => {
    const refused = refusal(action);
    return refused ?? known<T | 'missing'>(value ?? 'missing');
  };
  const refusal = (action: string) => {
    asked.push(action);
    return world.denied.has(action)
      ? unavailable(`not allowed: add ${action} on it to the role of whoever runs this command`)
      : undefined;
  };

  const ports: DoctorPorts = {
    now: () => NOW,
    place: { stack: STACK, region: REGION },
    readStack: async () => world.stack,
    readRule: (name) => answer('events:DescribeRule', world.rules.get(name)),
    readQueue: (url) => answer('sqs:GetQueueAttributes', world.queues.get(url)),
    readFunction: (name) => answer('lambda:GetFunctionConfiguration', world.functions.get(name)),
    readReservedConcurrency: async (name) =>
      refusal('lambda:GetFunctionConcurrency') ?? known(world.reserved.get(name)),
    readTrigger: (uuid) => answer('lambda:GetEventSourceMapping', world.triggers.get(uuid)),
    readSchedule: (name) => answer('scheduler:GetSchedule', world.schedules.get(name)),
    readAlarms: async (names) =>
      refusal('cloudwatch:DescribeAlarms') ?? known(names.flatMap((name) => world.alarms.get(name) ?? [])),
    readTable: (name) => answer('dynamodb:DescribeTable', world.tables.get(name)),
    readSubscriptions: (arn) => answer('sns:ListSubscriptionsByTopic', world.subscriptions.get(arn)),
    readSecret: async ({ store: kept }) =>
      refusal(kept === 'ssm' ? 'ssm:DescribeParameters' : 'secretsmanager:DescribeSecret') ?? known(world.secret),
    readSwitch: (name) => answer('ssm:GetParameter', world.switches.get(name)),
    readMetrics: async (series, since) =>
      refusal('cloudwatch:GetMetricData') ??
      known(series.map((one) => (world.points.get(seriesName(one)) ?? []).filter(({ at }) => at >= since))),
    readStore: async (_, read) => refusal('dynamodb:Query') ?? known(await read(store)),
    settingsOf,
  };
  return { ...world, world, ports, asked };
}
