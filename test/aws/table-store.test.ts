import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type BatchWriteItemCommandInput,
  type BatchWriteItemCommandOutput,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { tableStore } from '../../lib/aws/table-store';
import { newDelivery } from '../../lib/domain/delivery/delivery';
import type { EntryRow, StopRow } from '../../lib/domain/incident/row';
import { newRecord } from '../../lib/domain/incident/service-record';
import type { Subject } from '../../lib/domain/incident/subject';
import { type LocalDynamodb, startLocalDynamodb } from '../contract/local-table';

const NOW = Date.parse('2026-11-09T10:00:00Z');
const DAY = 86_400;
const orders: Subject = { kind: 'service', cluster: 'production', name: 'orders-api' };

let local: LocalDynamodb;
let client: DynamoDBClient;
let tableName: string;
beforeAll(async () => {
  local = await startLocalDynamodb();
});
beforeEach(async () => {
  client = local.newClient();
  tableName = await local.newTable();
});
afterAll(() => local.close());

const pauses: number[] = [];
const open = (more: Partial<Parameters<typeof tableStore>[0]> = {}) =>
  tableStore({
    client,
    tableName,
    now: () => NOW,
    evidenceDays: 30,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    ...more,
  });
const stopOf = (taskId: string, more: Partial<StopRow> = {}): StopRow => ({
  type: 'stop',
  subject: orders,
  taskId,
  version: 1,
  at: NOW,
  ...more,
});
const itemAt = async (pk: string, sk: string) =>
  (await client.send(new GetItemCommand({ TableName: tableName, Key: { pk: { S: pk }, sk: { S: sk } } }))).Item;

/** The answers to the first PutItem calls are lost on their way back; what happens in between is the test's. */
function loseAnswers(times: number, meanwhile: () => Promise<unknown> = async () => undefined): void {
  let lost = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== 'PutItemCommand' || lost >= times) return next(args);
      await Promise.allSettled([next(args)]);
      lost++;
      await meanwhile();
      throw Object.assign(new Error('the answer did not come in time'), { name: 'TimeoutError' });
    },
    { step: 'deserialize', priority: 'high' },
  );
}

describe('a write whose answer is lost', () => {
  it('is a success where the SDK sent it again and finds our own', async () => {
    loseAnswers(1);
    expect(await open().writeRecord({ ...newRecord(orders), episode: 1 }, NOW)).toBe(true);
    expect(await open().readRecord(orders)).toMatchObject({ version: 1, episode: 1 });
  });

  it('is a success on top of an older version too', async () => {
    await open().writeRecord(newRecord(orders), undefined);
    loseAnswers(1);
    expect(await open().writeRecord({ ...newRecord(orders), version: 1, episode: 2 }, undefined)).toBe(true);
    expect(await open().readRecord(orders)).toMatchObject({ version: 2, episode: 2 });
  });

  it('is refused where somebody else has written since', async () => {
    const other = tableStore({ client: local.newClient(), tableName, now: () => NOW, evidenceDays: 30 });
    loseAnswers(1, () => other.writeRecord({ ...newRecord(orders), version: 1, episode: 9 }, undefined));
    expect(await open().writeRecord({ ...newRecord(orders), episode: 1 }, undefined)).toBe(false);
    expect(await open().readRecord(orders)).toMatchObject({ version: 2, episode: 9 });
  });

  it('throws where no answer ever comes, so that the message is delivered again', async () => {
    loseAnswers(Number.POSITIVE_INFINITY);
    await expect(open().writeRecord(newRecord(orders), undefined)).rejects.toThrow('did not come in time');
  });
});

/** DynamoDB takes only the first of each batch, so many times. */
function throttleBatches(times: number): void {
  let throttled = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== 'BatchWriteItemCommand' || throttled >= times) return next(args);
      const { input } = new BatchWriteItemCommand(args.input as never);
      const requests = input.RequestItems?.[tableName] ?? [];
      if (requests.length < 2) return next(args);
      throttled++;
      const answer = await next({ ...args, input: { ...input, RequestItems: { [tableName]: requests.slice(0, 1) } } });
      const output: BatchWriteItemCommandOutput = {
        $metadata: {},
        UnprocessedItems: { [tableName]: requests.slice(1) },
      };
      return { ...answer, output: Object.assign(answer.output, output) };
    },
    { step: 'initialize' },
  );
}

describe('a batch that DynamoDB leaves in parts', () => {
  const taskIds = Array.from({ length: 30 }, (_, index) => `task-${index}`);

  it('is sent again with growing pauses until it is through', async () => {
    pauses.length = 0;
    throttleBatches(5);
    await open().writeRows(taskIds.map((taskId) => stopOf(taskId)));
    expect((await open().readStops(orders, taskIds)).size).toBe(30);
    expect(pauses.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...pauses)).toBeGreaterThan(Math.min(...pauses));
  });

  it('throws where it never gets through, and its last row is then not written', async () => {
    throttleBatches(Number.POSITIVE_INFINITY);
    await expect(open().writeRows(taskIds.map((taskId) => stopOf(taskId)))).rejects.toThrow(
      /DynamoDB left \d+ writes unprocessed 8 times in a row: the table is throttled/,
    );
    expect(await open().readStops(orders, taskIds.slice(-1))).toEqual(new Map());
  });

  it('is read again in the parts that are left', async () => {
    await open().writeRows(taskIds.map((taskId) => stopOf(taskId)));
    let asked = 0;
    client.middlewareStack.add(
      (next, context) => async (args) => {
        if (context.commandName !== 'BatchGetItemCommand' || ++asked > 2) return next(args);
        const { input } = new BatchGetItemCommand(args.input as never);
        const keys = input.RequestItems?.[tableName]?.Keys ?? [];
        const first = { ...input, RequestItems: { [tableName]: { Keys: keys.slice(0, 3), ConsistentRead: true } } };
        const answer = await next({ ...args, input: first });
        return {
          ...answer,
          output: Object.assign(answer.output, { UnprocessedKeys: { [tableName]: { Keys: keys.slice(3) } } }),
        };
      },
      { step: 'initialize' },
    );
    expect((await open().readStops(orders, taskIds)).size).toBe(30);
    expect(asked).toBe(3);
  });
});

describe('the last stop of several rows', () => {
  const entry: EntryRow = {
    type: 'entry',
    subject: orders,
    entryId: 'alert/1',
    at: NOW,
    what: 'alert',
    title: 'opened',
  };
  const keysWritten = (): readonly string[][] => {
    const written: string[][] = [];
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const answer = await next(args);
        const { Item, RequestItems } = args.input as Partial<PutItemCommandInput & BatchWriteItemCommandInput>;
        const items = RequestItems?.[tableName]?.map(({ PutRequest }) => PutRequest?.Item) ?? [Item];
        written.push([context.commandName ?? '', ...items.map((item) => item?.['sk']?.S ?? '')]);
        return answer;
      },
      { step: 'initialize' },
    );
    return written;
  };

  it('is written after all others have got through', async () => {
    const written = keysWritten();
    const stops = Array.from({ length: 60 }, (_, index) => stopOf(`task-${index}`));
    await open().writeRows([...stops, entry]);
    expect(written.map(([command]) => command)).toEqual([
      ...Array.from({ length: 3 }, () => 'BatchWriteItemCommand'),
      'PutItemCommand',
    ]);
    expect(written.at(-1)).toEqual(['PutItemCommand', 'STOP#task-59']);
    expect(written.flat().filter((key) => key.startsWith('ENTRY#'))).toHaveLength(1);
  });

  it('gives its place to the last row where there is no stop', async () => {
    const written = keysWritten();
    await open().writeRows([entry, { ...entry, entryId: 'alert/2' }]);
    expect(written.at(-1)).toEqual(['PutItemCommand', 'ENTRY#2026-11-09T10:00:00.000Z#alert/2']);
    expect(written).toHaveLength(2);
  });
});

describe('an item that cannot be used', () => {
  const put = (attributes: Record<string, { S: string } | { N: string }>) =>
    client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { pk: { S: 'S#production/orders-api' }, sk: { S: 'RECORD' }, ...attributes },
      }),
    );
  const body = JSON.stringify(newRecord(orders));
  const damaged = /restore it from the point-in-time backup, or delete it if the incidents of this service may be/;

  it.each([
    [
      'of a newer form',
      { schema: { N: '2' }, body: { S: body } },
      /expected a service record of schema 1, got schema 2; a newer ecs-medic wrote it: deploy that version again/,
    ],
    [
      'of a form that nobody knows any more',
      { schema: { N: '0' }, body: { S: body } },
      /got schema 0; deploy the versions of ecs-medic in between/,
    ],
    ['without a form', { body: { S: body } }, /got no schema number/],
    ['that was cut', { schema: { N: '1' }, body: { S: body.slice(0, 80) } }, /got 80 characters that are no JSON/],
    ['without a body', { schema: { N: '1' } }, damaged],
    ['that is a list', { schema: { N: '1' }, body: { S: '[]' } }, /got a list/],
    ['that is null', { schema: { N: '1' }, body: { S: 'null' } }, /got null/],
    [
      'that lacks a member',
      { schema: { N: '1' }, body: { S: body.replace('"outbox":[]', '"outbux":[]') } },
      /with a list `outbox`, got nothing/,
    ],
    [
      'whose member is of another type',
      { schema: { N: '1' }, body: { S: body.replace('"pending":[]', '"pending":"a"') } },
      /with a list `pending`, got a value of type string/,
    ],
    ['without a version', { schema: { N: '1' }, body: { S: body } }, /expected a version from 1 on, got undefined/],
  ])('%s is told by its key, and never taken for a fresh one', async (_what, attributes, message) => {
    await put(attributes as Parameters<typeof put>[0]);
    const read = open().readRecord(orders);
    await expect(read).rejects.toThrow(message);
    await expect(read).rejects.toThrow('item S#production/orders-api RECORD of the table');
  });

  it('is told of stops, diagnoses and alerts too', async () => {
    const damage = (pk: string, sk: string) =>
      client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: { pk: { S: pk }, sk: { S: sk }, schema: { N: '1' }, body: { S: '{' } },
        }),
      );
    await damage('S#production/orders-api', 'STOP#a');
    await damage('I#production/orders-api#3', 'DIAGNOSIS#f1');
    await damage('I#production/orders-api#3', 'ALERT#000001');
    await expect(open().readStops(orders, ['a'])).rejects.toThrow('STOP#a of the table: expected a stop');
    await expect(open().readDiagnoses('production/orders-api#3')).rejects.toThrow('expected a diagnosis');
    await expect(open().readAlert('production/orders-api#3/1')).rejects.toThrow('expected an alert');
  });
});

it('leaves what a newer version has put into the index to that version', async () => {
  await open().writeRecord(newRecord(orders), NOW);
  const shard = (await itemAt('S#production/orders-api', 'RECORD'))?.['dueShard']?.S ?? '';
  await client.send(
    new PutItemCommand({
      TableName: tableName,
      Item: { pk: { S: 'A#1' }, sk: { S: 'ACTION' }, dueShard: { S: shard }, dueAt: { N: '1' } },
    }),
  );
  expect(await open().readDue(NOW, 10)).toEqual([{ kind: 'record', subject: orders, at: NOW }]);
});

describe('what it costs', () => {
  const counted = async (work: (store: ReturnType<typeof open>) => Promise<unknown>) => {
    const units = { read: 0, write: 0 };
    await work(
      open({
        onConsumed: (kind, consumed) => {
          units[kind] += consumed;
        },
      }),
    );
    return units;
  };

  it('is one write unit a stop, with the longest names that AWS allows', async () => {
    const subject: Subject = { kind: 'service', cluster: 'c'.repeat(255), name: 's'.repeat(255) };
    const rows = Array.from({ length: 100 }, (_, index) =>
      stopOf(String(index).padStart(32, '0'), {
        subject,
        version: 12,
        episode: 1234,
        cause: 'exit-dependency-unreachable',
        container: 'c'.repeat(255),
        exitCode: 4294967295,
        revision: 123456,
        deployment: 'ecs-svc/1234567890123456789',
        startedAt: NOW,
        late: true,
      }),
    );
    expect(await counted((store) => store.writeRows(rows))).toEqual({ read: 0, write: 100 });
  });

  it('keeps of a stop with usual names what the timeline wants too', async () => {
    const stop = stopOf('0'.repeat(32), { deployment: 'ecs-svc/1234567890123456789', startedAt: NOW - 5000 });
    expect(await counted((store) => store.writeRows([stop]))).toEqual({ read: 0, write: 1 });
    expect((await open().readStops(orders, [stop.taskId])).get(stop.taskId)).toEqual(stop);
  });

  it('is told of reads too, and of nothing where nobody counts', async () => {
    await open().writeRows([stopOf('a')]);
    expect(await counted((store) => store.readStops(orders, ['a']))).toEqual({ read: 1, write: 0 });
    expect(await counted((store) => store.readRecord(orders))).toEqual({ read: 1, write: 0 });
  });
});

describe('how long it is kept', () => {
  const expiryOf = async (pk: string, sk: string): Promise<number | undefined> => {
    const digits = (await itemAt(pk, sk))?.['expiresAt']?.N;
    return digits === undefined ? undefined : Number(digits) - NOW / 1000;
  };

  it('is for ever for records and channels, 90 days for rows, and as set for evidence', async () => {
    const store = open({ evidenceDays: 7 });
    await store.writeRecord(newRecord(orders), undefined);
    await store.writeRows([
      stopOf('a'),
      { type: 'entry', subject: orders, entryId: 'x/1', at: NOW, what: 'w', title: 't' },
    ]);
    await store.writeAlert({
      kind: 'digest',
      alertId: 'production/orders-api#3/4-ab',
      at: NOW,
      watching: 0,
      failing: [],
    });
    expect(await expiryOf('S#production/orders-api', 'RECORD')).toBeUndefined();
    expect(await expiryOf('S#production/orders-api', 'STOP#a')).toBe(90 * DAY);
    expect(await expiryOf('S#production/orders-api', 'ENTRY#2026-11-09T10:00:00.000Z#x/1')).toBe(90 * DAY);
    expect(await expiryOf('I#production/orders-api#3', 'ALERT#000004-ab')).toBe(7 * DAY);
  });

  it('is for ever for a delivery while something is owed', async () => {
    const key = { channel: '#alerts', thread: 'production/orders-api#3' };
    await open().writeDelivery(newDelivery(key), NOW);
    expect(await expiryOf('D##alerts', 'THREAD#production/orders-api#3')).toBeUndefined();
    await open().writeDelivery({ ...newDelivery(key), version: 1 }, undefined);
    expect(await expiryOf('D##alerts', 'THREAD#production/orders-api#3')).toBe(180 * DAY);
  });
});

it('throws what DynamoDB refuses', async () => {
  const store = open({ tableName: 'no-such-table' });
  await expect(store.readRecord(orders)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(store.writeRecord(newRecord(orders), undefined)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it('takes a write as refused where the item was deleted meanwhile', async () => {
  await client.send(new UpdateItemCommand({ TableName: tableName, Key: { pk: { S: 'WATCH' }, sk: { S: 'OTHER' } } }));
  expect(await open().writeWatch({ schema: 1, version: 4 })).toBe(false);
});
