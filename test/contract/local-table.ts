import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { tableDefinition } from '../../lib/aws/table-definition';

/** A DynamoDB in this process, on a free port of the loopback interface. */
export interface LocalDynamodb {
  /** A client that talks to it and to nobody else. */
  newClient(): DynamoDBClient;
  /** A new table of the form that is deployed. */
  newTable(): Promise<string>;
  close(): Promise<void>;
}

/** Names the address of a DynamoDB on this machine that is to be used instead: the emulator's. */
export const DYNAMODB_ENDPOINT = 'ECS_MEDIC_TEST_DYNAMODB_ENDPOINT';

export async function startLocalDynamodb(): Promise<LocalDynamodb> {
  const elsewhere = process.env[DYNAMODB_ENDPOINT];
  const { endpoint, close } =
    elsewhere === undefined ? await startDynalite() : { endpoint: elsewhere, close: async () => undefined };
  const clients: DynamoDBClient[] = [];
  let tables = 0;
  const newClient = (): DynamoDBClient => {
    const client = new DynamoDBClient({
      endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    clients.push(client);
    return client;
  };
  const own = newClient();
  return {
    newClient,
    async newTable() {
      const TableName = `ecs-medic-${++tables}`;
      await own.send(new CreateTableCommand({ TableName, ...tableDefinition }));
      return TableName;
    },
    async close() {
      for (const client of clients) client.destroy();
      await close();
    },
  };
}

async function startDynalite() {
  const server: Server = dynalite({ createTableMs: 0 });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}
