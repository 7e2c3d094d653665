import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asObject, type JsonObject } from '../../lib/domain/json';
import { actionsOf, idIn, packagedTemplate, resourcesOf, type Statement, statementsIn } from './packaged-template';
import { actionsOfStore, type Use, useOf } from './used-actions';

const template = packagedTemplate();

/** Actions that AWS cannot bind to a resource, by its service authorization reference. */
const WITHOUT_RESOURCE: Readonly<Record<string, string>> = {
  'application-autoscaling:DescribeScalableTargets': 'it has no resource types',
  'ecs:DescribeTaskDefinition': 'it has neither resource types nor condition keys',
  'ecs:ListClusters': 'it lists what there is',
  'ecs:ListServices': 'it has no resource types; ecs:cluster bounds it',
  'ecs:ListTasks': 'its resource is a container instance, and Fargate has none; ecs:cluster bounds it',
  'elasticloadbalancing:DescribeTargetGroups': 'it has no resource types',
  'elasticloadbalancing:DescribeTargetHealth': 'it has no resource types',
};

/** What a bundle carries with the adapter that it shares, and what its use case never calls. */
const NEVER_CALLED: Partial<Record<Handler, Readonly<Record<string, string>>>> = {
  'apply-schedules': {
    'ecs:StopServiceDeployment': 'a schedule only sets counts',
    'elasticloadbalancing:DescribeTargetGroups': 'only the sweep of keep-watch asks for the grace of a target group',
  },
};

/** What Lambda itself does with the role of a function: write its log, take from its queue. */
const PLATFORM = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const CONSUMER = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** Functions of the ports for messages; where to send, the settings say. */
const SENDS: Readonly<Record<string, string>> = {
  lookAgain: 'ECS_MEDIC_LOOK_AGAIN_QUEUE_URL',
  nudge: 'ECS_MEDIC_DELIVERIES_QUEUE_URL',
};

const handlers = [
  'respond-to-ecs-events',
  'explain-incidents',
  'deliver-alerts',
  'keep-watch',
  'act-on-incidents',
  'apply-schedules',
] as const;
type Handler = (typeof handlers)[number];

const pascal = (handler: Handler): string =>
  handler.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());

const functionOf = (handler: Handler): JsonObject =>
  template.Resources[`${pascal(handler)}LambdaFunction`]?.Properties ?? {};
const variablesOf = (handler: Handler): JsonObject =>
  asObject(asObject(functionOf(handler)['Environment'])?.['Variables']) ?? {};

/** All statements of a role: its own, and those of policies that are attached to it. */
function statementsOf(role: string): readonly Statement[] {
  const { Policies = [] } = template.Resources[role]?.Properties ?? {};
  const attached = resourcesOf(template, 'AWS::IAM::Policy').filter(([, { Roles }]) =>
    (Roles as unknown[]).some((one) => idIn(one) === role),
  );
  return [...(Policies as JsonObject[]), ...attached.map(([, policy]) => policy)].flatMap(({ PolicyDocument }) =>
    statementsIn(PolicyDocument),
  );
}

const allowedBy = (handler: Handler): readonly Statement[] =>
  statementsOf(idIn(functionOf(handler)['Role']) ?? '').filter(({ Effect }) => Effect === 'Allow');

const roles = resourcesOf(template, 'AWS::IAM::Role').map(([id]) => id);
const everyStatement = roles.flatMap((role) => statementsOf(role).map((statement) => ({ role, statement })));

let uses: ReadonlyMap<Handler, Use>;
let storeActions: ReadonlyMap<string, ReadonlySet<string>>;
beforeAll(async () => {
  uses = new Map(await Promise.all(handlers.map(async (handler) => [handler, await useOf(handler)] as const)));
  storeActions = await actionsOfStore();
}, 60_000);
const use = (handler: Handler): Use => uses.get(handler) ?? { ports: new Set(), actions: new Set(), clients: [] };

/** Queues that a function sends to: its use cases do, and its settings know where. */
const queuesOf = (handler: Handler): readonly (string | undefined)[] =>
  Object.entries(SENDS).flatMap(([port, variable]) =>
    use(handler).ports.has(port) && variablesOf(handler)[variable] !== undefined
      ? [idIn(variablesOf(handler)[variable])]
      : [],
  );

/** Whether Lambda takes messages from a queue for it; the others are called by a schedule. */
const isConsumer = (handler: Handler): boolean =>
  resourcesOf(template, 'AWS::Lambda::EventSourceMapping').some(
    ([, { FunctionName }]) => idIn(FunctionName) === `${pascal(handler)}LambdaFunction`,
  );

function neededBy(handler: Handler): ReadonlySet<string> {
  const { ports, actions } = use(handler);
  const needed = new Set([...PLATFORM, ...actions]);
  for (const port of ports) for (const action of storeActions.get(port) ?? []) needed.add(action);
  if (ports.has('publish')) needed.add('sns:Publish');
  if (queuesOf(handler).length > 0) needed.add('sqs:SendMessage');
  if (isConsumer(handler)) for (const action of CONSUMER) needed.add(action);
  // A SecureString, or a secret, under a key of the user's own. The switch of the functions that act is a plain String.
  if (actions.has('secretsmanager:GetSecretValue')) needed.add('kms:Decrypt');
  for (const action of Object.keys(NEVER_CALLED[handler] ?? {})) {
    if (!needed.delete(action)) throw new Error(`${handler} does not even carry ${action}`);
  }
  return needed;
}

describe.each(handlers)('%s', (handler) => {
  it('may do what its code does, and nothing else', () => {
    const allowed = new Set(allowedBy(handler).flatMap(actionsOf));
    expect([...allowed].sort()).toEqual([...neededBy(handler)].sort());
    expect(use(handler).ports.size).toBeGreaterThan(5);
  });

  it('sends only to the queues that it knows', () => {
    const sends = allowedBy(handler).filter((statement) => actionsOf(statement).includes('sqs:SendMessage'));
    expect(sends.flatMap(({ Resource }) => [Resource].flat().map(idIn))).toEqual(queuesOf(handler));
  });

  it('works on the table, on its index only where it asks what is due', () => {
    const onTable = allowedBy(handler).filter((one) => actionsOf(one).some((action) => action.startsWith('dynamodb:')));
    const resources = onTable.flatMap(({ Resource }) => [Resource].flat());
    expect(resources.filter((one) => idIn(one) === 'Table')).toHaveLength(1);
    expect(resources.filter((one) => idIn(one) !== 'Table')).toEqual(
      use(handler).ports.has('readDue') ? [{ 'Fn::Sub': '${Table.Arn}/index/due' }] : [],
    );
  });

  it('writes its own log alone and publishes to the alerts topic alone', () => {
    for (const statement of allowedBy(handler)) {
      if (actionsOf(statement).includes('logs:PutLogEvents'))
        expect(idIn(statement.Resource)).toBe(`${pascal(handler)}LogGroup`);
      if (actionsOf(statement).includes('sns:Publish')) expect(idIn(statement.Resource)).toBe('AlertsTopic');
    }
  });

  it('has a page that says why for each action', () => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'permissions.md'), 'utf8');
    const section = page.split(/^## /m).find((one) => one.startsWith(`\`${handler}\``)) ?? '';
    for (const action of allowedBy(handler).flatMap(actionsOf)) expect(section).toContain(`\`${action}\``);
  });
});

it('carries in the responder no other client than those of the table, the topic and the queue', () => {
  expect(use('respond-to-ecs-events').clients).toEqual(['client-dynamodb', 'client-sns', 'client-sqs']);
});

it('reads logs and definitions in explain-incidents alone, which sends to no queue', () => {
  for (const handler of handlers) {
    const actions = allowedBy(handler).flatMap(actionsOf);
    const reads = actions.filter((action) => /^(?:logs:Get|ecs:DescribeTaskDefinition)/.test(action));
    expect(reads.length > 0).toBe(handler === 'explain-incidents');
  }
  expect(allowedBy('explain-incidents').flatMap(actionsOf)).not.toContain('sqs:SendMessage');
});

it('denies to explain-incidents what would make more of what it reads', () => {
  const denied = statementsOf('ExplainIncidentsRole').filter(({ Effect }) => Effect === 'Deny');
  expect(denied.flatMap(actionsOf)).toEqual(
    expect.arrayContaining(['logs:Unmask', 'ecs:ExecuteCommand', 'ecs:RunTask', 'iam:PassRole', 'sts:AssumeRole']),
  );
  for (const { Resource, Condition } of denied) expect([Resource, Condition]).toEqual(['*', undefined]);
});

it('allows no wildcard in an action, and no principal but a service in a trust', () => {
  for (const { statement } of everyStatement)
    for (const action of actionsOf(statement)) expect(action).toMatch(/^[a-z-]+:[A-Z][A-Za-z]+$/);
  for (const role of roles)
    for (const { Principal } of statementsIn(template.Resources[role]?.Properties['AssumeRolePolicyDocument']))
      expect(Object.keys(asObject(Principal) ?? {})).toEqual(['Service']);
});

it('allows all resources only where AWS knows no others', () => {
  const open = everyStatement.filter(({ statement: { Effect, Resource } }) => Effect === 'Allow' && Resource === '*');
  expect([...new Set(open.flatMap(({ statement }) => actionsOf(statement)))].sort()).toEqual(
    Object.keys(WITHOUT_RESOURCE).sort(),
  );
  for (const { statement } of open)
    if (actionsOf(statement).some((action) => /^ecs:List(?:Services|Tasks)$/.test(action)))
      expect(asObject(statement.Condition?.['ArnLike'])?.['ecs:cluster']).toBeDefined();
});

describe('lists of the parameters', () => {
  /** What CloudFormation makes of Fn::Split and Fn::Join. */
  function resolve(value: unknown, parameters: Readonly<Record<string, readonly string[]>>): unknown {
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.flatMap((item) => resolve(item, parameters));
    const { 'Fn::Split': split, 'Fn::Join': join, Ref: ref } = asObject(value) ?? {};
    if (Array.isArray(split)) return String(resolve(split[1], parameters)).split(String(split[0]));
    if (Array.isArray(join)) return (resolve(join[1], parameters) as string[]).join(String(join[0]));
    return parameters[String(ref)] ?? [`(${JSON.stringify(value)})`];
  }
  const resourceOf = (role: string, sid: string, parameters: Readonly<Record<string, readonly string[]>>) => {
    const statement = statementsOf(role).find(({ Sid }) => Sid === sid);
    return {
      resource: resolve(statement?.Resource, parameters),
      clusters: resolve(asObject(statement?.Condition?.['ArnLike'])?.['ecs:cluster'] ?? [], parameters),
    };
  };

  it('become the resources of policies, one item each', () => {
    const parameters = { Clusters: ['production', 'staging'], LogGroups: ['/ecs/*', '/copilot/api'] };
    for (const role of ['ExplainIncidentsRole', 'KeepWatchRole'])
      expect(resourceOf(role, 'ReadServices', parameters).resource).toEqual([
        'arn:*:ecs:*:*:service/production/*',
        'arn:*:ecs:*:*:service/staging/*',
      ]);
    expect(resourceOf('ExplainIncidentsRole', 'ReadRevisions', parameters).resource).toEqual([
      'arn:*:ecs:*:*:service-revision/production/*',
      'arn:*:ecs:*:*:service-revision/staging/*',
    ]);
    expect(resourceOf('ExplainIncidentsRole', 'ReadLogs', parameters).resource).toEqual([
      'arn:*:logs:*:*:log-group:/ecs/*:log-stream:*',
      'arn:*:logs:*:*:log-group:/copilot/api:log-stream:*',
    ]);
    for (const [role, sid] of [
      ['ExplainIncidentsRole', 'FindRunningTasks'],
      ['KeepWatchRole', 'ListServices'],
    ] as const)
      expect(resourceOf(role, sid, parameters)).toEqual({
        resource: '*',
        clusters: ['arn:*:ecs:*:*:cluster/production', 'arn:*:ecs:*:*:cluster/staging'],
      });
  });

  it('stand for all where they are *', () => {
    const parameters = { Clusters: ['*'], LogGroups: ['*'] };
    expect(resourceOf('KeepWatchRole', 'ReadServices', parameters).resource).toEqual(['arn:*:ecs:*:*:service/*/*']);
    expect(resourceOf('KeepWatchRole', 'ListServices', parameters).clusters).toEqual(['arn:*:ecs:*:*:cluster/*']);
  });
});

it('reads no other secret than the one that is set', () => {
  const [[, policy = {}] = []] = resourcesOf(template, 'AWS::IAM::Policy');
  expect(template.Resources['SlackSecretPolicy']?.Condition).toBe('HasSlackSecret');
  expect(idIn((policy['Roles'] as unknown[])[0])).toBe('DeliverAlertsRole');
  for (const statement of statementsIn(policy['PolicyDocument'])) {
    const [action] = actionsOf(statement);
    const text = JSON.stringify(action === 'kms:Decrypt' ? statement.Condition : statement.Resource);
    expect(text).toContain('"Name":{"Fn::Select":[1,{"Fn::Split":[":"');
    if (action === 'kms:Decrypt') expect(text).toContain('kms:ViaService');
  }
});
