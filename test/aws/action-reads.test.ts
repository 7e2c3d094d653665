import { actionReads } from '../../lib/aws/action-reads';
import { type Answer, answeringAccount, awsError, throws } from './answering-account';

const key = { cluster: 'production', service: 'orders-api' };
const arn = (kind: string, name: string) => `arn:aws-us-gov:ecs:us-gov-west-1:111122223333:${kind}/production/${name}`;
const SWITCH = '/ecs-medic-test/actions';

function opened(answers: Readonly<Record<string, Answer>>, options: { person?: true } = {}) {
  const account = answeringAccount(answers);
  const reads = actionReads(
    options.person === true ? account : { ...account, switchName: SWITCH, role: 'act-on-incidents' },
  );
  const inputs = (name: string) => account.calls.filter((call) => call.name === name).map(({ input }) => input);
  return { account, reads, inputs };
}

describe('the service', () => {
  const answered = (answer: object) => opened({ DescribeServices: () => answer }).reads.readServiceNow(key);

  it('comes with its tags, which are asked for', async () => {
    const { reads, inputs } = opened({
      DescribeServices: () => ({
        services: [
          {
            serviceName: 'orders-api',
            status: 'ACTIVE',
            desiredCount: 3,
            tags: [{ key: 'ecs-medic:scale-to-zero', value: 'allow' }],
          },
        ],
        failures: [],
      }),
    });
    expect(await reads.readServiceNow(key)).toMatchObject({
      state: 'known',
      value: { name: 'orders-api', desiredCount: 3, tags: new Map([['ecs-medic:scale-to-zero', 'allow']]) },
    });
    expect(inputs('DescribeServices')).toEqual([
      { cluster: 'production', services: ['orders-api'], include: ['TAGS'] },
    ]);
  });

  it('is absent where ECS says that it is missing, or was deleted', async () => {
    const absent = { state: 'known', value: 'absent' };
    const missing = { arn: arn('service', 'orders-api'), reason: 'MISSING' };
    expect(await answered({ services: [], failures: [missing] })).toEqual(absent);
    expect(await answered({ services: [{ serviceName: 'orders-api', status: 'INACTIVE' }] })).toEqual(absent);
  });

  it('is not absent where the answer tells neither', async () => {
    for (const answer of [{}, { services: [{}], failures: [] }, { services: [null] }])
      expect(await answered(answer)).toEqual({
        state: 'unavailable',
        reason: 'ecs:DescribeServices told neither of orders-api in cluster production nor that it is missing',
      });
  });

  it('is unavailable, with the permission to add', async () => {
    const denied = throws(
      awsError(
        'AccessDeniedException',
        'User: x is not authorized to perform: ecs:DescribeServices on resource: arn:s',
      ),
    );
    expect(await opened({ DescribeServices: denied }).reads.readServiceNow(key)).toEqual({
      state: 'unavailable',
      reason: 'not allowed: add ecs:DescribeServices on arn:s to the role of act-on-incidents',
    });
    expect(await opened({ DescribeServices: denied }, { person: true }).reads.readServiceNow(key)).toEqual({
      state: 'unavailable',
      reason: 'not allowed: add ecs:DescribeServices on arn:s to the role of whoever runs this command',
    });
  });

  it('lets a fault of our own through', async () => {
    const { reads } = opened({ DescribeServices: throws(new TypeError('x is undefined')) });
    await expect(reads.readServiceNow(key)).rejects.toThrow('x is undefined');
  });
});

describe('the running tasks', () => {
  const task = (id: string, more: object = {}) => ({
    taskArn: arn('task', id),
    lastStatus: 'RUNNING',
    taskDefinitionArn: 'arn:definition:8',
    startedAt: new Date(1_764_072_000_000),
    healthStatus: 'HEALTHY',
    ...more,
  });
  const unprotected: Answer = ({ input }) => ({
    protectedTasks: (input['tasks'] as string[]).map((taskArn) => ({ taskArn, protectionEnabled: false })),
    failures: [],
  });

  it('are told with health and protection; those that do not run yet are left out', async () => {
    const { reads, inputs } = opened({
      ListTasks: () => ({ taskArns: ['a', 'b', 'c'].map((id) => arn('task', id)) }),
      DescribeTasks: () => ({
        tasks: [task('a'), task('b', { healthStatus: 'UNHEALTHY' }), task('c', { lastStatus: 'PENDING' })],
      }),
      GetTaskProtection: () => ({
        protectedTasks: [
          { taskArn: arn('task', 'a'), protectionEnabled: false },
          { taskArn: arn('task', 'b'), protectionEnabled: true },
        ],
      }),
    });
    const common = { taskDefinitionArn: 'arn:definition:8', startedAt: 1_764_072_000_000 };
    expect(await reads.readRunningTasks(key)).toEqual({
      state: 'known',
      value: [
        { taskId: 'a', ...common, healthStatus: 'HEALTHY', isProtected: false },
        { taskId: 'b', ...common, healthStatus: 'UNHEALTHY', isProtected: true },
      ],
    });
    expect(inputs('ListTasks')).toEqual([
      { cluster: 'production', serviceName: 'orders-api', desiredStatus: 'RUNNING', maxResults: 100 },
    ]);
    expect(inputs('GetTaskProtection')).toEqual([
      { cluster: 'production', tasks: [arn('task', 'a'), arn('task', 'b')] },
    ]);
  });

  it('are read page by page, and each call takes no more than AWS allows', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `t${index}`);
    const { reads, inputs } = opened({
      ListTasks({ input: { nextToken = '0' } }) {
        const end = Number(nextToken) + 100;
        return {
          taskArns: ids.slice(Number(nextToken), end).map((id) => arn('task', id)),
          ...(end < ids.length ? { nextToken: String(end) } : {}),
        };
      },
      DescribeTasks: ({ input }) => ({
        tasks: (input['tasks'] as string[]).map((one) => task(one.slice(one.lastIndexOf('/') + 1))),
      }),
      GetTaskProtection: unprotected,
    });
    const read = await reads.readRunningTasks(key);
    expect(read.state === 'known' ? read.value.map(({ taskId }) => taskId) : read).toEqual(ids);
    for (const name of ['DescribeTasks', 'GetTaskProtection'])
      expect(inputs(name).map(({ tasks }) => (tasks as string[]).length)).toEqual([100, 100, 50]);
  });

  it('are not told in part: of more than a thousand nothing is said', async () => {
    const { reads, account } = opened({
      ListTasks: () => ({ taskArns: [arn('task', 'a')], nextToken: 'more' }),
      DescribeTasks: () => ({ tasks: [task('a')] }),
      GetTaskProtection: unprotected,
    });
    expect(await reads.readRunningTasks(key)).toEqual({
      state: 'unavailable',
      reason: 'orders-api in cluster production has more than the 1000 tasks that are looked through',
    });
    expect(account.calls).toHaveLength(30);
  });

  it('are none where none is listed, and nothing more is asked', async () => {
    const { reads, account } = opened({ ListTasks: () => ({ taskArns: [] }) });
    expect(await reads.readRunningTasks(key)).toEqual({ state: 'known', value: [] });
    expect(account.names()).toEqual(['ListTasks']);
  });

  it('may have stopped since they were listed', async () => {
    const { reads } = opened({
      ListTasks: () => ({ taskArns: [arn('task', 'a'), arn('task', 'b')] }),
      DescribeTasks: () => ({ tasks: [task('a')], failures: [{ arn: arn('task', 'b'), reason: 'MISSING' }] }),
      GetTaskProtection: () => ({ protectedTasks: [], failures: [{ arn: arn('task', 'a'), reason: 'MISSING' }] }),
    });
    expect(await reads.readRunningTasks(key)).toMatchObject({ state: 'known', value: [{ taskId: 'a' }] });
  });

  it.each([
    ['DescribeTasks', { DescribeTasks: () => ({ tasks: [], failures: [{ arn: 'arn:t', reason: 'ODD' }] }) }],
    ['GetTaskProtection', { GetTaskProtection: () => ({ failures: [{ arn: 'arn:t', reason: 'ODD' }] }) }],
  ])('are unavailable where %s fails for one of them', async (name, answers) => {
    const { reads } = opened({
      ListTasks: () => ({ taskArns: [arn('task', 'a')] }),
      DescribeTasks: () => ({ tasks: [task('a')] }),
      ...answers,
    });
    expect(await reads.readRunningTasks(key)).toEqual({
      state: 'unavailable',
      reason: `ecs:${name} failed for arn:t: ODD`,
    });
  });
});

describe('the scalable target', () => {
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/production/orders-api',
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: 2,
    MaxCapacity: 10,
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: true,
      ScheduledScalingSuspended: false,
    },
  };

  it('is told with its bounds and flags', async () => {
    const { reads, inputs } = opened({ DescribeScalableTargets: () => ({ ScalableTargets: [target] }) });
    expect(await reads.readScalableTarget(key)).toEqual({
      state: 'known',
      value: { min: 2, max: 10, suspended: { dynamicIn: false, dynamicOut: true, scheduled: false } },
    });
    expect(inputs('DescribeScalableTargets')).toEqual([
      {
        ServiceNamespace: 'ecs',
        ResourceIds: ['service/production/orders-api'],
        ScalableDimension: 'ecs:service:DesiredCount',
      },
    ]);
  });

  it('is known to be none, also where another one is answered', async () => {
    for (const targets of [[], [{ ...target, ResourceId: 'service/production/orders-api-2' }]])
      expect(
        await opened({ DescribeScalableTargets: () => ({ ScalableTargets: targets }) }).reads.readScalableTarget(key),
      ).toEqual({ state: 'known', value: undefined });
  });

  it('is not guessed where its bounds are missing', async () => {
    const { MaxCapacity: _, ...without } = target;
    expect(
      await opened({ DescribeScalableTargets: () => ({ ScalableTargets: [without] }) }).reads.readScalableTarget(key),
    ).toEqual({
      state: 'unavailable',
      reason: 'the scalable target of service/production/orders-api came without its bounds',
    });
  });
});

describe('the deployment under way', () => {
  const deploymentArn = arn('service-deployment', 'orders-api/1');
  const revision = (id: string, requestedTaskCount: number) => ({
    arn: arn('service-revision', `orders-api/${id}`),
    requestedTaskCount,
  });
  const deploying = (sources: readonly object[] | undefined, more: Readonly<Record<string, Answer>> = {}) =>
    opened({
      ListServiceDeployments: () => ({ serviceDeployments: [{ serviceDeploymentArn: deploymentArn }] }),
      DescribeServiceDeployments: () => ({
        serviceDeployments: [
          {
            serviceDeploymentArn: deploymentArn,
            status: 'IN_PROGRESS',
            startedAt: new Date(1_764_072_000_000),
            sourceServiceRevisions: sources,
          },
        ],
      }),
      DescribeServiceRevisions: ({ input }) => ({
        serviceRevisions: [{ taskDefinition: `definition of ${(input['serviceRevisionArns'] as string[])[0]}` }],
      }),
      ...more,
    });
  const bare = {
    state: 'known',
    value: { serviceDeploymentArn: deploymentArn, status: 'IN_PROGRESS', startedAt: 1_764_072_000_000 },
  };

  it('is told with the task definition that a rollback leads to', async () => {
    const { reads, inputs } = deploying([revision('7', 0)]);
    expect(await reads.readCurrentDeployment(key)).toEqual({
      ...bare,
      value: { ...bare.value, sourceTaskDefinition: `definition of ${arn('service-revision', 'orders-api/7')}` },
    });
    expect(inputs('ListServiceDeployments')).toEqual([
      {
        cluster: 'production',
        service: 'orders-api',
        status: ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'],
      },
    ]);
  });

  it('leads back to the one of several that still has tasks', async () => {
    expect(await deploying([revision('6', 0), revision('7', 2)]).reads.readCurrentDeployment(key)).toMatchObject({
      value: { sourceTaskDefinition: `definition of ${arn('service-revision', 'orders-api/7')}` },
    });
  });

  it.each([
    ['the first deployment', undefined],
    ['no revision before it', []],
    ['two that have tasks', [revision('6', 1), revision('7', 2)]],
    ['two that have none', [revision('6', 0), revision('7', 0)]],
  ])('leads nowhere that could be said: %s', async (_what, sources) => {
    expect(await deploying(sources).reads.readCurrentDeployment(key)).toEqual(bare);
  });

  it('is none where nothing is listed, on any page', async () => {
    const { reads, account } = opened({
      ListServiceDeployments: ({ input }) =>
        input['nextToken'] === undefined ? { serviceDeployments: [], nextToken: 'more' } : { serviceDeployments: [] },
    });
    expect(await reads.readCurrentDeployment(key)).toEqual({ state: 'known', value: undefined });
    expect(account.calls).toHaveLength(2);
  });

  it('is unavailable where a list has no end, or the deployment is not described', async () => {
    const endless = opened({ ListServiceDeployments: () => ({ nextToken: 'more' }) });
    expect(await endless.reads.readCurrentDeployment(key)).toEqual({
      state: 'unavailable',
      reason: 'ecs:ListServiceDeployments of orders-api in cluster production came to no end after 10 pages',
    });
    const undescribed = deploying([], { DescribeServiceDeployments: () => ({ serviceDeployments: [] }) });
    expect(await undescribed.reads.readCurrentDeployment(key)).toEqual({
      state: 'unavailable',
      reason: `ECS did not describe the deployment ${deploymentArn}`,
    });
  });
});

describe('the switch', () => {
  const says = (Value: string | undefined) => opened({ GetParameter: () => ({ Parameter: { Value } }) });

  it.each([
    ['on', true],
    ['off', false],
    [' OFF\n', false],
  ])('says %j', async (value, isOn) => {
    const { reads, inputs } = says(value);
    expect(await reads.readActionsSwitch()).toEqual({ state: 'known', value: isOn });
    expect(inputs('GetParameter')).toEqual([{ Name: SWITCH }]);
  });

  it.each([
    ['of', '"of"'],
    ['true', '"true"'],
    ['', '""'],
    [undefined, 'nothing'],
  ])('is no permission where it says %j', async (value, got) => {
    expect(await says(value).reads.readActionsSwitch()).toEqual({
      state: 'unavailable',
      reason: `the parameter ${SWITCH} must say on or off, but says ${got}`,
    });
  });

  it('is no permission where it is gone', async () => {
    const { reads } = opened({ GetParameter: throws(awsError('ParameterNotFound', '')) });
    expect(await reads.readActionsSwitch()).toEqual({
      state: 'unavailable',
      reason: `ssm:GetParameter on ${SWITCH} was refused: ParameterNotFound: (no message)`,
    });
  });

  it('is read anew each time, and stops no person', async () => {
    const { reads, account } = says('on');
    await reads.readActionsSwitch();
    await reads.readActionsSwitch();
    expect(account.calls).toHaveLength(2);
    const person = opened({}, { person: true });
    expect(await person.reads.readActionsSwitch()).toEqual({ state: 'known', value: true });
    expect(person.account.calls).toEqual([]);
  });
});

it('asks for the health of all target groups of a service', async () => {
  const { reads } = opened({
    DescribeTargetHealth: ({ input }) => ({
      TargetHealthDescriptions: [
        { Target: { Id: String(input['TargetGroupArn']), Port: 80 }, TargetHealth: { State: 'healthy' } },
      ],
    }),
  });
  expect(await reads.readTargetHealth(['a', 'b'])).toEqual({
    state: 'known',
    value: ['a', 'b'].map((id) => ({ targetGroupArn: id, id, port: 80, state: 'healthy' })),
  });
});
