import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { ECSClient } from '@aws-sdk/client-ecs';
import { actionCalls } from '../../lib/aws/action-calls';
import { configurationOf } from '../../lib/aws/clients';
import { actPorts } from '../../lib/live';
import { openActions } from '../../lib/live-actions';
import { actSettings } from '../../lib/settings/act-settings';

/** The SDK itself, against a server on this machine: what goes over the wire, and how often. */
interface Received {
  readonly target: string;
  readonly body: unknown;
  readonly agent: string;
}
let server: Server;
let endpoint: string;
let respond: (request: IncomingMessage, response: ServerResponse) => void;
const received: Received[] = [];
const before = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        received.push({
          target: String(request.headers['x-amz-target']),
          body: JSON.parse(Buffer.concat(chunks).toString()),
          agent: request.headers['user-agent'] ?? '',
        });
        respond(request, response);
      });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: endpoint,
  });
});
beforeEach(() => {
  received.length = 0;
});
afterAll(() => {
  process.env = before;
  server.closeAllConnections();
  server.close();
});

const answer = (status: number, body: string) => {
  respond = (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
};
const refuse = (type: string, message: string, status = 400) =>
  answer(status, JSON.stringify({ __type: type, message }));

const opened = (requestTimeout = 2_000) => {
  const settings = {
    ...configurationOf({ region: 'eu-central-1', maxAttempts: 1, requestTimeout }),
    endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  return actionCalls({
    ecs: async () => new ECSClient(settings),
    applicationAutoScaling: async () => new ApplicationAutoScalingClient(settings),
    role: 'act-on-incidents',
  });
};
const key = { cluster: 'production', service: 'orders-api' };

describe('sends only the fields that are needed', () => {
  it('to set a count', async () => {
    answer(200, JSON.stringify({ service: { serviceName: 'orders-api', desiredCount: 0 } }));
    expect(await opened().setDesiredCount(key, 0)).toMatchObject({
      state: 'done',
      service: { name: 'orders-api', desiredCount: 0 },
    });
    expect(received).toEqual([
      {
        target: 'AmazonEC2ContainerServiceV20141113.UpdateService',
        body: { cluster: 'production', service: 'orders-api', desiredCount: 0 },
        agent: expect.stringContaining('app/ecs-medic'),
      },
    ]);
  });

  it('to set the bounds and the three flags of a scalable target', async () => {
    answer(200, '{}');
    const target = { min: 0, max: 10, suspended: { dynamicIn: true, dynamicOut: false, scheduled: true } };
    expect(await opened().setScalableTarget(key, target)).toEqual({ state: 'done' });
    expect(received).toMatchObject([
      {
        target: 'AnyScaleFrontendService.RegisterScalableTarget',
        agent: expect.stringContaining('app/ecs-medic'),
      },
    ]);
    expect(received[0]?.body).toEqual({
      ServiceNamespace: 'ecs',
      ResourceId: 'service/production/orders-api',
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 0,
      MaxCapacity: 10,
      SuspendedState: {
        DynamicScalingInSuspended: true,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: true,
      },
    });
  });

  it('to roll a deployment back', async () => {
    answer(200, '{"serviceDeploymentArn":"arn:deployment"}');
    expect(await opened().rollBackDeployment('arn:deployment')).toEqual({ state: 'done' });
    expect(received).toMatchObject([{ target: 'AmazonEC2ContainerServiceV20141113.StopServiceDeployment' }]);
    expect(received[0]?.body).toEqual({ serviceDeploymentArn: 'arn:deployment', stopType: 'ROLLBACK' });
  });
});

describe('knows that nothing was changed', () => {
  it.each([
    [
      'AccessDeniedException',
      'User: x is not authorized to perform: ecs:UpdateService on resource: arn:s because no identity-based policy allows the ecs:UpdateService action',
      'not allowed: add ecs:UpdateService on arn:s to the role of act-on-incidents, or to the service the tag that allows it',
    ],
    [
      'ServiceNotActiveException',
      'Service was not ACTIVE.',
      'ecs:UpdateService on orders-api in cluster production was refused: ServiceNotActiveException: Service was not ACTIVE.',
    ],
    ['ThrottlingException', 'Rate exceeded', 'AWS throttled ecs:UpdateService: Rate exceeded'],
    [
      'ExpiredTokenException',
      'expired',
      'AWS refused the credentials for ecs:UpdateService: ExpiredTokenException: expired',
    ],
  ])('where AWS answers %s', async (type, message, because) => {
    refuse(type, message);
    expect(await opened().setDesiredCount(key, 0)).toEqual({ state: 'refused', because });
    expect(received).toHaveLength(1);
  });

  it('where nobody has credentials to sign it', async () => {
    const calls = actionCalls({
      ecs: async () =>
        new ECSClient({
          endpoint,
          region: 'eu-central-1',
          credentials: async () => {
            throw Object.assign(new Error('none'), { name: 'CredentialsProviderError' });
          },
        }),
      applicationAutoScaling: async () => new ApplicationAutoScalingClient({ region: 'eu-central-1' }),
    });
    expect(await calls.setDesiredCount(key, 0)).toEqual({
      state: 'refused',
      because: 'no AWS credentials were found: log in (aws sso login) or name a profile (AWS_PROFILE)',
    });
    expect(received).toEqual([]);
  });
});

describe('does not know what was done, and does not send it again', () => {
  it.each([
    ['a fault of the server', 500, '{"__type":"ServerException","message":"x"}'],
    ['no capacity', 503, '{"__type":"ServiceUnavailableException","message":"x"}'],
    ['a page of a proxy', 502, '<html>Bad gateway</html>'],
    ['half an answer', 200, '{"service": {'],
  ])('%s', async (_what, status, body) => {
    answer(status, body);
    expect(await opened().setDesiredCount(key, 0)).toMatchObject({
      state: 'unknown',
      because: expect.stringMatching(/^ecs:UpdateService /),
    });
    expect(received).toHaveLength(1);
  });

  it('no answer in time', async () => {
    respond = () => undefined;
    const calls = opened(100);
    const late = (action: string) => ({ state: 'unknown', because: `${action} gave no answer in time` });
    const target = { min: 0, max: 1, suspended: { dynamicIn: true, dynamicOut: true, scheduled: true } };
    expect(await calls.setDesiredCount(key, 0)).toEqual(late('ecs:UpdateService'));
    expect(await calls.setScalableTarget(key, target)).toEqual(late('application-autoscaling:RegisterScalableTarget'));
    expect(await calls.rollBackDeployment('arn:deployment')).toEqual(late('ecs:StopServiceDeployment'));
    expect(received).toHaveLength(3);
  });

  it('a connection that is cut after the request', async () => {
    respond = (request) => request.socket.destroy();
    expect(await opened().setDesiredCount(key, 0)).toMatchObject({
      state: 'unknown',
      because: expect.stringMatching(/^ecs:UpdateService /),
    });
    expect(received).toHaveLength(1);
  });
});

describe('as it is wired', () => {
  const functionsOwn = () =>
    actPorts(
      actSettings({
        ECS_MEDIC_DEPLOYMENT: 'ecs-medic-test',
        ECS_MEDIC_TABLE: 'ecs-medic-Table-1',
        ECS_MEDIC_ALERTS_TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:alerts',
        ECS_MEDIC_CLUSTERS: 'production',
        ECS_MEDIC_ACTIONS: 'enforce',
        ECS_MEDIC_ACTIONS_SWITCH: '/ecs-medic-test/actions',
      }),
    );

  it.each([
    ['for the functions', functionsOwn],
    ['for a person', () => openActions()],
  ])('%s sends a change once, and asks again only for what it reads', async (_who, open) => {
    refuse('ServerException', 'x', 500);
    const ports = open();
    const target = { min: 0, max: 1, suspended: { dynamicIn: true, dynamicOut: true, scheduled: true } };
    expect(await ports.setDesiredCount(key, 0)).toMatchObject({ state: 'unknown' });
    expect(await ports.setScalableTarget(key, target)).toMatchObject({ state: 'unknown' });
    expect(await ports.rollBackDeployment('arn:deployment')).toMatchObject({ state: 'unknown' });
    expect(received).toHaveLength(3);
    expect(await ports.readServiceNow(key)).toMatchObject({ state: 'unavailable' });
    expect(received).toHaveLength(6);
  });
});
