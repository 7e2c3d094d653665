import type { InventoryPorts, MetricName } from '../../lib/app/ports';
import { type SweepPorts, sweepServices } from '../../lib/app/sweep-services';
import { newRecord } from '../../lib/domain/incident/service-record';
import type { Subject } from '../../lib/domain/incident/subject';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { known } from '../../lib/domain/read';
import type { Service } from '../../lib/domain/service';
import { memoryMessages } from '../../lib/memory/memory-messages';
import { memoryStore } from '../../lib/memory/memory-store';

const MINUTE = 60_000;
const start = Date.parse('2026-03-02T06:00:00Z');
const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const };

const serviceOf = (name: string, more: Partial<Service> = {}): Service => ({
  name,
  cluster: 'prod',
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 2,
  deployments: [],
  loadBalancers: [],
  messages: [],
  ...more,
});

/** An account whose services and clusters a test may change; a call takes no time but the pause before it. */
function account(services: readonly Service[]) {
  const clock = { now: start };
  const has = { services, clusters: ['prod'] };
  const counted = new Map<MetricName, number>();
  const reported: string[] = [];
  const asked: string[] = [];
  const messages = memoryMessages(() => clock.now);
  const store = memoryStore(() => clock.now);
  const inventory: InventoryPorts = {
    now: () => clock.now,
    listClusters: async () => has.clusters,
    listServices: async (cluster) => has.services.flatMap((one) => (one.cluster === cluster ? one.name : [])),
    async describeServices(_cluster, names) {
      return has.services.filter(({ name }) => names.includes(name));
    },
    readTargetGroups: async (arns) => known(arns.map((arn) => ({ arn }))),
    async readTargetHealth(arns) {
      asked.push(...arns);
      return known([{ state: 'healthy' }]);
    },
    async pause(milliseconds) {
      clock.now += milliseconds;
    },
  };
  const ports: SweepPorts = {
    ...store,
    ...messages,
    ...inventory,
    count: (metric, value) => void counted.set(metric, (counted.get(metric) ?? 0) + value),
    report: (what) => void reported.push(what),
  };
  const incidentOf = async (name: string, cluster = 'prod') =>
    (await store.readRecord({ kind: 'service', cluster, name } satisfies Subject)).incident;
  return { ports, clock, has, counted, reported, asked, incidentOf, published: messages.published };
}

const down = { runningCount: 0 };

it('closes what was open in a cluster that is gone with all its services', async () => {
  const { ports, has, incidentOf } = account([serviceOf('web', { cluster: 'old', ...down }), serviceOf('api', down)]);
  has.clusters = ['old', 'prod'];
  await sweepServices(ports, policy);
  expect(await incidentOf('web', 'old')).toMatchObject({ state: 'open' });
  has.clusters = ['prod'];
  await sweepServices(ports, policy);
  expect(await incidentOf('web', 'old')).toMatchObject({ state: 'deleted' });
  expect(await incidentOf('api')).toMatchObject({ state: 'open' });
});

it('leaves open what stands in a cluster that it was not told to watch, and in one that no event names', async () => {
  const { ports, has, incidentOf } = account([serviceOf('web', down)]);
  await sweepServices(ports, policy);
  has.clusters = [];
  await sweepServices(ports, { ...policy, clusters: ['other'] });
  expect(await incidentOf('web')).toMatchObject({ state: 'open' });
  const unknown = newRecord({ kind: 'service', cluster: 'unknown', name: 'web' });
  const incident = await incidentOf('web');
  if (incident === undefined) throw new Error('no incident');
  await ports.writeRecord({ ...unknown, incident }, start);
  await sweepServices(ports, policy);
  expect(await incidentOf('web', 'unknown')).toMatchObject({ state: 'open' });
});

it('ends before its function is cut off, remembers how far it came, and says that it was too much', async () => {
  const many = Array.from({ length: 1_200 }, (_, index) =>
    serviceOf(`svc-${String(index).padStart(4, '0')}`, {
      loadBalancers: [{ targetGroupArn: `tg-${index}` }],
      deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', createdAt: start - MINUTE, rolloutState: 'COMPLETED' }],
    }),
  );
  const { ports, clock, counted, asked, reported } = account(many);
  await sweepServices(ports, policy);
  expect(clock.now - start).toBeLessThan(260_000);
  expect(new Set(asked).size).toBeGreaterThan(700);
  expect(counted.get('SweepFailed')).toBe(1);
  expect(reported.join()).toContain('not looked at');
  expect((await ports.readWatch()).startedAt).toBeDefined();
});

it('does not take the services of a cluster that is too large to be listed for gone', async () => {
  const many = Array.from({ length: 9_000 }, (_, index) => serviceOf(`svc-${index}`, index === 0 ? down : {}));
  const { ports, has, clock, incidentOf } = account(many.slice(0, 1));
  await sweepServices(ports, policy);
  expect(await incidentOf('svc-0')).toMatchObject({ state: 'open' });
  has.services = [...many.slice(1), ...many.slice(0, 1)];
  const before = clock.now;
  const { refused } = await sweepServices(ports, policy);
  expect(clock.now - before).toBeLessThan(260_000);
  expect(refused).toMatchObject([{ cluster: 'prod' }]);
  expect(await incidentOf('svc-0')).toMatchObject({ state: 'open' });
});

it('learns the channels of all services without asking for the targets of each', async () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    serviceOf(`svc-${String(index).padStart(3, '0')}`, {
      loadBalancers: [{ targetGroupArn: `tg-${index}` }],
      tags: new Map([['ecs-medic:channel', `#team-${index}`]]),
    }),
  );
  const { ports, asked } = account(many);
  await sweepServices(ports, policy);
  expect(asked.length).toBeLessThanOrEqual(60);
  const record = await ports.readRecord({ kind: 'service', cluster: 'prod', name: 'svc-299' });
  expect(record.channel).toBe('#team-299');
  await sweepServices(ports, policy);
  expect(new Set(asked).size).toBe(asked.length);
});

it('leaves a service that is muted by its tag out of the first message, and watches it all the same', async () => {
  const tags = new Map([['ecs-medic:mute', 'true']]);
  const { ports, incidentOf, published } = account([serviceOf('quiet', { ...down, tags }), serviceOf('loud', down)]);
  await sweepServices(ports, policy);
  expect(published).toHaveLength(1);
  expect(published[0]?.email).toContain('loud');
  expect(published[0]?.email).not.toContain('quiet');
  expect(await incidentOf('quiet')).toBeUndefined();
});

it('names a thousand services in the first message, and how many more there are', async () => {
  const many = Array.from({ length: 1_200 }, (_, index) => serviceOf(`svc-${index}`, down));
  const { ports, published } = account(many);
  await sweepServices(ports, policy);
  expect(published).toHaveLength(1);
  const alert = await ports.readAlert(published[0]?.alertId ?? '');
  expect(alert).toMatchObject({ watching: 1_200, more: 200 });
  expect(JSON.stringify(alert).length).toBeLessThan(400_000);
});

it('does not remind of each service that the first message named', async () => {
  const { ports, clock, published } = account([serviceOf('api', down)]);
  await sweepServices(ports, policy);
  clock.now += 25 * 60 * MINUTE;
  await sweepServices(ports, policy);
  expect(published.map(({ attributes }) => attributes['kind'])).toEqual(['digest']);
});
