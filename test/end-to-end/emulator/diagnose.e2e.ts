import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { DIAGNOSE_ACTIONS, diagnosePolicy, type PolicyDocument } from '../../../lib/app/diagnose-policy';
import { asObject, asObjects, type JsonObject } from '../../../lib/domain/json';
import { bundledCli, type Run } from '../../cli/run-cli';
import { diagnoseWorld } from './diagnose-world';
import { type Rig, startRig } from './rig';
import { seedLogs } from './seed-logs';
import { keepLog } from './start-responder';

const REGION = 'us-east-1';
const USER = 'on-call';
const SERVICE = 'web-bff';

describe('diagnose, with a policy of its own, on a service that fails', () => {
  const cli = bundledCli();
  const now = Date.now();
  const { world, answer } = diagnoseWorld(now);
  const cluster = String(asObjects(world['services'])[0]?.['clusterArn']).split('/').at(-1) ?? '';
  let rig: Rig;
  let env: Record<string, string>;

  beforeAll(async () => {
    cli.build();
    rig = await startRig(REGION);
    rig.proxy.answerWith(answer);
    await seedLogs(rig.account, world, now);
    const { iam } = rig.account;
    await iam.send(new CreateUserCommand({ UserName: USER }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: USER }));
    env = {
      AWS_ENDPOINT_URL: rig.proxy.endpoint,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  });

  afterAll(async () => {
    if (rig !== undefined) keepLog(rig.log());
    await rig?.stop();
    cli.remove();
  });

  const allow = (policy: PolicyDocument): Promise<unknown> =>
    rig.account.iam.send(
      new PutUserPolicyCommand({ UserName: USER, PolicyName: 'diagnose', PolicyDocument: JSON.stringify(policy) }),
    );

  /** Runs the command with the policy that it prints, less some actions. */
  async function diagnose(args: readonly string[], without: readonly string[] = []): Promise<Run> {
    const { stdout } = await cli.run(['diagnose', '--print-policy', '--cluster', cluster, '--region', REGION]);
    const printed = JSON.parse(stdout) as PolicyDocument;
    expect(printed).toEqual(diagnosePolicy({ cluster, region: REGION }));
    await allow({
      ...printed,
      Statement: printed.Statement.map((one) => ({
        ...one,
        Action: one.Action.filter((action) => !without.includes(action)),
      })).filter(({ Action }) => Action.length > 0),
    });
    rig.proxy.forget();
    return cli.run(['diagnose', ...args], { env });
  }

  const asked = (): readonly string[] => [...rig.proxy.calls().keys()].sort();
  const ofService = ['--cluster', cluster, '--service', SERVICE];
  const needed = DIAGNOSE_ACTIONS.filter((action) => action !== 'ecs:ListServices' && action !== 'ecs:ListClusters');

  it('answers with the cause first, the proof, the change, the capacity and the next step, and changes nothing', async () => {
    const { stdout, stderr, code } = await diagnose(ofService);
    expect([stderr, code]).toEqual(['', 1]);
    expect(stdout.split('\n')[0]).toMatch(
      /^✖ web-bff \(storefront\): setting SESSION_SECRET is missing, 0 of 2 running$/,
    );
    expect(stdout).toMatch(/proof[\s\S]*changed[\s\S]*the last that was good[\s\S]*do now[\s\S]*capacity/);
    expect(stdout).not.toContain('not allowed');
    expect(asked()).toEqual([...needed].sort());
  });

  it.each(needed)('answers without %s, and names it', async (action) => {
    const { stdout, stderr, code } = await diagnose([...ofService, '--format', 'json'], [action]);
    expect(stderr).toBe('');
    const told = JSON.parse(stdout) as JsonObject;
    expect(told).toMatchObject({
      state: action === 'ecs:ListTasks' || action === 'ecs:DescribeTasks' ? expect.anything() : 'failing',
    });
    expect([0, 1]).toContain(code);
    expect(asObjects(told['notRead']).map((one) => one['action'])).toEqual([action]);
    expect(asObjects(told['notRead'])[0]?.['reason']).toContain(`add ${action}`);
    expect(asObject(told['verdict'])?.['cause']).not.toBeNull();
  });

  it('saves, redacted, what replays to the same verdict', async () => {
    const file = join(cli.folder, 'saved.json');
    const { stdout, stderr } = await diagnose([...ofService, '--format', 'json', '--save', file]);
    expect(stderr).toMatch(/saved to .* hidden/);
    expect(stderr).not.toContain('another verdict');
    const { verdict } = JSON.parse(stdout) as { verdict: JsonObject };
    const replayed = await cli.run(['replay', file, '--format', 'jsonl']);
    expect(JSON.parse(replayed.stdout)).toEqual(verdict);
    const saved = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
    const variables = asObjects(saved['taskDefinitions'])
      .flatMap((one) => asObjects(one['containerDefinitions']))
      .flatMap((one) => asObjects(one['environment']));
    expect(variables.length).toBeGreaterThan(0);
    for (const { value } of variables) expect(value).toMatch(/\[redacted:value\]|^\d{2,5}$|^$/);
  });

  it('shows the cluster as a table, and needs the same policy', async () => {
    const { stdout, stderr, code } = await diagnose(['--cluster', cluster]);
    expect([stderr, code]).toEqual(['', 1]);
    expect(stdout).toMatch(/: 1 service fails, 1 looked at/);
    expect(stdout).toMatch(/web-bff +✖ failing +0\/2/);
    expect(asked()).toContain('ecs:ListServices');
  });

  it('explains one task by its ARN alone', async () => {
    const task = asObjects(world['tasks']).find((one) => one['lastStatus'] === 'STOPPED');
    const { stdout, stderr, code } = await diagnose(['--task', String(task?.['taskArn'])]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^✖ task [0-9a-f]{32} of web-bff \(storefront\): setting\s+SESSION_SECRET is missing\n/);
    expect(code).toBe(1);
  });

  it('offers near names of a service and of a cluster', async () => {
    const service = await diagnose(['--cluster', cluster, '--service', 'web-bfg']);
    expect([service.stderr, service.code]).toEqual([expect.stringContaining('expected one of web-bff'), 2]);
    const nowhere = await diagnose(['--cluster', 'nowhere', '--service', SERVICE]);
    // The policy is bound to another cluster: of this one nothing may be said.
    expect([nowhere.stdout.split('\n')[0], nowhere.code]).toEqual([expect.stringContaining('it cannot be told'), 2]);
    await allow(diagnosePolicy({}));
    const known = await cli.run(['diagnose', '--cluster', 'storefronts', '--service', SERVICE], { env });
    expect([known.stderr, known.code]).toEqual([
      expect.stringContaining('there is no cluster storefronts in this account and Region: expected one of storefront'),
      2,
    ]);
  });

  it('says what to do where AWS takes nobody for whom the credentials name, or cannot be reached', async () => {
    const expired = rig.proxy.inject({
      call: /^ecs:/,
      effect: {
        kind: 'refuse',
        status: 400,
        code: 'ExpiredTokenException',
        message: 'The security token included in the request is expired',
      },
    });
    const refused = await diagnose(ofService);
    expired.lift();
    expect([refused.stdout, refused.code]).toEqual(['', 2]);
    expect(refused.stderr).toMatch(/AWS refused the credentials for ecs:DescribeServices: ExpiredTokenException/);
    const nobody = await cli.run(['diagnose', ...ofService], {
      env: { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    });
    expect(nobody.stderr).toMatch(/ecs:DescribeServices could not be reached: ECONNREFUSED/);
    expect(nobody.code).toBe(2);
  });
});
