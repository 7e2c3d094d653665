import { join } from 'node:path';
import type { BatchAnswer, QueueBatch } from '../../lib/app/handle-batch';
import type { MetricName, MetricsPort } from '../../lib/app/ports';
import type { SweepPorts } from '../../lib/app/sweep-services';
import { unavailable } from '../../lib/domain/read';
import { memoryChat } from '../../lib/memory/memory-chat';
import { type MemoryMessages, memoryMessages } from '../../lib/memory/memory-messages';
import { memoryStore } from '../../lib/memory/memory-store';
import { eventsFolder, readCase } from '../recorded-cases';

/** The handlers themselves, on the memory's ports instead of those of AWS. */
/** A few seconds after the recorded stop. */
const NOW = Date.UTC(2026, 9, 24, 7, 40);
const mockUnavailable = unavailable('no account');
const mockWorld = (): { ports: SweepPorts; messages: MemoryMessages; counted: Map<MetricName, number> } => {
  const now = () => NOW;
  const messages = memoryMessages(now);
  const counted = new Map<MetricName, number>();
  const metrics: MetricsPort = {
    count: (metric, value) => void counted.set(metric, (counted.get(metric) ?? 0) + value),
    report: () => undefined,
  };
  const empty = {
    listClusters: async () => [],
    listServices: async () => [],
    describeServices: async () => [],
    readTargetGroups: async () => mockUnavailable,
    readTargetHealth: async () => mockUnavailable,
    pause: async () => undefined,
  };
  return {
    ports: { ...memoryStore(now), ...messages, ...metrics, ...memoryChat({ now }), ...empty },
    messages,
    counted,
  };
};
let mockCurrent = mockWorld();

jest.mock('../../lib/live', () => {
  const ports = () => mockCurrent.ports;
  return { respondPorts: ports, explainPorts: ports, deliverPorts: ports, watchPorts: ports };
});

const ENVIRONMENT = {
  ECS_MEDIC_DEPLOYMENT: 'ecs-medic',
  ECS_MEDIC_TABLE: 'table',
  ECS_MEDIC_ALERTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:alerts',
  ECS_MEDIC_LOOK_AGAIN_QUEUE_URL: 'https://sqs.example/look-again',
  ECS_MEDIC_DELIVERIES_QUEUE_URL: 'https://sqs.example/deliveries',
  ECS_MEDIC_CLUSTERS: '*',
  ECS_MEDIC_LOG_GROUPS: '/ecs/*',
};
const before = { ...process.env };
beforeEach(() => {
  jest.resetModules();
  mockCurrent = mockWorld();
  Object.assign(process.env, ENVIRONMENT);
});
afterEach(() => {
  process.env = { ...before };
});

type Handler = (input: QueueBatch) => Promise<BatchAnswer>;
const load = async (name: string): Promise<Handler> => (await import(`../../handlers/${name}`)).handler;
const POISON: QueueBatch = {
  Records: [
    { messageId: 'no-json', body: '{' },
    { messageId: 'null', body: 'null' },
    { messageId: 'empty', body: '' },
  ],
};

it.each(['respond-to-ecs-events', 'explain-incidents', 'deliver-alerts'])(
  '%s gives poison back, and only that',
  async (name) => {
    const handler = await load(name);
    const failed = (await handler(POISON)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    expect(failed.sort()).toEqual(['empty', 'no-json', 'null']);
    expect(await handler({ Records: [] })).toEqual({ batchItemFailures: [] });
  },
);

it('takes a recorded stop between poison, and tells it', async () => {
  const { recording } = readCase(join(eventsFolder, 'image-tag-not-found', 'near-miss-image-named-secrets.json'));
  const [event] = recording.events;
  const handler = await load('respond-to-ecs-events');
  const { batchItemFailures } = await handler({
    Records: [...POISON.Records, { messageId: 'stop', body: JSON.stringify(event) }],
  });
  expect(batchItemFailures).toHaveLength(3);
  expect(batchItemFailures).not.toContainEqual({ itemIdentifier: 'stop' });
  expect(mockCurrent.counted.get('EventsHandled')).toBe(1);
  expect(mockCurrent.messages.published.map(({ attributes }) => attributes)).toEqual([
    expect.objectContaining({ kind: 'opened', cause: 'image-tag-not-found', service: 'secrets-service' }),
  ]);
});

it('keeps watch, sweeps, and refuses any other run', async () => {
  const handler = (await load('keep-watch')) as unknown as (input: unknown) => Promise<void>;
  await handler({ run: 'due' });
  expect(mockCurrent.counted.get('Heartbeat')).toBe(1);
  await handler({ run: 'sweep' });
  expect((await mockCurrent.ports.readWatch()).sweptAt).toBe(NOW);
  await expect(handler({ run: 'everything' })).rejects.toThrow('expected {"run": "due"}');
});

it.each(['respond-to-ecs-events', 'explain-incidents', 'deliver-alerts', 'keep-watch'])(
  '%s does not start with settings that cannot be used',
  async (name) => {
    process.env['ECS_MEDIC_TABEL'] = 'table';
    await expect(load(name)).rejects.toThrow('ECS_MEDIC_TABEL: no such variable; did you mean ECS_MEDIC_TABLE?');
  },
);
