// What `npm run bench` classifies: an event as EventBridge delivers it, a definition, a log.
import { parseTaskDefinition } from '../lib/domain/definition/parse-task-definition';
import type { Evidence } from '../lib/domain/evidence';
import { known, unavailable } from '../lib/domain/read';

const taskId = 'cdd887a827a4432db19f6059310a4817';
const arn = (resource: string) => `arn:aws:ecs:us-east-1:111122223333:${resource}`;

const containerOf = (name: string, exitCode: number | undefined) => ({
  containerArn: arn(`container/web/${taskId}/a6c1281f-3c9f-4f0c-9b9e-6f1a1a2b3c4d`),
  ...(exitCode === undefined ? {} : { exitCode }),
  lastStatus: 'STOPPED',
  name,
  image: `111122223333.dkr.ecr.us-east-1.amazonaws.com/${name}:1.4`,
  imageDigest: 'sha256:2f66aa0b4d0b4ad3f0b5b3fbb6d6f6ab8d6c1f6d1d5e6c0a9d8e7f6a5b4c3d2e',
  runtimeId: `${taskId}-2171104572`,
  taskArn: arn(`task/web/${taskId}`),
  networkInterfaces: [{ attachmentId: 'ad48c228-9a33-4f0b-8f57-4dbd5a1e2a10', privateIpv4Address: '172.31.68.200' }],
  cpu: '256',
  memory: '512',
  memoryReservation: '256',
  managedAgents: [{ name: 'ExecuteCommandAgent', status: 'STOPPED', lastStartedAt: '2026-11-13T21:21:30.1Z' }],
});

/** A stopped Fargate task with a log router, the agent of GuardDuty and ECS Exec, as EventBridge delivers it. */
export function stopEvent(stoppedReason: string, exitCode: number | undefined): string {
  const at = (second: string) => `2026-11-13T21:${second}Z`;
  return JSON.stringify({
    version: '0',
    id: '95fb0ab4-5c1f-4d6e-9a37-0d3c3a1d1f57',
    'detail-type': 'ECS Task State Change',
    source: 'aws.ecs',
    account: '111122223333',
    time: at('23:11'),
    region: 'us-east-1',
    resources: [arn(`task/web/${taskId}`)],
    detail: {
      attachments: [
        { id: '254e29d7-4b5d-4f9a-8a2e-91b4d2d4a7a1', type: 'elb', status: 'DELETED', details: [] },
        {
          id: 'ad48c228-9a33-4f0b-8f57-4dbd5a1e2a10',
          type: 'eni',
          status: 'DELETED',
          details: ['subnetId', 'networkInterfaceId', 'macAddress', 'privateDnsName', 'privateIPv4Address'].map(
            (name) => ({ name, value: `value-of-${name}-0123456789` }),
          ),
        },
      ],
      attributes: [{ name: 'ecs.cpu-architecture', value: 'x86_64' }],
      availabilityZone: 'us-east-1c',
      clusterArn: arn('cluster/web'),
      connectivity: 'CONNECTED',
      connectivityAt: at('20:53'),
      containers: [
        containerOf('app', exitCode),
        containerOf('log-router', exitCode === undefined ? undefined : 0),
        containerOf('aws-guardduty-agent-Xp3Lz9', exitCode === undefined ? undefined : 0),
      ],
      cpu: '512',
      createdAt: at('20:49'),
      desiredStatus: 'STOPPED',
      enableExecuteCommand: true,
      ephemeralStorage: { sizeInGiB: 20 },
      executionStoppedAt: at('22:46'),
      group: 'service:app',
      launchType: 'FARGATE',
      lastStatus: 'STOPPED',
      memory: '1024',
      overrides: {
        containerOverrides: [
          { name: 'app', environment: [{ name: 'RUN_ID', value: '2026-11-13-0001' }] },
          { name: 'log-router' },
        ],
      },
      platformVersion: '1.4.0',
      pullStartedAt: at('21:01'),
      pullStoppedAt: at('21:16'),
      startedAt: at('21:36'),
      startedBy: 'ecs-svc/2770844949256052681',
      stoppingAt: at('21:58'),
      stoppedAt: at('23:11'),
      stoppedReason,
      stopCode: exitCode === undefined ? 'TaskFailedToStart' : 'EssentialContainerExited',
      taskArn: arn(`task/web/${taskId}`),
      taskDefinitionArn: arn('task-definition/app:3'),
      updatedAt: at('23:11'),
      version: 9,
    },
  });
}

const definition = parseTaskDefinition({
  taskDefinitionArn: arn('task-definition/app:3'),
  family: 'app',
  revision: 3,
  containerDefinitions: [
    {
      name: 'app',
      image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.4',
      essential: true,
      portMappings: [{ containerPort: 8000 }],
      environment: [{ name: 'APP_NAME', value: 'x' }],
    },
    { name: 'log-router', image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/log-router:1.4', essential: false },
  ],
});

/** An ordinary start, then a stack trace that ends with a missing variable. */
export function logLines(count: number): readonly string[] {
  const ordinary = [
    '2026-11-13T21:21:40.103Z INFO  [main] com.example.Application - Starting with profile production',
    '10.0.3.17 - - [13/Nov/2026:21:21:41 +0000] "GET /api/orders?page=2 HTTP/1.1" 200 5123 "-" "curl/8.5.0"',
    '{"level":"info","time":1763068901,"msg":"request completed","route":"/orders","ms":12}',
    'DEBUG sqlalchemy.engine.Engine SELECT orders.id, orders.total FROM orders WHERE orders.customer_id = %(id)s',
    '  File "/usr/local/lib/python3.12/site-packages/uvicorn/server.py", line 69, in serve',
  ];
  const failure = [
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 12, in <module>',
    "    secret = os.environ['SECRET_KEY']",
    '  File "<frozen os>", line 685, in __getitem__',
    "KeyError: 'SECRET_KEY'",
  ];
  const before = Array.from(
    { length: count - failure.length },
    (_, index) => `${ordinary[index % ordinary.length]} #${index}`,
  );
  return [...before, ...failure];
}

export function evidenceOf(lines: readonly string[] | undefined): Evidence {
  const none = unavailable('not measured');
  return {
    definition: definition === undefined ? none : known(definition),
    lastGood: none,
    logs:
      lines === undefined ? none : known([{ container: 'app', group: '/ecs/app', stream: `ecs/app/${taskId}`, lines }]),
    service: none,
    targetGroups: none,
    targetHealth: none,
  };
}
