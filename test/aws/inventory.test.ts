import { Pace } from '../../lib/app/pace';
import { inventory } from '../../lib/aws/inventory';
import { type Answer, answeringAccount, awsError, throws } from './answering-account';

const arn = (kind: string, name: string) => `arn:aws-us-gov:ecs:us-gov-west-1:111122223333:${kind}/${name}`;

function opened(answers: Readonly<Record<string, Answer>>) {
  const account = answeringAccount(answers);
  const pauses: number[] = [];
  const ports = inventory({
    ...account,
    now: () => 0,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
  });
  return { account, ports, pauses };
}

it('lists the names of all clusters', async () => {
  const { account, ports } = opened({
    ListClusters: ({ input }) =>
      input['nextToken'] === undefined
        ? { clusterArns: [arn('cluster', 'production')], nextToken: 'more' }
        : { clusterArns: [arn('cluster', 'staging')] },
  });
  expect(await ports.listClusters()).toEqual(['production', 'staging']);
  expect(account.calls.map(({ input }) => input)).toEqual([
    { maxResults: 100 },
    { maxResults: 100, nextToken: 'more' },
  ]);
});

it('lists a thousand services in ten calls, a quarter of a second apart', async () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `service-${index}`);
  const { account, ports, pauses } = opened({
    ListServices({ input: { nextToken = '0', maxResults } }) {
      const end = Number(nextToken) + Number(maxResults);
      return {
        serviceArns: names
          .slice(Number(nextToken), end)
          // Old services have ARNs without their cluster.
          .map((name, index) => arn('service', index % 2 === 0 ? name : `production/${name}`)),
        ...(end < names.length ? { nextToken: String(end) } : {}),
      };
    },
  });
  expect(await ports.listServices('production')).toEqual(names);
  expect(account.calls.length).toBe(10);
  expect(account.calls.every(({ input }) => input['cluster'] === 'production')).toBe(true);
  expect(pauses).toEqual(Array(9).fill(250));
});

it('ends where a list does not', async () => {
  const { ports } = opened({ ListServices: () => ({ serviceArns: [], nextToken: 'same' }) });
  await expect(ports.listServices('production')).rejects.toThrow(
    'ecs:ListServices of cluster production came to no end after 2 pages',
  );
});

it('describes services with their tags; the ones that are gone are missing', async () => {
  const { account, ports } = opened({
    DescribeServices: () => ({
      services: [
        { serviceName: 'orders', serviceArn: arn('service', 'production/orders'), status: 'ACTIVE' },
        { serviceName: 'deleted', serviceArn: arn('service', 'production/deleted'), status: 'INACTIVE' },
        null,
      ],
      failures: [{ arn: arn('service', 'production/unknown'), reason: 'MISSING' }],
    }),
  });
  const services = await ports.describeServices('production', ['orders', 'deleted', 'unknown']);
  expect(services).toMatchObject([{ name: 'orders', cluster: 'production', tags: new Map() }]);
  expect(account.calls[0]?.input).toEqual({
    cluster: 'production',
    services: ['orders', 'deleted', 'unknown'],
    include: ['TAGS'],
  });
});

it('makes no call for no names', async () => {
  const { account, ports } = opened({});
  expect(await ports.describeServices('production', [])).toEqual([]);
  expect(account.calls).toEqual([]);
});

it('throws where AWS refuses, so that a sweep that saw nothing does not look healthy', async () => {
  const { ports } = opened({
    ListClusters: throws(awsError('AccessDeniedException', '')),
    ListServices: throws(awsError('ClusterNotFoundException', 'Cluster not found.')),
    DescribeServices: () => ({ services: [], failures: [{ arn: arn('service', 'x/y'), reason: 'ACCESS_DENIED' }] }),
  });
  await expect(ports.listClusters()).rejects.toThrow(
    'not allowed: add ecs:ListClusters on all clusters to the role of keep-watch',
  );
  await expect(ports.listServices('production')).rejects.toThrow(
    'ecs:ListServices on cluster production was refused: ClusterNotFoundException: Cluster not found.',
  );
  await expect(ports.describeServices('production', ['y'])).rejects.toThrow(
    `ecs:DescribeServices failed for ${arn('service', 'x/y')}: ACCESS_DENIED`,
  );
});

it('lets the pace know of throttling, and is asked again', async () => {
  let refusals = 2;
  const answer =
    (body: object): Answer =>
    () => {
      if (refusals-- > 0) throw awsError('ThrottlingException', 'Rate exceeded');
      return body;
    };
  const { ports, account } = opened({
    ListClusters: answer({ clusterArns: [arn('cluster', 'production')] }),
    DescribeTargetHealth: answer({ TargetHealthDescriptions: [] }),
    DescribeTargetGroups: answer({ TargetGroups: [] }),
  });
  const pace = new Pace(ports);
  expect(await pace.call(() => ports.listClusters())).toEqual(['production']);
  refusals = 1;
  expect(await pace.call(() => ports.readTargetHealth(['group']))).toEqual({ state: 'known', value: [] });
  refusals = 1;
  expect(await pace.call(() => ports.readTargetGroups(['group']))).toEqual({ state: 'known', value: [] });
  expect(account.calls.length).toBe(7);
});

it('says which targets cannot be read and why', async () => {
  const { ports } = opened({
    DescribeTargetHealth: throws(awsError('TargetGroupNotFoundException', 'Target groups not found')),
    DescribeTargetGroups: throws(awsError('AccessDenied', '')),
  });
  expect(await ports.readTargetHealth(['group'])).toEqual({
    state: 'unavailable',
    reason:
      'elasticloadbalancing:DescribeTargetHealth on group was refused: TargetGroupNotFoundException: Target groups not found',
  });
  expect(await ports.readTargetGroups(['group'])).toEqual({
    state: 'unavailable',
    reason: 'not allowed: add elasticloadbalancing:DescribeTargetGroups on group to the role of keep-watch',
  });
});

it('reads the health of all groups, a quarter of a second apart', async () => {
  const { ports, pauses } = opened({
    DescribeTargetHealth: ({ input }) => ({
      TargetHealthDescriptions: [
        { Target: { Id: String(input['TargetGroupArn']), Port: 80 }, TargetHealth: { State: 'healthy' } },
      ],
    }),
  });
  expect(await ports.readTargetHealth(['a', 'b', 'c'])).toEqual({
    state: 'known',
    value: ['a', 'b', 'c'].map((id) => ({ targetGroupArn: id, id, port: 80, state: 'healthy' })),
  });
  expect(pauses).toEqual([250, 250]);
});
