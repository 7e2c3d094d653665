import { parseLook } from '../../lib/app/parse-look';
import type { Look } from '../../lib/domain/incident/look';
import type { TopicMessage } from '../../lib/domain/incident/topic-message';
import { memoryMessages } from '../../lib/memory/memory-messages';
import { recordedStop } from '../contract/recorded-diagnosis';

const { stop } = recordedStop('image-not-found/nosuchimage.json');
const lookAfter = (delay: number): Look => ({
  subject: { kind: 'service', cluster: 'production', name: 'orders-api' },
  incidentId: 'production/orders-api#3',
  signature: '3fa9c012',
  symptom: { kind: 'stop', stop },
  delay,
  last: delay === 30,
});
const message: TopicMessage = { alertId: 'a/1', subject: 's', json: '{}', email: 'e', amazonQ: '{}', attributes: {} };

it('gives what was published once, and remembers it', async () => {
  const messages = memoryMessages(() => 0);
  await messages.publish(message);
  expect(messages.takePublished()).toEqual([message]);
  await messages.publish({ ...message, alertId: 'a/2' });
  expect(messages.takePublished().map(({ alertId }) => alertId)).toEqual(['a/2']);
  expect(messages.takePublished()).toEqual([]);
  expect(messages.published).toHaveLength(2);
});

it('gives a look when its delay is over, earliest first, once', async () => {
  const clock = { now: 1_000_000 };
  const messages = memoryMessages(() => clock.now);
  await messages.lookAgain([lookAfter(30), lookAfter(10), lookAfter(0)]);
  expect(messages.nextLookAt()).toBe(1_000_000);
  expect(messages.takeLooks(1_009_999).map(({ body }) => JSON.parse(body).delay)).toEqual([0]);
  expect(messages.nextLookAt()).toBe(1_010_000);
  expect(messages.takeLooks(1_030_000).map(({ body }) => JSON.parse(body).delay)).toEqual([10, 30]);
  expect(messages.nextLookAt()).toBeUndefined();
});

it('sends a look in the form that its reader understands', async () => {
  const messages = memoryMessages(() => 0);
  await messages.lookAgain([lookAfter(10)]);
  const [sent] = messages.takeLooks(10_000);
  expect(parseLook(sent?.body ?? '')).toEqual(lookAfter(10));
});

it('gives each nudge once, each message with an id of its own', async () => {
  const messages = memoryMessages(() => 0);
  const keys = ['a', 'b'].map((thread) => ({ channel: '#alerts', thread }));
  await messages.nudge(keys);
  const nudges = messages.takeNudges();
  expect(nudges.map(({ body }) => JSON.parse(body))).toEqual(keys.map((nudge) => ({ nudge })));
  expect(new Set(nudges.map(({ id }) => id)).size).toBe(2);
  expect(messages.takeNudges()).toEqual([]);
});
