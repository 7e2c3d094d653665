import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { StorePorts } from '../../lib/app/ports';
import { tableStore } from '../../lib/aws/table-store';
import { type Delivery, newChannelState, newDelivery } from '../../lib/domain/delivery/delivery';
import type { Alert } from '../../lib/domain/incident/alert';
import type { EntryRow, StopRow } from '../../lib/domain/incident/row';
import { newRecord, type ServiceRecord } from '../../lib/domain/incident/service-record';
import type { Subject } from '../../lib/domain/incident/subject';
import { newWatchState } from '../../lib/domain/incident/watch-state';
import { memoryStore } from '../../lib/memory/memory-store';
import { type LocalDynamodb, startLocalDynamodb } from './local-table';
import { recordedStop } from './recorded-diagnosis';

const NOW = Date.parse('2026-11-09T10:00:00Z');
const now = () => NOW;
const orders: Subject = { kind: 'service', cluster: 'production', name: 'orders-api' };
const { stop, diagnosis } = recordedStop('image-not-found/nosuchimage.json');

let local: LocalDynamodb;
let client: DynamoDBClient;
beforeAll(async () => {
  local = await startLocalDynamodb();
  client = local.newClient();
});
afterAll(() => local.close());

const stores: readonly (readonly [string, () => Promise<StorePorts>])[] = [
  ['in memory', async () => memoryStore(now)],
  ['on DynamoDB', async () => tableStore({ client, tableName: await local.newTable(), now, evidenceDays: 30 })],
];

describe.each(stores)('the store %s', (_name, open) => {
  let store: StorePorts;
  beforeEach(async () => {
    store = await open();
  });

  describe('keeps records', () => {
    it('and gives a fresh one where there is none', async () => {
      expect(await store.readRecord(orders)).toEqual(newRecord(orders));
    });

    it('and adds one to the version at each write', async () => {
      expect(await store.writeRecord({ ...newRecord(orders), episode: 1 }, undefined)).toBe(true);
      const first = await store.readRecord(orders);
      expect(first).toEqual({ ...newRecord(orders), episode: 1, version: 1 });
      expect(await store.writeRecord({ ...first, episode: 2 }, undefined)).toBe(true);
      expect(await store.readRecord(orders)).toEqual({ ...newRecord(orders), episode: 2, version: 2 });
    });

    it('and refuses a write on top of an older version, of a newer one, and of none', async () => {
      await store.writeRecord(newRecord(orders), undefined);
      await store.writeRecord({ ...newRecord(orders), version: 1, episode: 7 }, undefined);
      for (const version of [0, 1, 3])
        expect(await store.writeRecord({ ...newRecord(orders), version }, undefined)).toBe(false);
      const elsewhere = { ...orders, name: 'never-written' };
      expect(await store.writeRecord({ ...newRecord(elsewhere), version: 1 }, undefined)).toBe(false);
      expect(await store.readRecord(orders)).toMatchObject({ version: 2, episode: 7 });
      expect(await store.readRecord(elsewhere)).toEqual(newRecord(elsewhere));
    });

    it('and lets one of many writers at once win', async () => {
      const writers = Array.from({ length: 12 }, (_, writer) => writer + 1);
      const won = await Promise.all(
        writers.map((episode) => store.writeRecord({ ...newRecord(orders), episode }, undefined)),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await store.readRecord(orders)).episode).toBe(writers[won.indexOf(true)]);
    });

    it('and counts right where many writers read, add and write until they win', async () => {
      const add = async (): Promise<void> => {
        const record = await store.readRecord(orders);
        if (!(await store.writeRecord({ ...record, episode: record.episode + 1 }, undefined))) await add();
      };
      await Promise.all(Array.from({ length: 8 }, add));
      expect(await store.readRecord(orders)).toMatchObject({ episode: 8, version: 8 });
    });

    it('and shares no state with those who write and read', async () => {
      const pending = ['a'];
      await store.writeRecord({ ...newRecord(orders), pending }, undefined);
      pending.push('b');
      const read = await store.readRecord(orders);
      (read.pending as string[]).push('c');
      expect((await store.readRecord(orders)).pending).toEqual(['a']);
    });

    it('and tells a service from a family of the same name, and names with separators from each other', async () => {
      const subjects: readonly Subject[] = [
        orders,
        { ...orders, kind: 'family' },
        { kind: 'family', cluster: 'production', name: 'a#b' },
        { kind: 'family', cluster: 'production', name: 'a/b:c#RECORD' },
        { kind: 'family', cluster: 'production', name: 'a' },
        { kind: 'family', cluster: 'production', name: 'ünï🚀' },
        { kind: 'family', cluster: 'production', name: 'long'.repeat(600) },
        { kind: 'family', cluster: 'production', name: `${'long'.repeat(600)}er` },
      ];
      for (const [episode, subject] of subjects.entries())
        expect(await store.writeRecord({ ...newRecord(subject), episode }, NOW + episode)).toBe(true);
      for (const [episode, subject] of subjects.entries())
        expect(await store.readRecord(subject)).toMatchObject({ subject, episode });
      expect(await store.readDue(NOW + 100, 100)).toEqual(
        subjects.map((subject, index) => ({ kind: 'record', subject, at: NOW + index })),
      );
    });
  });

  describe('knows what is due', () => {
    const subjectOf = (name: string): Subject => ({ ...orders, name });
    const write = (name: string, dueAt: number | undefined, version = 0): Promise<boolean> =>
      store.writeRecord({ ...newRecord(subjectOf(name)), version }, dueAt);
    const namesDue = async (at: number, most = 100): Promise<readonly string[]> =>
      (await store.readDue(at, most)).map((one) => (one.kind === 'record' ? one.subject.name : one.key.thread));

    it('and lists it earliest first, across all partitions of the index, and at most so many', async () => {
      const times = Array.from({ length: 40 }, (_, index) => (index * 17) % 40);
      await Promise.all(times.map((time) => write(`service-${time}`, NOW + time)));
      const all = Array.from({ length: 40 }, (_, time) => `service-${time}`);
      expect(await namesDue(NOW + 39)).toEqual(all);
      expect(await namesDue(NOW + 39, 7)).toEqual(all.slice(0, 7));
      expect(await namesDue(NOW + 11)).toEqual(all.slice(0, 12));
      expect(await namesDue(NOW - 1)).toEqual([]);
    });

    it('and moves it with each write, and takes it out where nothing is owed any more', async () => {
      await write('web', NOW);
      expect(await namesDue(NOW)).toEqual(['web']);
      await write('web', NOW + 5_000, 1);
      expect(await namesDue(NOW)).toEqual([]);
      expect(await namesDue(NOW + 5_000)).toEqual(['web']);
      await write('web', undefined, 2);
      expect(await namesDue(NOW + 5_000)).toEqual([]);
    });

    it('and leaves it as it was where the write was refused', async () => {
      await write('web', NOW);
      await write('web', undefined, 5);
      expect(await namesDue(NOW)).toEqual(['web']);
    });

    it('and knows deliveries from records', async () => {
      const key = { channel: '#alerts', thread: 'production/orders-api#3' };
      await store.writeDelivery(newDelivery(key), NOW + 1);
      await write('web', NOW);
      expect(await store.readDue(NOW + 1, 10)).toEqual([
        { kind: 'record', subject: subjectOf('web'), at: NOW },
        { kind: 'delivery', key, at: NOW + 1 },
      ]);
    });

    it('and refuses a time that is none', async () => {
      await expect(write('web', Number.NaN)).rejects.toThrow();
      expect(await store.readRecord(subjectOf('web'))).toEqual(newRecord(subjectOf('web')));
    });
  });

  describe('keeps rows', () => {
    const stopRow: StopRow = {
      type: 'stop',
      subject: orders,
      taskId: stop.taskId,
      version: 5,
      at: NOW,
      episode: 3,
      cause: 'image-not-found',
      container: 'app',
      exitCode: 1,
      revision: 9,
    };
    const entry: EntryRow = {
      type: 'entry',
      subject: orders,
      entryId: 'deployment/ecs-svc/123/SERVICE_DEPLOYMENT_FAILED',
      at: NOW,
      what: 'deployment',
      title: 'deployment failed',
    };
    const readStop = async (taskId = stopRow.taskId): Promise<StopRow | undefined> =>
      (await store.readStops(orders, [taskId])).get(taskId);

    it('and gives back the stops that were asked for, by task, each once', async () => {
      const other: StopRow = { type: 'stop', subject: orders, taskId: 'other', version: 0, at: NOW, late: true };
      await store.writeRows([stopRow, other, entry]);
      const read = await store.readStops(orders, [stopRow.taskId, 'missing', 'other', stopRow.taskId]);
      expect(read).toEqual(
        new Map([
          [stopRow.taskId, stopRow],
          ['other', other],
        ]),
      );
      expect(await store.readStops({ ...orders, name: 'web' }, [stopRow.taskId])).toEqual(new Map());
      expect(await store.readStops(orders, [])).toEqual(new Map());
    });

    it('and changes nothing where one is written twice', async () => {
      await store.writeRows([stopRow, entry]);
      await store.writeRows([stopRow, entry]);
      expect(await readStop()).toEqual(stopRow);
    });

    it('and takes the last of two with one key, in one call as in two', async () => {
      await store.writeRows([{ ...stopRow, version: 6 }, entry, stopRow]);
      expect(await readStop()).toEqual(stopRow);
      await store.writeRows([stopRow, { ...stopRow, version: 6 }, entry]);
      expect((await readStop())?.version).toBe(6);
      await store.writeRows([{ ...stopRow, version: 7 }]);
      expect((await readStop())?.version).toBe(7);
    });

    it('and writes and reads more than one call takes', async () => {
      const taskIds = Array.from({ length: 230 }, (_, index) => `task-${index}`);
      await store.writeRows(taskIds.map((taskId) => ({ ...stopRow, taskId })));
      const read = await store.readStops(orders, taskIds);
      expect([...read.keys()].sort()).toEqual([...taskIds].sort());
    });

    it('and takes ids of any form and length', async () => {
      const taskIds = ['a#b/c:d', 'ü🚀', 'x'.repeat(4096), `${'x'.repeat(4096)}y`];
      await store.writeRows(taskIds.map((taskId, version) => ({ ...stopRow, taskId, version })));
      await store.writeRows([{ ...entry, entryId: 'ü#'.repeat(4096) }]);
      const read = await store.readStops(orders, taskIds);
      expect(taskIds.map((taskId) => read.get(taskId)?.version)).toEqual([0, 1, 2, 3]);
      expect(taskIds.map((taskId) => read.get(taskId)?.taskId)).toEqual(taskIds);
    });

    it('and of services with names that are too long for a key', async () => {
      const subject: Subject = { kind: 'family', cluster: 'production', name: 'n'.repeat(5000) };
      await store.writeRows([{ ...stopRow, subject }]);
      expect((await store.readStops(subject, [stopRow.taskId])).get(stopRow.taskId)).toEqual({ ...stopRow, subject });
    });

    it('and writes nothing where there is nothing to write', async () => {
      await expect(store.writeRows([])).resolves.toBeUndefined();
    });
  });

  describe('keeps evidence', () => {
    it('by the fingerprint of the cause, and of one incident only', async () => {
      const other = { ...diagnosis, summary: 'It is something else: ü, 🚀, "quoted", \\ and \u2028.' };
      await store.writeDiagnosis('production/orders-api#3', 'f1.image-not-found.3fa9c012', diagnosis);
      await store.writeDiagnosis('production/orders-api#3', 'f1.other#/:.00000000', other);
      await store.writeDiagnosis('production/orders-api#31', 'f1.other.11111111', other);
      expect(await store.readDiagnoses('production/orders-api#3')).toEqual(
        new Map([
          ['f1.image-not-found.3fa9c012', diagnosis],
          ['f1.other#/:.00000000', other],
        ]),
      );
      await store.writeDiagnosis('production/orders-api#3', 'f1.image-not-found.3fa9c012', other);
      expect((await store.readDiagnoses('production/orders-api#3')).get('f1.image-not-found.3fa9c012')).toEqual(other);
      expect(await store.readDiagnoses('production/orders-api#4')).toEqual(new Map());
    });

    it('of 30 KB', async () => {
      const long = { ...diagnosis, notes: Array.from({ length: 50 }, () => 'ä'.repeat(300)) };
      await store.writeDiagnosis('production/orders-api#3', 'f1', long);
      expect((await store.readDiagnoses('production/orders-api#3')).get('f1')).toEqual(long);
    });
  });

  describe('keeps alerts', () => {
    const digest = (alertId: string): Alert => ({ kind: 'digest', alertId, at: NOW, watching: 3, failing: [] });

    it('by their ids, whatever their form', async () => {
      const ids = [
        'production/orders-api#3/1',
        'production/orders-api#3/10',
        'production/orders-api#3/1-3fa9c012',
        'production/orders-api#3/1-00000000',
        'production/orders-api#3/01',
        'production/orders-api#3',
        'digest/baseline',
        'baseline',
        '1',
        '/1',
        `${'d'.repeat(4000)}/1`,
      ];
      for (const id of ids) await store.writeAlert(digest(id));
      for (const id of ids) expect(await store.readAlert(id)).toEqual(digest(id));
      expect(await store.readAlert('production/orders-api#3/2')).toBeUndefined();
    });
  });

  describe('keeps deliveries, channels and the watch', () => {
    const key = { channel: '#alerts', thread: 'production/orders-api#3' };

    it('and gives fresh ones where there are none', async () => {
      expect(await store.readDelivery(key)).toEqual(newDelivery(key));
      expect(await store.readChannel('#alerts')).toEqual(newChannelState('#alerts'));
      expect(await store.readWatch()).toEqual(newWatchState());
    });

    it('and writes each only on top of the version that was read', async () => {
      const delivery: Delivery = {
        ...newDelivery(key),
        posted: { ts: '1762682400.000100', channelId: 'C0123456789', revision: 2, at: NOW },
        lease: { owner: 'a', until: NOW + 30_000 },
      };
      expect(await store.writeDelivery(delivery, NOW + 30_000)).toBe(true);
      expect(await store.writeDelivery(delivery, NOW + 30_000)).toBe(false);
      expect(await store.readDelivery(key)).toEqual({ ...delivery, version: 1 });
      const channel = { ...newChannelState('#alerts'), nextPostAt: NOW + 1000 };
      expect(await store.writeChannel(channel)).toBe(true);
      expect(await store.writeChannel(channel)).toBe(false);
      expect(await store.readChannel('#alerts')).toEqual({ ...channel, version: 1 });
      const watch = { ...newWatchState(), cursor: 'production/orders-api' };
      expect(await store.writeWatch(watch)).toBe(true);
      expect(await store.writeWatch(watch)).toBe(false);
      expect(await store.readWatch()).toEqual({ ...watch, version: 1 });
    });

    it('and tells a delivery from its channel and from those of other channels', async () => {
      const keys = [
        key,
        { channel: '#alerts', thread: 'CHANNEL' },
        { channel: '#other', thread: key.thread },
        { channel: 'ü🚀', thread: 'digest/2026-11-09#1' },
        { channel: 'c'.repeat(3000), thread: 't'.repeat(3000) },
      ];
      await store.writeChannel({ ...newChannelState('#alerts'), nextPostAt: 1 });
      for (const [attempts, one] of keys.entries())
        expect(await store.writeDelivery({ ...newDelivery(one), attempts }, NOW + attempts)).toBe(true);
      for (const [attempts, one] of keys.entries())
        expect(await store.readDelivery(one)).toMatchObject({ key: one, attempts });
      expect((await store.readChannel('#alerts')).nextPostAt).toBe(1);
      expect(await store.readDue(NOW + 10, 10)).toEqual(
        keys.map((one, index) => ({ kind: 'delivery', key: one, at: NOW + index })),
      );
    });
  });

  it('keeps a record with all that an incident can hold', async () => {
    const record: ServiceRecord = {
      ...newRecord(orders),
      pending: Array.from({ length: 100 }, (_, index) => `task-${index}`),
      outbox: ['production/orders-api#3/4-3fa9c012'],
      past: [{ fingerprint: 'f1.other.11111111', incidentId: 'production/orders-api#2', at: NOW }],
      mute: { until: NOW, by: 'tag' },
      place: { account: '123456789012', region: 'eu-central-1', partition: 'aws' },
    };
    await store.writeRecord(record, NOW);
    expect(await store.readRecord(orders)).toEqual({ ...record, version: 1 });
  });
});
