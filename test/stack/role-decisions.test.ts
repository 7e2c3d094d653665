import { runSimulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT, policiesOfRoles, REGION } from './resolved-stack';

const CLUSTER = 'production';
const observing = policiesOfRoles({ Clusters: `${CLUSTER},staging` });
const enforcing = policiesOfRoles({ Clusters: `${CLUSTER},staging`, Actions: 'enforce', Schedules: 'enforce' });
const ACTING = 'ActOnIncidentsRole';
const SCHEDULING = 'ApplySchedulesRole';

interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** What IAM says to a request, by an evaluator that knows which resources and condition keys each action takes. */
async function decisionOf(roles: typeof observing, role: string, asked: Asked): Promise<string> {
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        action: asked.action,
        resource: { resource: asked.resource, accountId: asked.resource.split(':')[4] || ACCOUNT },
        contextVariables: { 'aws:RequestedRegion': REGION, ...asked.context },
      },
      identityPolicies: [...(roles.get(role) ?? [])],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (answer.resultType === 'error') throw new Error(`the evaluator refuses the question: ${JSON.stringify(answer)}`);
  return answer.overallResult;
}

const arn = (kind: string, cluster = CLUSTER, account = ACCOUNT, region = REGION): string =>
  `arn:aws:ecs:${region}:${account}:${kind}/${cluster}`;
const service = (cluster?: string, account?: string, region?: string): string =>
  `${arn('service', cluster, account, region)}/orders-api`;
const inCluster = (cluster = CLUSTER): Readonly<Record<string, string>> => ({ 'ecs:cluster': arn('cluster', cluster) });
const tagged = (name: string, value = 'allow'): Readonly<Record<string, string>> => ({
  ...inCluster(),
  [`aws:ResourceTag/ecs-medic:${name}`]: value,
});
const update = (context: Readonly<Record<string, string>>, resource = service()): Asked => ({
  action: 'ecs:UpdateService',
  resource,
  context,
});
const NIGHTS = 'mon-fri 08:00-19:00 Europe/Berlin';
const target = `arn:aws:application-autoscaling:${REGION}:${ACCOUNT}:scalable-target/0ec5abcdef`;
const suspend = (namespace: string, dimension: string): Asked => ({
  action: 'application-autoscaling:RegisterScalableTarget',
  resource: target,
  context: {
    'application-autoscaling:service-namespace': namespace,
    'application-autoscaling:scalable-dimension': dimension,
  },
});
const deployment = `${arn('service-deployment')}/orders-api/0123456789abcdef`;
const rollBack = (resource: string, context = inCluster()): Asked => ({
  action: 'ecs:StopServiceDeployment',
  resource,
  context,
});

describe('where actions are enforced, the function that acts on incidents', () => {
  it.each<[string, Asked]>([
    ['scale a service that allows it', update(tagged('scale-to-zero'))],
    [
      'scale one in another watched cluster',
      update({ ...tagged('scale-to-zero'), 'ecs:cluster': arn('cluster', 'staging') }, service('staging')),
    ],
    ['roll a service back that allows it', rollBack(service(), tagged('roll-back'))],
    ['end the deployment of that service', rollBack(deployment)],
    ['suspend the auto scaling of a service', suspend('ecs', 'ecs:service:DesiredCount')],
  ])('may %s', async (_what, asked) => {
    expect(await decisionOf(enforcing, ACTING, asked)).toBe('Allowed');
  });

  it.each<[string, Asked]>([
    ['scale a service without a tag', update(inCluster())],
    ['scale a service that says no', update(tagged('scale-to-zero', 'deny'))],
    ['scale a service that says Allow', update(tagged('scale-to-zero', 'Allow'))],
    ['scale a service that only allows to be rolled back', update(tagged('roll-back'))],
    ['scale a service that only has a schedule', update(tagged('schedule', NIGHTS))],
    [
      'scale a service of another cluster',
      update({ ...tagged('scale-to-zero'), ...inCluster('secret') }, service('secret')),
    ],
    [
      'scale a service whose cluster only begins with the same name',
      update({ ...tagged('scale-to-zero'), ...inCluster('production-2') }, service('production-2')),
    ],
    [
      'scale a service in another Region',
      update(
        { ...tagged('scale-to-zero'), 'aws:RequestedRegion': 'us-east-1' },
        service(CLUSTER, ACCOUNT, 'us-east-1'),
      ),
    ],
    ['open a shell by an update', update({ ...tagged('scale-to-zero'), 'ecs:enable-execute-command': 'true' })],
    ['roll a service back without the tag', rollBack(service())],
    ['roll a service back that only allows to be scaled', rollBack(service(), tagged('scale-to-zero'))],
    [
      'end a deployment of another cluster',
      rollBack(`${arn('service-deployment', 'secret')}/orders-api/1`, inCluster('secret')),
    ],
    ['touch the scaling of a table', suspend('dynamodb', 'dynamodb:table:ReadCapacityUnits')],
  ])('may not %s', async (_what, asked) => {
    expect(await decisionOf(enforcing, ACTING, asked)).not.toBe('Allowed');
  });
});

describe('where schedules are enforced, the function that applies them', () => {
  it('may scale a service with a schedule, and suspend what scales it', async () => {
    expect(await decisionOf(enforcing, SCHEDULING, update(tagged('schedule', NIGHTS)))).toBe('Allowed');
    const override = tagged('schedule-override', 'up until 2026-12-01 22:00');
    expect(await decisionOf(enforcing, SCHEDULING, update(override))).toBe('Allowed');
    expect(await decisionOf(enforcing, SCHEDULING, suspend('ecs', 'ecs:service:DesiredCount'))).toBe('Allowed');
  });

  it.each<[string, Asked]>([
    ['scale a service without a schedule', update(tagged('scale-to-zero'))],
    ['scale a service whose schedule is empty', update(tagged('schedule', ''))],
    ['roll anything back', rollBack(service(), { ...tagged('roll-back'), ...tagged('schedule', NIGHTS) })],
    ['end a deployment', rollBack(deployment)],
  ])('may not %s', async (_what, asked) => {
    expect(await decisionOf(enforcing, SCHEDULING, asked)).not.toBe('Allowed');
  });
});

const CHANGES: readonly Asked[] = [
  update({ ...tagged('scale-to-zero'), ...tagged('roll-back'), ...tagged('schedule', NIGHTS) }),
  rollBack(service(), { ...tagged('roll-back'), ...tagged('schedule', NIGHTS) }),
  rollBack(deployment),
  suspend('ecs', 'ecs:service:DesiredCount'),
];

it('lets nobody change anything while it only observes', async () => {
  expect(observing.size).toBe(7);
  for (const role of observing.keys())
    for (const asked of CHANGES) expect(await decisionOf(observing, role, asked)).toMatch(/Denied$/);
});

it('lets only the two functions change anything where it is enforced', async () => {
  for (const role of enforcing.keys()) {
    if (role === ACTING || role === SCHEDULING) continue;
    for (const asked of CHANGES) expect(await decisionOf(enforcing, role, asked)).toMatch(/Denied$/);
  }
});

describe.each([...enforcing.keys()])('%s', (role) => {
  const allTags = { ...tagged('scale-to-zero'), ...tagged('roll-back'), ...tagged('schedule', NIGHTS) };
  it.each<[string, Asked]>([
    ['deletes a service', { action: 'ecs:DeleteService', resource: service(), context: allTags }],
    ['creates a service', { action: 'ecs:CreateService', resource: service(), context: inCluster() }],
    ['opens a shell', { action: 'ecs:ExecuteCommand', resource: `${arn('task')}/1`, context: inCluster() }],
    ['stops a task', { action: 'ecs:StopTask', resource: `${arn('task')}/1`, context: inCluster() }],
    [
      'runs a task',
      {
        action: 'ecs:RunTask',
        resource: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/app:1`,
        context: inCluster(),
      },
    ],
    [
      'registers a task definition',
      { action: 'ecs:RegisterTaskDefinition', resource: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/app:1` },
    ],
    ['hands over a role', { action: 'iam:PassRole', resource: `arn:aws:iam::${ACCOUNT}:role/admin` }],
    ['takes another role', { action: 'sts:AssumeRole', resource: `arn:aws:iam::${ACCOUNT}:role/admin` }],
    [
      'turns the switch',
      { action: 'ssm:PutParameter', resource: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/ecs-medic/actions` },
    ],
    [
      'removes what scales a service',
      { action: 'application-autoscaling:DeregisterScalableTarget', resource: target, context: {} },
    ],
  ])('never %s', async (_what, asked) => {
    expect(await decisionOf(enforcing, role, asked)).not.toBe('Allowed');
  });
});

it.each([ACTING, SCHEDULING])('lets %s read what its decisions need', async (role) => {
  const reads: readonly Asked[] = [
    { action: 'ecs:DescribeServices', resource: service(), context: inCluster() },
    { action: 'ecs:ListServiceDeployments', resource: service(), context: inCluster() },
    { action: 'ecs:DescribeServiceDeployments', resource: service(), context: inCluster() },
    { action: 'ecs:DescribeServiceDeployments', resource: deployment, context: inCluster() },
    { action: 'ecs:DescribeServiceRevisions', resource: service(), context: inCluster() },
    {
      action: 'ecs:DescribeServiceRevisions',
      resource: `${arn('service-revision')}/orders-api/1`,
      context: inCluster(),
    },
    { action: 'ecs:ListTasks', resource: '*', context: inCluster() },
    { action: 'ecs:DescribeTasks', resource: `${arn('task')}/1`, context: inCluster() },
    { action: 'ecs:GetTaskProtection', resource: `${arn('task')}/1`, context: inCluster() },
    { action: 'elasticloadbalancing:DescribeTargetHealth', resource: '*' },
    { action: 'application-autoscaling:DescribeScalableTargets', resource: '*' },
    {
      action: 'ssm:GetParameter',
      resource: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/ecs-medic/actions`,
    },
  ];
  for (const asked of reads)
    expect([asked.action, asked.resource, await decisionOf(observing, role, asked)]).toEqual([
      asked.action,
      asked.resource,
      'Allowed',
    ]);
  const other = { action: 'ecs:DescribeServices', resource: service('secret'), context: inCluster('secret') };
  expect(await decisionOf(observing, role, other)).toBe('ImplicitlyDenied');
});
