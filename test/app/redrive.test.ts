import type { DeadLetterPorts, QueueName } from '../../lib/app/operator-ports';
import { redrive } from '../../lib/app/redrive';
import type { DeliveryKey } from '../../lib/domain/delivery/delivery';
import { memoryStore } from '../../lib/memory/memory-store';

const reasons = [{ channel: '#alerts', because: 'is_archived', count: 1 }];
const dead: DeliveryKey = { channel: '#alerts', thread: 'production/orders-api#3' };

async function world(waiting: Partial<Record<QueueName, number>>, broken?: QueueName) {
  const store = memoryStore(() => 1);
  await store.writeDelivery(
    { ...(await store.readDelivery(dead)), dead: { at: 1, because: 'is_archived' } },
    undefined,
  );
  const moved: QueueName[] = [];
  const revived: DeliveryKey[] = [];
  const deadLetters: DeadLetterPorts = {
    async countDeadLetters(queue) {
      if (queue === broken) throw new Error(`${queue} is broken`);
      return waiting[queue] ?? 0;
    },
    async moveBack(queue) {
      moved.push(queue);
      return { moved: waiting[queue] ?? 0, isDone: queue !== 'deliveries' };
    },
    async revive(keys) {
      revived.push(...keys);
    },
  };
  return { store, deadLetters, moved, revived };
}

it('moves what waits, revives what was given up, and says how much of each', async () => {
  const { moved, revived, ...ports } = await world({ events: 2, deliveries: 5 });
  expect(await redrive(ports, { dryRun: false })).toEqual([
    { what: 'events', found: 2, moved: 2, isDone: true },
    { what: 'look-again', found: 0, isDone: true },
    { what: 'deliveries', found: 5, moved: 5, isDone: false },
    { what: 'dead-deliveries', found: 1, moved: 1, isDone: true, reasons },
  ]);
  expect(moved).toEqual(['events', 'deliveries']);
  expect(revived).toEqual([dead]);
});

it('only counts in a dry run', async () => {
  const { moved, revived, ...ports } = await world({ events: 2 });
  const reports = await redrive(ports, { dryRun: true });
  expect(reports.map(({ found, moved: many }) => [found, many])).toEqual([
    [2, undefined],
    [0, undefined],
    [0, undefined],
    [1, undefined],
  ]);
  expect([...moved, ...revived]).toEqual([]);
});

it('does the rest where one queue fails, and tells of it', async () => {
  const { moved, revived, ...ports } = await world({ events: 2, deliveries: 1 }, 'events');
  const [events] = await redrive(ports, { dryRun: false });
  expect(events).toMatchObject({ what: 'events', error: new Error('events is broken') });
  expect(moved).toEqual(['deliveries']);
  expect(revived).toEqual([dead]);
});

it('says why deliveries were given up, the most frequent reason first', async () => {
  const { store, deadLetters } = await world({});
  for (const [thread, because] of [
    ['production/a#1', 'channel_not_found'],
    ['production/b#1', 'channel_not_found'],
  ] as const) {
    const delivery = await store.readDelivery({ channel: 'C1', thread });
    await store.writeDelivery({ ...delivery, dead: { at: 2, because } }, undefined);
  }
  const report = (await redrive({ store, deadLetters }, { dryRun: true })).at(-1);
  expect(report?.reasons).toEqual([{ channel: 'C1', because: 'channel_not_found', count: 2 }, ...reasons]);
});
