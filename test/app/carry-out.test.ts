import { type CarryOutPorts, carryOut, publishOwed } from '../../lib/app/carry-out';
import { keepWatch } from '../../lib/app/keep-watch';
import { respondToEvents } from '../../lib/app/respond-to-events';
import { eventRules } from '../../lib/domain/event-rules';
import { attend } from '../../lib/domain/incident/attend';
import { unchanged } from '../../lib/domain/incident/change';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { memoryMessages } from '../../lib/memory/memory-messages';
import { memoryStore } from '../../lib/memory/memory-store';
import { recordedCases } from '../recorded-cases';

const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules: eventRules };
const subject = { kind: 'service' as const, cluster: 'prod', name: 'app' };

const recording = recordedCases().find(({ name }) => name === 'image-tag-not-found/technicalsdaily-notfound.json');
const body = JSON.stringify(recording?.recording.events[0]);
const start = Date.parse('2026-01-15T10:00:05Z');

/** A responder whose topic can be down. */
function world() {
  const clock = { now: start };
  const topic = { isDown: false };
  const store = memoryStore(() => clock.now);
  const messages = memoryMessages(() => clock.now);
  const ports: CarryOutPorts = {
    ...store,
    ...messages,
    async publish(message) {
      if (topic.isDown) throw new Error('the topic is down');
      await messages.publish(message);
    },
    count: () => undefined,
    report: () => undefined,
  };
  const published = () => messages.published.map(({ attributes }) => attributes['kind']);
  return { clock, topic, store, ports, published };
}

it('publishes what is owed before anything newer: nobody hears of an end before its beginning', async () => {
  const { clock, topic, ports, published } = world();
  topic.isDown = true;
  expect(await respondToEvents([{ id: '1', body }], ports, policy)).toEqual(['1']);
  topic.isDown = false;
  clock.now += 2 * DEFAULT_THRESHOLDS.regressionWindow;
  await carryOut(
    subject,
    (record) => unchanged(attend(record, clock.now, policy.thresholds)),
    ports,
    policy.thresholds,
  );
  expect(published()[0]).toBe('opened');
  expect(published()).toHaveLength(2);
});

it('publishes once more only what nobody has published since', async () => {
  const { clock, topic, store, ports, published } = world();
  topic.isDown = true;
  await respondToEvents([{ id: '1', body }], ports, policy);
  const owing = await store.readRecord(subject);
  expect(owing.outbox).toHaveLength(1);
  topic.isDown = false;
  clock.now += 2 * 60_000;
  await keepWatch(ports, policy);
  expect(published()).toEqual(['opened']);
  await publishOwed(owing, ports, policy.thresholds);
  expect(published()).toEqual(['opened']);
  expect((await store.readRecord(subject)).outbox).toEqual([]);
});
