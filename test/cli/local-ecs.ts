import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asObject, asTexts, type JsonObject } from '../../lib/domain/json';

const ARN = 'arn:aws:ecs:eu-central-1:111122223333';
/** Seconds since 1970. */
const CREATED = 1_780_000_000;

/** One service of the cluster `production`, and what scales it. */
export interface LocalService {
  desired: number;
  target?: { min: number; max: number; suspended: JsonObject } | undefined;
}

/** As much of ECS and Application Auto Scaling as an action uses, on the loopback interface, with services that change. */
export async function startLocalEcs() {
  const services = new Map<string, LocalService>();
  const calls: { readonly action: string; readonly input: JsonObject }[] = [];
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const input = asObject(JSON.parse(await textOf(request))) ?? {};
    calls.push({ action, input });
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answerTo(action, input)));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answerTo(action: string, input: JsonObject): JsonObject {
    switch (action) {
      case 'DescribeServices': {
        const asked = asTexts(input['services']);
        return {
          services: asked.flatMap((name) => {
            const service = services.get(name);
            return service === undefined ? [] : described(name, service);
          }),
          failures: asked
            .filter((name) => !services.has(name))
            .map((name) => ({ arn: `${ARN}:service/production/${name}`, reason: 'MISSING' })),
        };
      }
      case 'ListTasks':
        return { taskArns: [] };
      case 'UpdateService': {
        const name = String(input['service']);
        const service = serviceIn(name);
        service.desired = Number(input['desiredCount']);
        return { service: described(name, service) };
      }
      case 'DescribeScalableTargets': {
        const [id = ''] = asTexts(input['ResourceIds']);
        const target = services.get(id.split('/').at(-1) ?? '')?.target;
        return {
          ScalableTargets:
            target === undefined
              ? []
              : [
                  {
                    ServiceNamespace: 'ecs',
                    ResourceId: id,
                    ScalableDimension: 'ecs:service:DesiredCount',
                    MinCapacity: target.min,
                    MaxCapacity: target.max,
                    RoleARN: 'arn:aws:iam::111122223333:role/scaling',
                    CreationTime: CREATED,
                    SuspendedState: target.suspended,
                  },
                ],
        };
      }
      case 'RegisterScalableTarget':
        serviceIn(String(input['ResourceId']).split('/').at(-1) ?? '').target = {
          min: Number(input['MinCapacity']),
          max: Number(input['MaxCapacity']),
          suspended: asObject(input['SuspendedState']) ?? {},
        };
        return {};
      default:
        throw new Error(`the stub does not know ${action}`);
    }
  }

  function serviceIn(name: string): LocalService {
    const service = services.get(name);
    if (service === undefined) throw new Error(`the stub has no service ${name}`);
    return service;
  }

  return {
    services,
    calls,
    /** The calls that changed something, with what they sent. */
    changes: () => calls.filter(({ action }) => !/^(?:Describe|List|Get)/.test(action)),
    env: { AWS_ENDPOINT_URL_ECS: endpoint, AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING: endpoint },
    reset() {
      services.clear();
      calls.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

const described = (name: string, { desired }: LocalService): JsonObject => ({
  serviceName: name,
  serviceArn: `${ARN}:service/production/${name}`,
  clusterArn: `${ARN}:cluster/production`,
  status: 'ACTIVE',
  desiredCount: desired,
  runningCount: 0,
  pendingCount: 0,
  schedulingStrategy: 'REPLICA',
  deploymentController: { type: 'ECS' },
  taskDefinition: `${ARN}:task-definition/${name}:8`,
  createdAt: CREATED,
  tags: [],
  deployments: [
    {
      id: 'ecs-svc/1',
      status: 'PRIMARY',
      rolloutState: 'COMPLETED',
      taskDefinition: `${ARN}:task-definition/${name}:8`,
      desiredCount: desired,
      runningCount: 0,
      createdAt: CREATED,
    },
  ],
});

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
