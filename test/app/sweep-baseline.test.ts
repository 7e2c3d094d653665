import type { InventoryPorts } from '../../lib/app/ports';
import { type SweepPorts, sweepServices } from '../../lib/app/sweep-services';
import { eventRules } from '../../lib/domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { unavailable } from '../../lib/domain/read';
import type { Service } from '../../lib/domain/service';
import { memoryMessages } from '../../lib/memory/memory-messages';
import { memoryStore } from '../../lib/memory/memory-store';

const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: ['prod', 'secret'], rules: eventRules };

const failing: Service = {
  name: 'orders-api',
  cluster: 'prod',
  status: 'ACTIVE',
  desiredCount: 3,
  runningCount: 0,
  deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED' }],
  loadBalancers: [],
  messages: [],
};

/** An account of two clusters, of which one may not be listed. */
function account(services: { value: readonly Service[] }) {
  const clock = { now: Date.parse('2026-03-02T06:00:00Z') };
  const topic = { isDown: false };
  const messages = memoryMessages(() => clock.now);
  const inventory: InventoryPorts = {
    now: () => clock.now,
    listClusters: async () => policy.clusters,
    async listServices(cluster) {
      if (cluster === 'secret') throw new Error('AccessDeniedException');
      return services.value.map(({ name }) => name);
    },
    describeServices: async () => services.value,
    readTargetGroups: async () => unavailable('no target group'),
    readTargetHealth: async () => unavailable('no target group'),
    async pause(milliseconds) {
      clock.now += milliseconds;
    },
  };
  const ports: SweepPorts = {
    ...memoryStore(() => clock.now),
    ...messages,
    ...inventory,
    async publish(message) {
      if (topic.isDown) throw new Error('the topic is down');
      await messages.publish(message);
    },
    count: () => undefined,
    report: () => undefined,
  };
  return { ports, topic, published: () => messages.published };
}

it('tells what failed before anybody watched, although a cluster cannot be read', async () => {
  const { ports, published } = account({ value: [failing] });
  const { refused } = await sweepServices(ports, policy);
  expect(refused.map(({ cluster }) => cluster)).toEqual(['secret']);
  expect(published()).toHaveLength(1);
  expect(published()[0]?.email).toContain('orders-api');
  await sweepServices(ports, policy);
  expect(published()).toHaveLength(1);
});

it('tells the first message later in the same words where it was cut off', async () => {
  const services: { value: readonly Service[] } = { value: [failing] };
  const { ports, topic, published } = account(services);
  topic.isDown = true;
  await expect(sweepServices(ports, policy)).rejects.toThrow('the topic is down');
  topic.isDown = false;
  services.value = [{ ...failing, runningCount: 3 }];
  await sweepServices(ports, policy);
  expect(published()).toHaveLength(1);
  expect(published()[0]?.email).toContain('orders-api');
  expect((await ports.readWatch()).owed).toBeUndefined();
});

it('tells it once where two sweeps run at once', async () => {
  const { ports, published } = account({ value: [failing] });
  await Promise.all([sweepServices(ports, policy), sweepServices(ports, policy)]);
  expect(published()).toHaveLength(1);
});
