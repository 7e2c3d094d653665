import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** Names of the attributes and the index of the table. Everything else of an item lies in `body`. */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds; DynamoDB deletes the item some days after. */
  expiry: 'expiresAt',
  dueIndex: 'due',
  dueShard: 'dueShard',
  dueAt: 'dueAt',
} as const;

/** What is due is spread over these partitions of the index, by a hash of the item's partition key. */
export const DUE_SHARDS = ['0', '1', '2', '3'] as const;

/** The partition of the index in which deliveries stand that were given up: only a person takes them up. */
export const DEAD_SHARD = 'dead';

/**
 * The form of the one table, as CreateTable and `AWS::DynamoDB::Table` take it. The index is sparse: only documents
 * with a time at which they are due stand in it.
 */
export const tableDefinition: Omit<CreateTableCommandInput, 'TableName'> = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: TABLE.partitionKey, AttributeType: 'S' },
    { AttributeName: TABLE.sortKey, AttributeType: 'S' },
    { AttributeName: TABLE.dueShard, AttributeType: 'S' },
    { AttributeName: TABLE.dueAt, AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: TABLE.partitionKey, KeyType: 'HASH' },
    { AttributeName: TABLE.sortKey, KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: TABLE.dueIndex,
      KeySchema: [
        { AttributeName: TABLE.dueShard, KeyType: 'HASH' },
        { AttributeName: TABLE.dueAt, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};
