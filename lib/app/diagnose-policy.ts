/** What an action is allowed on. `all`: AWS binds it to no resource; `cluster-key`: to none, but to a cluster by its key. */
type Place =
  | 'all'
  | 'cluster-key'
  | 'cluster'
  | 'service'
  | 'service-revision'
  | 'task'
  | 'container-instance'
  | 'log-stream';

interface Grant {
  readonly on: Place;
  readonly why: string;
}

const GRANTS = {
  'ecs:DescribeServices': { on: 'service', why: 'counts, deployments, messages and load balancers of a service' },
  'ecs:ListTasks': { on: 'cluster-key', why: 'which tasks run and which have stopped' },
  'ecs:DescribeTasks': { on: 'task', why: 'why tasks stopped: stop codes, reasons, exit codes' },
  'ecs:DescribeTaskDefinition': { on: 'all', why: 'the failing revision, the last good one, and where containers log' },
  'ecs:ListServiceDeployments': { on: 'service', why: 'the deployment before that succeeded' },
  'ecs:DescribeServiceRevisions': { on: 'service-revision', why: 'the task definition of that deployment' },
  'logs:GetLogEvents': { on: 'log-stream', why: 'what the container that failed wrote' },
  'elasticloadbalancing:DescribeTargetGroups': { on: 'all', why: 'which port and path the load balancer checks' },
  'elasticloadbalancing:DescribeTargetHealth': { on: 'all', why: 'what the checks of the load balancer say' },
  'ecs:ListContainerInstances': { on: 'cluster', why: 'the capacity of a cluster of EC2 instances' },
  'ecs:DescribeContainerInstances': { on: 'container-instance', why: 'CPU, memory and ports that are left on them' },
  'ecs:ListServices': { on: 'cluster-key', why: 'the services of a cluster, and near names of a mistyped one' },
  'ecs:ListClusters': { on: 'all', why: 'near names of a mistyped cluster' },
} as const satisfies Readonly<Record<string, Grant>>;

/** An IAM action that a diagnosis may need. Readers can ask for no other. */
export type DiagnoseAction = keyof typeof GRANTS;

export const DIAGNOSE_ACTIONS = Object.keys(GRANTS) as readonly DiagnoseAction[];

/** What a diagnosis needs an action for. */
export const reasonFor = (action: DiagnoseAction): string => GRANTS[action].why;

export interface PolicyScope {
  /** Name of the one cluster; all of them without. */
  readonly cluster?: string;
  /** Name of the Region; all of them without. */
  readonly region?: string;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly DiagnoseAction[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly ArnLike: { readonly 'ecs:cluster': string } };
}

/** The least that a diagnosis needs, as an IAM policy: it reads, and reads nothing else. */
export function diagnosePolicy({ cluster = '*', region }: PolicyScope): PolicyDocument {
  const ecs = `arn:${partitionOf(region)}:ecs:${region ?? '*'}:*`;
  const on = (...places: readonly Place[]): readonly DiagnoseAction[] =>
    DIAGNOSE_ACTIONS.filter((action) => places.includes(GRANTS[action].on));
  const kinds = ['service', 'service-revision', 'task', 'container-instance'] as const;
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'ReadWhatNoResourceBounds', Effect: 'Allow', Action: on('all'), Resource: '*' },
      {
        Sid: 'ListInCluster',
        Effect: 'Allow',
        Action: on('cluster-key'),
        Resource: '*',
        Condition: { ArnLike: { 'ecs:cluster': `${ecs}:cluster/${cluster}` } },
      },
      {
        Sid: 'ReadCluster',
        Effect: 'Allow',
        Action: on('cluster', ...kinds),
        Resource: [`${ecs}:cluster/${cluster}`, ...kinds.map((kind) => `${ecs}:${kind}/${cluster}/*`)],
      },
      {
        Sid: 'ReadLogs',
        Effect: 'Allow',
        Action: on('log-stream'),
        Resource: `arn:${partitionOf(region)}:logs:${region ?? '*'}:*:log-group:*:log-stream:*`,
      },
    ],
  };
}

const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
];

const partitionOf = (region = ''): string => PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
