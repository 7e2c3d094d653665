import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cloudWatchLogsClient, dynamodbClient, ecsClient, sqsClient } from '../../lib/aws/clients';
import { GetItemCommand } from '../../lib/aws/clients/dynamodb';

const ENVIRONMENT = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const before = { ...process.env };
beforeAll(() => Object.assign(process.env, ENVIRONMENT));
afterAll(() => {
  process.env = before;
});

/** A server that never answers, and counts who asks. */
async function silentServer(): Promise<{ server: Server; agents: string[]; endpoint: string }> {
  const agents: string[] = [];
  const server = createServer((request) => {
    agents.push(request.headers['user-agent'] ?? '');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, agents, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

it('gives an attempt up after its time, makes as many as asked for, and says who asks', async () => {
  const { server, agents, endpoint } = await silentServer();
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = endpoint;
  const client = dynamodbClient({ requestTimeout: 30, maxAttempts: 2 });
  const read = client.send(new GetItemCommand({ TableName: 'ecs-medic', Key: { pk: { S: 'a' }, sk: { S: 'b' } } }));
  await expect(read).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(agents).toHaveLength(2);
  expect(agents[0]).toContain('app/ecs-medic');
  client.destroy();
  server.closeAllConnections();
  server.close();
});

it('loads a client with its first use, and gives the same one from then on', async () => {
  const sqs = sqsClient();
  const [first, second] = await Promise.all([sqs(), sqs()]);
  expect(first).toBe(second);
  expect(await sqsClient()()).not.toBe(first);
  expect((await ecsClient()()).config.userAgentAppId).toBeDefined();
});

it('talks to the region that it is told', async () => {
  const logs = await cloudWatchLogsClient({ region: 'us-west-2' })();
  expect(await logs.config.region()).toBe('us-west-2');
});
