import type { DeploymentPlace } from '../domain/doctor/deployment-place';

interface Grant {
  /** Part of the ARN behind the account; `*` where AWS binds the action to no resource. */
  readonly on: (place: DeploymentPlace) => readonly string[];
  readonly why: string;
}

const everywhere = (): readonly string[] => ['*'];

/** Everything that a stack makes is named after it; what has a name of its own is named here. */
const GRANTS = {
  'cloudformation:DescribeStacks': {
    on: ({ stack, region }) => [arnOf('cloudformation', region, `stack/${stack}/*`)],
    why: 'the state of the stack',
  },
  'cloudformation:ListStackResources': {
    on: ({ stack, region }) => [arnOf('cloudformation', region, `stack/${stack}/*`)],
    why: 'what it is made of, by the names that AWS gave',
  },
  'events:DescribeRule': {
    on: ({ stack, region }) => [arnOf('events', region, `rule/${stack}-*`)],
    why: 'whether the rules are on',
  },
  'events:ListTargetsByRule': {
    on: ({ stack, region }) => [arnOf('events', region, `rule/${stack}-*`)],
    why: 'whether they lead to the queue',
  },
  'sqs:GetQueueAttributes': {
    on: ({ stack, region }) => [arnOf('sqs', region, `${stack}-*`)],
    why: 'how many messages wait, and how many were given up',
  },
  'lambda:GetFunctionConfiguration': {
    on: ({ stack, region }) => [arnOf('lambda', region, `function:${stack}-*`)],
    why: 'whether Lambda can run the functions, and what they were set to',
  },
  'lambda:GetFunctionConcurrency': {
    on: ({ stack, region }) => [arnOf('lambda', region, `function:${stack}-*`)],
    why: 'whether somebody throttled them',
  },
  'lambda:GetEventSourceMapping': {
    on: ({ region }) => [arnOf('lambda', region, 'event-source-mapping:*')],
    why: 'whether messages reach them',
  },
  'scheduler:GetSchedule': {
    on: ({ stack, region }) => [arnOf('scheduler', region, `schedule/default/${stack}-*`)],
    why: 'whether the schedules are on',
  },
  'cloudwatch:DescribeAlarms': { on: everywhere, why: 'what the alarms say' },
  'cloudwatch:GetMetricData': { on: everywhere, why: 'what was counted: events, runs, errors, heartbeats' },
  'dynamodb:DescribeTable': {
    on: ({ stack, region }) => [arnOf('dynamodb', region, `table/${stack}-*`)],
    why: 'the state of the table',
  },
  'dynamodb:GetItem': {
    on: ({ stack, region }) => [arnOf('dynamodb', region, `table/${stack}-*`)],
    why: 'the last sweep, the last message to a channel, what a channel is owed',
  },
  'dynamodb:Query': {
    on: ({ stack, region }) => [
      arnOf('dynamodb', region, `table/${stack}-*`),
      arnOf('dynamodb', region, `table/${stack}-*/index/*`),
    ],
    why: 'what is due, and what was given up',
  },
  'sns:ListSubscriptionsByTopic': {
    on: ({ stack, region }) => [arnOf('sns', region, `${stack}-*`)],
    why: 'who gets alerts and alarms, and who has not confirmed',
  },
  'ssm:GetParameter': {
    on: ({ stack, region }) => [arnOf('ssm', region, `parameter/${stack}/actions`)],
    why: 'what the switch for actions says',
  },
  'ssm:DescribeParameters': { on: everywhere, why: 'whether the credential for Slack is there, without its value' },
  'secretsmanager:DescribeSecret': {
    on: ({ region }) => [arnOf('secretsmanager', region, 'secret:*')],
    why: 'the same, where it is kept in Secrets Manager',
  },
} as const satisfies Readonly<Record<string, Grant>>;

/** An IAM action that an examination may need. Readers can ask for no other. */
export type DoctorAction = keyof typeof GRANTS;

export const DOCTOR_ACTIONS = Object.keys(GRANTS) as readonly DoctorAction[];

/** What an examination needs an action for. */
export const reasonForDoctor = (action: DoctorAction): string => GRANTS[action].why;

export interface DoctorPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Effect: 'Allow';
    readonly Action: readonly DoctorAction[];
    readonly Resource: readonly string[];
  }[];
}

/** The least that an examination needs, as an IAM policy: it reads, and reads no value of a secret. */
export function doctorPolicy(place: DeploymentPlace): DoctorPolicy {
  const actions = new Map<string, DoctorAction[]>();
  for (const action of DOCTOR_ACTIONS) {
    const key = JSON.stringify(GRANTS[action].on(place));
    actions.set(key, [...(actions.get(key) ?? []), action]);
  }
  return {
    Version: '2012-10-17',
    Statement: [...actions].map(([resources, Action]) => ({
      Effect: 'Allow',
      Action,
      Resource: JSON.parse(resources) as readonly string[],
    })),
  };
}

/** Of any partition and account: a policy allows nothing beyond the account that it stands in. */
const arnOf = (service: string, region: string, resource: string): string => `arn:*:${service}:${region}:*:${resource}`;
