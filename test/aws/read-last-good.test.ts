import type { LastGoodQuestion } from '../../lib/app/ports';
import { type EvidenceOptions, evidence } from '../../lib/aws/evidence';
import { type Answer, answeringAccount, awsError, throws } from './answering-account';

const PLACE = 'eu-central-1:111122223333';
const definitionArn = (revision: number, family = 'orders') =>
  `arn:aws:ecs:${PLACE}:task-definition/${family}:${revision}`;
const revisionArn = (id: number) => `arn:aws:ecs:${PLACE}:service-revision/production/orders/${id}`;
const question: LastGoodQuestion = {
  family: 'orders',
  revision: 9,
  service: { cluster: 'production', service: 'orders' },
};

const describesDefinition: Answer = ({ input }) => {
  const [, family, revision] = /([a-z]+):(\d+)$/.exec(String(input['taskDefinition'])) ?? [];
  return { taskDefinition: { taskDefinitionArn: definitionArn(Number(revision), family), containerDefinitions: [] } };
};
/** Deployments as ListServiceDeployments lists them: of the revision by that number, finished at that hour. */
const lists =
  (...deployments: readonly (readonly [id: number, hour: number])[]): Answer =>
  () => ({
    serviceDeployments: deployments.map(([id, hour]) => ({
      serviceDeploymentArn: `arn:aws:ecs:${PLACE}:service-deployment/production/orders/d${id}`,
      status: 'SUCCESSFUL',
      createdAt: new Date(Date.UTC(2026, 10, 9, hour - 1)),
      finishedAt: new Date(Date.UTC(2026, 10, 9, hour)),
      targetServiceRevisionArn: revisionArn(id),
    })),
  });
/** Each service revision has the task definition of the same number. */
const describesRevisions: Answer = ({ input }) => ({
  serviceRevisions: [...(input['serviceRevisionArns'] as readonly string[])].reverse().map((serviceRevisionArn) => ({
    serviceRevisionArn,
    taskDefinition: definitionArn(Number(/\d+$/.exec(serviceRevisionArn)?.[0])),
  })),
});
const describesService =
  (deployments: readonly object[], loadBalancers: readonly object[] = []): Answer =>
  () => ({
    services: [{ serviceArn: `arn:aws:ecs:${PLACE}:service/production/orders`, deployments, loadBalancers }],
    failures: [],
  });

function opened(answers: Readonly<Record<string, Answer>>, options: Partial<EvidenceOptions> = {}) {
  const account = answeringAccount({ DescribeTaskDefinition: describesDefinition, ...answers });
  const ports = evidence({ ...account, logGroups: ['*'], ...options });
  return { account, ports: ports.withinBudget?.() ?? ports };
}

it('takes the completed deployment that the service still shows, without a call of its own', async () => {
  const { account, ports } = opened({
    DescribeServices: describesService([
      { id: 'ecs-svc/3', status: 'PRIMARY', rolloutState: 'IN_PROGRESS', taskDefinition: definitionArn(9) },
      {
        id: 'ecs-svc/1',
        status: 'ACTIVE',
        rolloutState: 'COMPLETED',
        taskDefinition: definitionArn(6),
        updatedAt: new Date('2026-11-09T08:00:00Z'),
      },
      {
        id: 'ecs-svc/2',
        status: 'ACTIVE',
        rolloutState: 'COMPLETED',
        taskDefinition: definitionArn(7),
        updatedAt: new Date('2026-11-09T09:00:00Z'),
      },
    ]),
  });
  await ports.readService({ cluster: 'production', service: 'orders' });
  expect(await ports.readLastGood({ ...question, remembered: definitionArn(5) })).toMatchObject({
    state: 'known',
    value: { basis: 'completed', definition: { revision: 7 } },
  });
  expect(account.names()).toEqual(['DescribeServices', 'DescribeTaskDefinition']);
});

it('takes the newest successful deployment of another revision, in whatever order ECS answers', async () => {
  const { account, ports } = opened({
    ListServiceDeployments: lists([4, 9], [9, 12], [8, 11], [3, 8]),
    DescribeServiceRevisions: describesRevisions,
  });
  expect(await ports.readLastGood(question)).toMatchObject({
    state: 'known',
    value: { basis: 'completed', definition: { arn: definitionArn(8) } },
  });
  expect(account.names()).toEqual(['ListServiceDeployments', 'DescribeServiceRevisions', 'DescribeTaskDefinition']);
  expect(account.calls[0]?.input).toEqual({
    cluster: 'production',
    service: 'orders',
    status: ['SUCCESSFUL'],
    maxResults: 20,
  });
});

it('never takes the failing revision itself, nor one of another family', async () => {
  const { ports } = opened({
    DescribeServices: describesService([
      { id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: definitionArn(9) },
      { id: 'ecs-svc/2', status: 'ACTIVE', rolloutState: 'COMPLETED', taskDefinition: definitionArn(3, 'billing') },
    ]),
    ListServiceDeployments: lists([9, 12]),
    DescribeServiceRevisions: describesRevisions,
  });
  await ports.readService({ cluster: 'production', service: 'orders' });
  expect(await ports.readLastGood({ ...question, remembered: definitionArn(9) })).toMatchObject({
    state: 'known',
    value: { basis: 'previous', definition: { revision: 8 } },
  });
});

it.each([
  ['is not of this kind', throws(awsError('UnsupportedFeatureException', 'The feature is not supported.'))],
  ['is refused', throws(awsError('AccessDeniedException', ''))],
  ['is empty', () => ({ serviceDeployments: [] })],
  ['is nonsense', () => ({ serviceDeployments: [null, { targetServiceRevisionArn: 7 }] })],
])('takes our own memory where the record of deployments %s', async (_what, answer) => {
  const { ports } = opened({ ListServiceDeployments: answer });
  expect(await ports.readLastGood({ ...question, remembered: definitionArn(4) })).toMatchObject({
    state: 'known',
    value: { basis: 'completed', definition: { revision: 4 } },
  });
});

it('takes the revision before where nothing better is known, and reports what was refused', async () => {
  const reported: unknown[] = [];
  const { account, ports } = opened(
    { ListServiceDeployments: throws(awsError('AccessDeniedException', '')) },
    { report: (_what, error) => reported.push(String(error)) },
  );
  await ports.readTaskDefinition(definitionArn(9));
  expect(await ports.readLastGood(question)).toMatchObject({
    state: 'known',
    value: { basis: 'previous', definition: { revision: 8 } },
  });
  expect(account.calls.at(-1)?.input).toEqual({ taskDefinition: definitionArn(8) });
  expect(reported).toEqual([
    'Error: not allowed: add ecs:ListServiceDeployments on orders in cluster production to the role of explain-incidents',
  ]);
});

it('asks for no deployments of a task that belongs to no service', async () => {
  const { account, ports } = opened({});
  await ports.readLastGood({ family: 'orders', revision: 9 });
  expect(account.calls.map(({ input }) => input)).toEqual([{ taskDefinition: 'orders:8' }]);
});

it('says why there is none', async () => {
  const { account, ports } = opened({});
  expect(await ports.readLastGood({ family: 'orders', revision: 1 })).toEqual({
    state: 'unavailable',
    reason: 'revision 1 is the first of orders',
  });
  expect(account.calls).toEqual([]);

  const deleted = opened({
    DescribeTaskDefinition: throws(awsError('ClientException', 'Unable to describe task definition.')),
  });
  expect(await deleted.ports.readLastGood({ family: 'orders', revision: 9, remembered: definitionArn(4) })).toEqual({
    state: 'unavailable',
    reason: [definitionArn(4), 'orders:8']
      .map(
        (name) =>
          `ecs:DescribeTaskDefinition on ${name} was refused: ClientException: Unable to describe task definition.`,
      )
      .join('; '),
  });
});

it('leaves the record of deployments alone where its calls are needed for the load balancer', async () => {
  const { account, ports } = opened({
    DescribeServices: describesService([], [{ targetGroupArn: 'arn:aws:elasticloadbalancing:…:targetgroup/orders/1' }]),
  });
  await ports.readService({ cluster: 'production', service: 'orders' });
  await ports.readTaskDefinition(definitionArn(9));
  expect(await ports.readLastGood(question)).toMatchObject({ state: 'known', value: { basis: 'previous' } });
  expect(account.names()).toEqual(['DescribeServices', 'DescribeTaskDefinition', 'DescribeTaskDefinition']);
});

it('throws a fault of our own', async () => {
  const { ports } = opened({ ListServiceDeployments: throws(new TypeError('x is undefined')) });
  await expect(ports.readLastGood(question)).rejects.toThrow(TypeError);
});
