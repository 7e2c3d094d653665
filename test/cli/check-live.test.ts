import { ACCOUNT, startCheckedAccount } from './checked-account';
import { bundledCli } from './run-cli';

const arn = (service: string, resource: string, account = ACCOUNT): string =>
  `arn:aws:${service}:eu-central-1:${account}:${resource}`;
const roleArn = (name: string, account = ACCOUNT): string => `arn:aws:iam::${account}:role/service/${name}`;
const trusting = (service: string, more: object = {}): object => ({
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', ...more }],
});
const SECRET = arn('secretsmanager', 'secret:orders/db-a1B2c3');

const definition = (container: object = {}, more: object = {}): object => ({
  family: 'orders',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: roleArn('execution'),
  taskRoleArn: roleArn('orders-task-role'),
  containerDefinitions: [
    {
      name: 'app',
      image: `${ACCOUNT}.dkr.ecr.eu-central-1.amazonaws.com/orders:1.4.2`,
      secrets: [
        { name: 'DB_USER', valueFrom: `${SECRET}:user::` },
        { name: 'DB_PASSWORD', valueFrom: `${SECRET}:password::` },
        { name: 'API_KEY', valueFrom: arn('ssm', 'parameter/orders/api-key') },
      ],
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/ecs/orders', 'awslogs-region': 'eu-central-1', 'awslogs-stream-prefix': 'ecs' },
      },
      ...container,
    },
  ],
  ...more,
});

const cli = bundledCli();
let account: Awaited<ReturnType<typeof startCheckedAccount>>;
beforeAll(async () => {
  cli.build();
  account = await startCheckedAccount({
    images: { orders: ['1.4.2'] },
    secrets: [SECRET],
    deletedSecrets: [arn('secretsmanager', 'secret:orders/old-Zz9yX8')],
    parameters: ['/orders/api-key'],
    roles: {
      execution: trusting('ecs-tasks.amazonaws.com'),
      'orders-task-role': trusting('ecs-tasks.amazonaws.com'),
      lambda: trusting('lambda.amazonaws.com'),
      conditional: trusting('ecs-tasks.amazonaws.com', { Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }),
    },
    logGroups: ['/ecs/orders', '/ecs/orders-old'],
  });
}, 60_000);
afterAll(async () => {
  await account.close();
  cli.remove();
});
beforeEach(() => {
  account.calls.length = 0;
  account.denials.clear();
});

const run = (checked: object, ...args: readonly string[]) =>
  cli.run(['check', '-', '--live', ...args], { input: JSON.stringify(checked), env: account.env });

const found = async (checked: object) => {
  const { stdout, stderr } = await run(checked, '--format', 'json');
  expect(stderr).toBe('');
  const [one] = JSON.parse(stdout).definitions;
  return one as {
    readonly findings: readonly { readonly id: string; readonly what: string; readonly command?: string }[];
    readonly notChecked: readonly { readonly what: string; readonly reason: string }[];
  };
};

describe('check --live', () => {
  it('finds nothing where everything is there, and asks for each thing once', async () => {
    const { stdout, stderr, code } = await run(definition());
    expect([stdout, stderr, code]).toEqual(['orders (standard input): nothing found\n', '', 0]);
    expect([...account.calls].sort()).toEqual([
      'DescribeImages',
      'DescribeLogGroups',
      'DescribeParameters',
      'DescribeParameters',
      'DescribeSecret',
      'GetCallerIdentity',
      'GetRole',
      'GetRole',
    ]);
  });

  it('asks nothing of AWS without --live', async () => {
    await cli.run(['check', '-'], { input: JSON.stringify(definition()), env: account.env });
    expect(account.calls).toEqual([]);
  });

  it.each([
    [
      'a tag that is not there',
      definition({ image: `${ACCOUNT}.dkr.ecr.eu-central-1.amazonaws.com/orders:1.4.3` }),
      'image-not-in-registry',
      'orders has no tag 1.4.3.',
    ],
    [
      'a repository that is not there',
      definition({ image: `${ACCOUNT}.dkr.ecr.eu-central-1.amazonaws.com/order:1.4.2` }),
      'image-not-in-registry',
      `account ${ACCOUNT} has no repository order in eu-central-1.`,
    ],
    [
      'a secret that is not there',
      definition({ secrets: [{ name: 'DB', valueFrom: arn('secretsmanager', 'secret:orders/none-a1B2c3') }] }),
      'secret-not-in-store',
      'What fills DB of app does not exist: Secrets Manager in eu-central-1 has no',
    ],
    [
      'a secret that is being deleted',
      definition({ secrets: [{ name: 'DB', valueFrom: arn('secretsmanager', 'secret:orders/old-Zz9yX8') }] }),
      'secret-not-in-store',
      'What fills DB of app is marked for deletion',
    ],
    [
      'a parameter that is not there',
      definition({ secrets: [{ name: 'API_KEY', valueFrom: '/orders/api-keys' }] }),
      'secret-not-in-store',
      'Parameter Store in eu-central-1 has no /orders/api-keys.',
    ],
    [
      'credentials of a registry that are not there',
      definition({ image: 'ghcr.io/acme/orders:1', repositoryCredentials: { credentialsParameter: 'ghcr' } }),
      'secret-not-in-store',
      'What fills the repositoryCredentials of app does not exist: Secrets Manager',
    ],
    [
      'a role that is not there',
      definition({}, { taskRoleArn: roleArn('order-task-role') }),
      'role-not-assumable',
      'There is no role order-task-role, which the definition names as its task role.',
    ],
    [
      'a role that trusts another service',
      definition({}, { executionRoleArn: roleArn('lambda') }),
      'role-not-assumable',
      'ECS may not assume the execution role lambda',
    ],
    [
      'a log group of which only a longer name is there',
      definition({
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/order', 'awslogs-region': 'eu-central-1', 'awslogs-stream-prefix': 'ecs' },
        },
      }),
      'log-group-not-found',
      'The log group of app does not exist: /ecs/order in eu-central-1.',
    ],
  ])('finds %s', async (_what, checked, id, what) => {
    const { findings } = await found(checked);
    expect(findings.map((one) => one.id)).toEqual([id]);
    expect(findings[0]?.what).toContain(what);
  });

  it('says what it did not look up, and why', async () => {
    const { findings, notChecked } = await found(
      definition(
        {
          image: 'ghcr.io/acme/orders:1.4.2',
          secrets: [{ name: 'SHARED', valueFrom: arn('ssm', 'parameter/shared', '444455556666') }],
        },
        { executionRoleArn: roleArn('conditional'), taskRoleArn: roleArn('task', '444455556666') },
      ),
    );
    expect(findings.map(({ id }) => id)).toEqual(['secret-elsewhere']);
    expect(notChecked.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
      'the image of app, ghcr.io/acme/orders:1.4.2: only private registries of ECR are asked, not ghcr.io',
      `SHARED of app, ${arn('ssm', 'parameter/shared', '444455556666')}: it belongs to account 444455556666, and the credentials are of ${ACCOUNT}`,
      'the execution role conditional: its trust policy has conditions, which only ECS can meet or not',
      `the task role task: it belongs to account 444455556666, and the credentials are of ${ACCOUNT}`,
    ]);
  });

  it('asks no host that a definition makes up of a Region', async () => {
    const options = { 'awslogs-group': '/ecs/x', 'awslogs-region': 'x.example.com/#', 'awslogs-stream-prefix': 'ecs' };
    const { findings, notChecked } = await found(
      definition({ secrets: [], logConfiguration: { logDriver: 'awslogs', options } }),
    );
    expect(findings).toEqual([]);
    expect(notChecked).toEqual([{ what: 'the log group /ecs/x of app', reason: 'x.example.com/# is no Region' }]);
    expect(account.calls).not.toContain('DescribeLogGroups');
  });

  it('does not ask for a log group that the driver creates', async () => {
    const options = {
      'awslogs-group': '/ecs/new',
      'awslogs-region': 'eu-central-1',
      'awslogs-stream-prefix': 'ecs',
      'awslogs-create-group': 'true',
    };
    expect((await found(definition({ logConfiguration: { logDriver: 'awslogs', options } }))).findings).toEqual([]);
    expect(account.calls).not.toContain('DescribeLogGroups');
  });

  it.each([
    ['DescribeImages', 'ecr:DescribeImages', 'AccessDeniedException'],
    ['DescribeSecret', 'secretsmanager:DescribeSecret', 'AccessDeniedException'],
    ['DescribeParameters', 'ssm:DescribeParameters', 'AccessDeniedException'],
    ['GetRole', 'iam:GetRole', 'AccessDenied'],
    ['DescribeLogGroups', 'logs:DescribeLogGroups', 'AccessDeniedException'],
  ])('names the permission where %s is denied, and tells the rest', async (call, action, code) => {
    const message = `User: arn:aws:iam::${ACCOUNT}:user/me is not authorized to perform: ${action} on resource: arn:aws:x because no identity-based policy allows the ${action} action`;
    account.denials.set(call, { code, message });
    const { stdout, code: exit } = await run(definition({ portMappings: [{ containerPort: 80, hostPort: 81 }] }));
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `not allowed: add ${action} on arn:aws:x to the role of whoever runs this command`,
    );
    expect(stdout).toContain('not checked\n  - ');
    expect(stdout).toContain('orders (standard input): 1 error\n');
    expect(stdout).toContain('[host-port-differs]');
    expect(exit).toBe(1);
  });

  it('says what to do without credentials and without a Region, and tells nothing half', async () => {
    const input = JSON.stringify(definition());
    const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _key, ...anonymous } = account.env;
    const noCredentials = await cli.run(['check', '-', '--live'], { input, env: anonymous });
    expect([noCredentials.stdout, noCredentials.stderr, noCredentials.code]).toEqual([
      '',
      'ecs-medic: no AWS credentials were found: log in (aws sso login) or name a profile (AWS_PROFILE)\n',
      2,
    ]);
    const { AWS_REGION: _region, ...nowhere } = account.env;
    const noRegion = await cli.run(['check', '-', '--live'], { input, env: nowhere });
    expect(noRegion.stderr).toBe('ecs-medic: no AWS Region is known: name it with --region or AWS_REGION\n');
    const named = await cli.run(['check', '-', '--live', '--region', 'eu-central-1'], { input, env: nowhere });
    expect(named.code).toBe(0);
  });
});
