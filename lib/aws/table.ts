import { randomBytes } from 'node:crypto';
import { setTimeout as pauseFor } from 'node:timers/promises';
import type { ConsumedCapacity, WriteRequest } from '@aws-sdk/client-dynamodb';
import { type Attributes, attributesOf, numberIn, textIn } from './attributes';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from './clients/dynamodb';
import { getThrough, partsOf } from './get-through';
import { TABLE } from './table-definition';
import type { ItemKey } from './table-keys';

export interface TableOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Told of the capacity units of each call, where somebody counts them; a failed call tells none. */
  readonly onConsumed?: (kind: 'read' | 'write', units: number) => void;
  /** Waits between two attempts at what was left unprocessed. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** One item to be written: its key and all its attributes. */
export interface Item {
  readonly key: ItemKey;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
}

/** The calls that are made to the table. All reads of items are strongly consistent. */
export interface Table {
  get(key: ItemKey): Promise<Attributes | undefined>;
  /** The items there are, in no order. */
  getMany(keys: readonly ItemKey[]): Promise<readonly Attributes[]>;
  /** The items of a partition whose sort keys begin so, in their order. */
  query(partition: string, prefix: string): Promise<readonly Attributes[]>;
  put(item: Item): Promise<void>;
  /** In no order; of items with the same key the last one. */
  putMany(items: readonly Item[]): Promise<void>;
  /** Writes `version` + 1 where the stored version is `version` (0: where there is no item); else answers false. */
  putNext(item: Item, version: number): Promise<boolean>;
  /** Keys in one shard of the index that are due at a time, earliest first. May be behind by seconds. */
  queryDue(shard: string, now: number, most: number): Promise<readonly DueEntry[]>;
}

export interface DueEntry {
  readonly key: ItemKey;
  readonly dueAt: number;
}

/** What BatchGetItem and BatchWriteItem take at once. */
const MOST_READS = 100;
const MOST_WRITES = 25;

export function table({ client, tableName, onConsumed, pause = pauseFor }: TableOptions): Table {
  const counted = onConsumed === undefined ? {} : ({ ReturnConsumedCapacity: 'TOTAL' } as const);
  const count = (
    kind: 'read' | 'write',
    consumed: ConsumedCapacity | readonly ConsumedCapacity[] | undefined,
  ): void => {
    for (const { CapacityUnits = 0 } of consumed === undefined ? [] : [consumed].flat())
      onConsumed?.(kind, CapacityUnits);
  };

  async function get(key: ItemKey): Promise<Attributes | undefined> {
    const answer = await client.send(
      new GetItemCommand({ TableName: tableName, Key: attributesOf({ ...key }), ConsistentRead: true, ...counted }),
    );
    count('read', answer.ConsumedCapacity);
    return answer.Item;
  }

  /** All pages of a query, until there are enough. */
  async function query(input: object, most = Number.POSITIVE_INFINITY): Promise<readonly Attributes[]> {
    const found: Attributes[] = [];
    let from: Attributes | undefined;
    do {
      const answer = await client.send(
        new QueryCommand({
          TableName: tableName,
          ...input,
          ...counted,
          ...(most === Number.POSITIVE_INFINITY ? {} : { Limit: most - found.length }),
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      count('read', answer.ConsumedCapacity);
      found.push(...(answer.Items ?? []));
      from = answer.LastEvaluatedKey;
    } while (from !== undefined && found.length < most);
    return found;
  }

  return {
    get,
    async getMany(keys) {
      const found: Attributes[] = [];
      const send = async (some: readonly ItemKey[]): Promise<readonly ItemKey[]> => {
        const Keys = some.map((key) => attributesOf({ ...key }));
        const answer = await client.send(
          new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys, ConsistentRead: true } }, ...counted }),
        );
        count('read', answer.ConsumedCapacity);
        found.push(...(answer.Responses?.[tableName] ?? []));
        return (answer.UnprocessedKeys?.[tableName]?.Keys ?? []).map(keyIn);
      };
      await Promise.all(
        partsOf(
          withoutDuplicates(keys, (key) => key),
          MOST_READS,
        ).map((part) => getThrough(part, 'reads', send, pause)),
      );
      return found;
    },
    query(partition, prefix) {
      return query({
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
        ExpressionAttributeNames: { '#pk': TABLE.partitionKey, '#sk': TABLE.sortKey },
        ExpressionAttributeValues: attributesOf({ ':pk': partition, ':prefix': prefix }),
      });
    },
    async put({ key, attributes }) {
      const answer = await client.send(
        new PutItemCommand({ TableName: tableName, Item: attributesOf({ ...key, ...attributes }), ...counted }),
      );
      count('write', answer.ConsumedCapacity);
    },
    async putMany(items) {
      const send = async (some: readonly WriteRequest[]): Promise<readonly WriteRequest[]> => {
        const answer = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [tableName]: [...some] }, ...counted }),
        );
        count('write', answer.ConsumedCapacity);
        return answer.UnprocessedItems?.[tableName] ?? [];
      };
      const requests = withoutDuplicates(items, ({ key }) => key).map(({ key, attributes }) => ({
        PutRequest: { Item: attributesOf({ ...key, ...attributes }) },
      }));
      await Promise.all(partsOf(requests, MOST_WRITES).map((part) => getThrough(part, 'writes', send, pause)));
    },
    async putNext({ key, attributes }, version) {
      const writeId = randomBytes(9).toString('base64url');
      try {
        const answer = await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: attributesOf({ ...key, ...attributes, version: version + 1, writeId }),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            ...(version === 0
              ? {
                  ConditionExpression: 'attribute_not_exists(#pk)',
                  ExpressionAttributeNames: { '#pk': TABLE.partitionKey },
                }
              : {
                  ConditionExpression: '#version = :version',
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: attributesOf({ ':version': version }),
                }),
            ...counted,
          }),
        );
        count('write', answer.ConsumedCapacity);
        return true;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // The answer to our write may have been lost, and the SDK have sent it again: then it is our own that stands there.
        const stored = error.Item ?? (await get(key));
        return textIn(stored, 'writeId') === writeId;
      }
    },
    async queryDue(shard, now, most) {
      const found = await query(
        {
          IndexName: TABLE.dueIndex,
          KeyConditionExpression: '#shard = :shard AND #at <= :now',
          ExpressionAttributeNames: { '#shard': TABLE.dueShard, '#at': TABLE.dueAt },
          ExpressionAttributeValues: attributesOf({ ':shard': shard, ':now': now }),
        },
        most,
      );
      return found.map((one) => ({ key: keyIn(one), dueAt: numberIn(one, TABLE.dueAt) ?? 0 }));
    },
  };
}

const keyIn = (attributes: Attributes): ItemKey => ({
  pk: textIn(attributes, TABLE.partitionKey) ?? '',
  sk: textIn(attributes, TABLE.sortKey) ?? '',
});

/** DynamoDB refuses a batch that names one key twice. */
function withoutDuplicates<T>(things: readonly T[], keyOf: (thing: T) => ItemKey): readonly T[] {
  const byKey = new Map<string, T>();
  for (const thing of things) {
    const { pk, sk } = keyOf(thing);
    byKey.set(JSON.stringify([pk, sk]), thing);
  }
  return [...byKey.values()];
}
