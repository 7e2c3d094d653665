import type { CarryOutPorts } from '../../lib/app/carry-out';
import { keepWatch } from '../../lib/app/keep-watch';
import type { MetricName } from '../../lib/app/ports';
import { respondToEvents } from '../../lib/app/respond-to-events';
import { eventRules } from '../../lib/domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { memoryMessages } from '../../lib/memory/memory-messages';
import { memoryStore } from '../../lib/memory/memory-store';
import { recordedCases } from '../recorded-cases';

const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules: eventRules };
const subject = { kind: 'service' as const, cluster: 'prod', name: 'app' };
const recording = recordedCases().find(({ name }) => name === 'image-tag-not-found/technicalsdaily-notfound.json');
const body = JSON.stringify(recording?.recording.events[0]);
const start = Date.parse('2026-01-15T10:00:05Z');
const MINUTE = 60_000;

/** A responder whose topic can be down and whose alerts can expire. */
function world() {
  const clock = { now: start };
  const broken = { topic: false, bodies: false };
  const store = memoryStore(() => clock.now);
  const messages = memoryMessages(() => clock.now);
  const counted = new Map<MetricName, number>();
  const reported: string[] = [];
  const ports: CarryOutPorts = {
    ...store,
    ...messages,
    readAlert: async (alertId) => (broken.bodies ? undefined : store.readAlert(alertId)),
    async publish(message) {
      if (broken.topic) throw new Error('the topic is down');
      await messages.publish(message);
    },
    count: (metric, value) => void counted.set(metric, (counted.get(metric) ?? 0) + value),
    report: (what, error) => void reported.push(`${what}: ${String(error)}`),
  };
  return { clock, broken, store, ports, counted, reported, published: messages.published };
}

it('beats only when all that was due was attended to', async () => {
  const { clock, broken, ports, counted } = world();
  broken.topic = true;
  await respondToEvents([{ id: '1', body }], ports, policy);
  clock.now += 2 * MINUTE;
  await keepWatch(ports, policy);
  expect(counted.get('Heartbeat')).toBeUndefined();
  broken.topic = false;
  clock.now += 2 * MINUTE;
  await keepWatch(ports, policy);
  expect(counted.get('Heartbeat')).toBe(1);
});

it('gives up an alert whose body is gone, with an alarm, and tells the next one', async () => {
  const { clock, broken, store, ports, counted, reported, published } = world();
  broken.topic = true;
  await respondToEvents([{ id: '1', body }], ports, policy);
  expect((await store.readRecord(subject)).outbox).toHaveLength(1);
  broken.topic = false;
  broken.bodies = true;
  clock.now += 5 * 60 * MINUTE;
  await keepWatch(ports, policy);
  expect((await store.readRecord(subject)).outbox).toEqual([]);
  expect(published.map(({ attributes }) => attributes['kind'])).toEqual(['reminder']);
  expect(counted.get('DeadDeliveries')).toBe(1);
  expect(reported.join()).toContain('is missing');
});
