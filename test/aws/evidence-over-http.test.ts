import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { evidence } from '../../lib/aws/evidence';

/** The SDK itself, against a server on this machine: its errors, its parsing, its way to abort. */
let server: Server;
let respond: (request: IncomingMessage, response: ServerResponse) => void;
let settings: {
  endpoint: string;
  region: string;
  maxAttempts: number;
  credentials: { accessKeyId: string; secretAccessKey: string };
};
let closed = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableEnded) closed += 1;
    });
    request.resume().on('end', () => respond(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  settings = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const opened = (more: Partial<typeof settings> = {}, timePerPiece = 2_000) => {
  const config = { ...settings, ...more };
  return evidence({
    ecs: async () => new ECSClient(config),
    elasticLoadBalancing: async () => new ElasticLoadBalancingV2Client(config),
    cloudWatchLogs: () => async () => new CloudWatchLogsClient(config),
    logGroups: ['*'],
    limits: { timePerPiece },
  });
};
const answer = (status: number, body: string, type = 'application/x-amz-json-1.1') => {
  respond = (_request, response) => response.writeHead(status, { 'content-type': type }).end(body);
};
const key = { cluster: 'production', service: 'orders' };

it('reads what AWS sends', async () => {
  answer(
    200,
    JSON.stringify({
      services: [{ serviceName: 'orders', createdAt: 1762675200.5, desiredCount: 3, newField: { of: 'next year' } }],
      failures: [],
    }),
  );
  expect(await opened().readService(key)).toMatchObject({
    state: 'known',
    value: { name: 'orders', desiredCount: 3, createdAt: 1762675200500, tags: new Map() },
  });
});

it('reads an answer in XML, as load balancers give it', async () => {
  answer(
    200,
    `<DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeTargetHealthResult><TargetHealthDescriptions><member><HealthCheckPort>80</HealthCheckPort><TargetHealth><State>unhealthy</State><Reason>Target.ResponseCodeMismatch</Reason><Description>Health checks failed with these codes: [404]</Description></TargetHealth><Target><Port>80</Port><Id>10.0.1.2</Id></Target></member></TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>`,
    'text/xml',
  );
  expect(await opened().readTargetHealth(['arn:group'])).toEqual({
    state: 'known',
    value: [
      {
        targetGroupArn: 'arn:group',
        id: '10.0.1.2',
        port: 80,
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: 'Health checks failed with these codes: [404]',
      },
    ],
  });
});

it('names the permission to add, in JSON and in XML', async () => {
  const message = (action: string) =>
    `User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: ${action} on resource: arn:x because no identity-based policy allows the ${action} action`;
  answer(
    400,
    JSON.stringify({
      __type: 'com.amazonaws.ecs#AccessDeniedException',
      message: message('ecs:DescribeServices'),
    }),
  );
  expect(await opened().readService(key)).toEqual({
    state: 'unavailable',
    reason: 'not allowed: add ecs:DescribeServices on arn:x to the role of explain-incidents',
  });
  answer(
    403,
    `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message('elasticloadbalancing:DescribeTargetGroups')}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
    'text/xml',
  );
  expect(await opened().readTargetGroups(['arn:group'])).toEqual({
    state: 'unavailable',
    reason: 'not allowed: add elasticloadbalancing:DescribeTargetGroups on arn:x to the role of explain-incidents',
  });
});

it('tells of throttling', async () => {
  answer(400, JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }));
  expect(await opened().readService(key)).toEqual({
    state: 'unavailable',
    reason: 'AWS throttled ecs:DescribeServices: Rate exceeded',
  });
});

it.each([
  ['a page of a proxy', 502, '<html>Bad gateway</html>', 'text/html'],
  ['half an answer', 200, '{"services": [', 'application/x-amz-json-1.1'],
  ['no answer at all', 500, '', 'application/x-amz-json-1.1'],
])('is refused by %s', async (_what, status, body, type) => {
  answer(status, body, type);
  expect(await opened().readService(key)).toMatchObject({
    state: 'unavailable',
    reason: expect.stringMatching(/^ecs:DescribeServices .*was refused: /),
  });
});

it('aborts a request that takes longer than its time', async () => {
  respond = () => undefined;
  const before = closed;
  expect(await opened({}, 100).readService(key)).toEqual({
    state: 'unavailable',
    reason: 'ecs:DescribeServices gave no answer within 0.1 s',
  });
  for (let wait = 0; wait < 50 && closed === before; wait++) await new Promise((wake) => setTimeout(wake, 20));
  expect(closed).toBe(before + 1);
});

it('says that AWS cannot be reached', async () => {
  const idle = createServer();
  await new Promise<void>((resolve) => idle.listen(0, '127.0.0.1', resolve));
  const { port } = idle.address() as AddressInfo;
  await new Promise((resolve) => idle.close(resolve));
  expect(await opened({ endpoint: `http://127.0.0.1:${port}` }).readService(key)).toEqual({
    state: 'unavailable',
    reason: 'ecs:DescribeServices could not be reached: ECONNREFUSED',
  });
});
