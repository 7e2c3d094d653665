import type { DeadDeliveriesPort } from '../../lib/app/operator-ports';
import type { StorePorts } from '../../lib/app/ports';
import { tableStore } from '../../lib/aws/table-store';
import { newDelivery } from '../../lib/domain/delivery/delivery';
import { revive } from '../../lib/domain/delivery/revive';
import { memoryStore } from '../../lib/memory/memory-store';
import { type LocalDynamodb, startLocalDynamodb } from './local-table';

const NOW = Date.parse('2026-11-09T10:00:00Z');
const now = () => NOW;

let local: LocalDynamodb;
beforeAll(async () => {
  local = await startLocalDynamodb();
});
afterAll(() => local.close());

const stores: readonly (readonly [string, () => Promise<StorePorts & DeadDeliveriesPort>])[] = [
  ['in memory', async () => memoryStore(now)],
  [
    'on DynamoDB',
    async () => tableStore({ client: local.newClient(), tableName: await local.newTable(), now, evidenceDays: 30 }),
  ],
];

describe.each(stores)('the store %s', (_name, open) => {
  const keyOf = (thread: string, channel = '#alerts') => ({ channel, thread });

  async function giveUp(store: StorePorts, thread: string, at: number, channel?: string): Promise<void> {
    const delivery = await store.readDelivery(keyOf(thread, channel));
    await store.writeDelivery({ ...delivery, dead: { at, because: 'channel_not_found' } }, undefined);
  }

  it('lists the deliveries that were given up, the longest ago first, of all channels', async () => {
    const store = await open();
    await giveUp(store, 'production/b#1', NOW - 1);
    await giveUp(store, 'production/a#1', NOW - 9, 'webhook');
    await store.writeDelivery(newDelivery(keyOf('production/lives#1')), NOW - 5);
    await store.writeDelivery(newDelivery(keyOf('production/rests#1')), undefined);
    expect(await store.readDeadDeliveries()).toEqual([keyOf('production/a#1', 'webhook'), keyOf('production/b#1')]);
  });

  it('does not call them due, whenever one looks', async () => {
    const store = await open();
    await giveUp(store, 'production/b#1', NOW - 1);
    expect(await store.readDue(NOW * 2, 100)).toEqual([]);
  });

  it('forgets them as dead once they are taken up again', async () => {
    const store = await open();
    await giveUp(store, 'production/b#1', NOW - 1);
    const dead = await store.readDelivery(keyOf('production/b#1'));
    expect(await store.writeDelivery(revive(dead), NOW)).toBe(true);
    expect(await store.readDeadDeliveries()).toEqual([]);
    expect(await store.readDue(NOW, 100)).toEqual([{ kind: 'delivery', key: dead.key, at: NOW }]);
  });

  it('knows them by names that are too long for a key', async () => {
    const store = await open();
    const thread = `production/${'ü'.repeat(900)}#1`;
    await giveUp(store, thread, NOW);
    expect(await store.readDeadDeliveries()).toEqual([keyOf(thread)]);
  });
});
