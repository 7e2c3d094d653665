import { redactRecording } from '../../lib/app/redact-recording';
import { parseTaskDefinition } from '../../lib/domain/definition/parse-task-definition';
import { asObjects, type JsonObject } from '../../lib/domain/json';

/** Composed: what a diagnosis reads, with secrets where people put them. */
const recording: JsonObject = {
  id: 'prod/orders',
  events: [],
  services: [
    {
      serviceName: 'orders',
      serviceArn: 'arn:aws:ecs:eu-central-1:111122223333:service/prod/orders',
      events: [{ id: '1', message: 'could not start: postgres://orders:hunter2hunter2@db/orders' }],
      tags: [
        { key: 'team', value: 'shop' },
        { key: 'db-password', value: 'Tr0ub4dor&3xyz' },
      ],
    },
  ],
  tasks: [
    {
      taskArn: 'arn:aws:ecs:eu-central-1:111122223333:task/prod/1',
      overrides: { containerOverrides: [{ name: 'app', environment: [{ name: 'TENANT', value: 'acme-internal' }] }] },
    },
  ],
  taskDefinitions: [
    {
      taskDefinitionArn: 'arn:aws:ecs:eu-central-1:111122223333:task-definition/orders:7',
      family: 'orders',
      containerDefinitions: [
        {
          name: 'app',
          image: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1',
          command: ['serve', '--password', 'hunter2hunter2'],
          environment: [
            { name: 'PORT', value: '8080' },
            { name: 'LOGIN_PIN_PASSWORD', value: '4711' },
            { name: 'JAVA_TOOL_OPTIONS', value: '-Xmx512m -Dkey=topsecret' },
            { name: 'DATABASE_URL', value: 'postgres://u:hunter2hunter2@localhost:5432/orders' },
            { name: 'GREETING', value: 'hello, internal world' },
            { name: 'EMPTY', value: '' },
          ],
          secrets: [
            { name: 'API_KEY', valueFrom: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:api-key-AbCdEf' },
          ],
          logConfiguration: {
            logDriver: 'awslogs',
            options: {
              'awslogs-group': '/ecs/orders',
              'awslogs-stream-prefix': 'ecs',
              'splunk-token': 'abc-def-token',
            },
          },
        },
      ],
    },
  ],
  logs: { '/ecs/orders': { 'ecs/app/1': ['connecting with password=hunter2hunter2', 'listening on 8080'] } },
};

const { recording: redacted, hidden } = redactRecording(recording);
const text = JSON.stringify(redacted);

it.each(['hunter2hunter2', 'Tr0ub4dor', 'acme-internal', '4711', 'topsecret', 'internal world', 'abc-def-token'])(
  'hides %s',
  (secret) => {
    expect(JSON.stringify(recording)).toContain(secret);
    expect(text).not.toContain(secret);
  },
);

it('counts what it hides, and hides nothing twice', () => {
  expect(hidden).toBeGreaterThanOrEqual(9);
  expect(redactRecording(redacted)).toEqual({ recording: redacted, hidden: 0 });
});

it('leaves names, ARNs and what stands in no secret place', () => {
  for (const kept of [
    '"orders"',
    'service/prod/orders',
    'secret:api-key-AbCdEf',
    '"shop"',
    '/ecs/orders',
    'listening on 8080',
    'orders:1"',
  ])
    expect(text).toContain(kept);
});

it('leaves of variables what the engine reads of them', () => {
  const [before, after] = [recording, redacted].map((one) => parseTaskDefinition(asObjects(one['taskDefinitions'])[0]));
  const variablesOf = (definition: typeof before) =>
    definition?.containers[0]?.environment.filter(({ name }) => !/PIN/.test(name));
  expect(variablesOf(after)).toEqual(variablesOf(before));
  expect(variablesOf(after)).toContainEqual({ name: 'PORT', empty: false, port: 8080 });
  expect(variablesOf(after)).toContainEqual({ name: 'DATABASE_URL', empty: false, localhost: true });
  expect(variablesOf(after)).toContainEqual({ name: 'JAVA_TOOL_OPTIONS', empty: false, heapFlag: '-Xmx512m' });
});
