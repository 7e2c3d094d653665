import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { diagnosePolicy } from '../../lib/app/diagnose-policy';
import { bundledCli } from './run-cli';

const cli = bundledCli();
beforeAll(() => cli.build(), 60_000);
afterAll(() => cli.remove());

const nowhere = { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'eu-central-1' };
const keys = { ...nowhere, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const service = ['--cluster', 'prod', '--service', 'orders'];
const taskArn = 'arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef';

/** Answers every call with an error, and remembers where the credentials and the Region of the call are from. */
async function withRefusingAws<T>(use: (endpoint: string, signers: readonly string[]) => Promise<T>): Promise<T> {
  const signers: string[] = [];
  const server = createServer((request, response) => {
    signers.push(
      /Credential=([^/]+)\/\d+\/([^/]+)/
        .exec(request.headers.authorization ?? '')
        ?.slice(1, 3)
        .join(' in ') ?? '',
    );
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ __type: 'ExpiredTokenException', message: 'The security token is expired' }));
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, signers);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('diagnose', () => {
  it.each([
    [[], /expected --cluster NAME, or the ARN of a task/],
    [['--cluster', 'a b'], /expected a name of letters, digits, - and _, got "a b"/],
    [['--cluster', 'arn:aws:s3:::bucket'], /expected the ARN of a cluster, service or task of ECS/],
    [['--cluster', 'test', '--task', taskArn], /--cluster is test, but the ARN is of cluster prod/],
    [[...service, '--task', 'abc'], /cannot be used with/],
    [['--cluster', 'prod', '--save', 'x.json'], /--save keeps the world of one service or task/],
    [[...service, '--format', 'yaml'], /Allowed choices are text, json/],
    [['--print-policy', '--cluster', 'a*'], /expected a name/],
  ])('refuses %j, and asks AWS nothing', async (args, message) => {
    const { stdout, stderr, code } = await cli.run(['diagnose', ...args], { env: nowhere });
    expect([stdout, stderr, code]).toEqual(['', expect.stringMatching(message), 2]);
  });

  it('prints the policy without credentials, for all clusters or for one', async () => {
    const all = await cli.run(['diagnose', '--print-policy']);
    expect([JSON.parse(all.stdout), all.code]).toEqual([diagnosePolicy({}), 0]);
    const one = await cli.run(['diagnose', '--print-policy', '--cluster', 'prod', '--region', 'cn-north-1']);
    expect(JSON.parse(one.stdout)).toEqual(diagnosePolicy({ cluster: 'prod', region: 'cn-north-1' }));
  });

  it('says what to do without credentials and without a Region', async () => {
    const anonymous = await cli.run(['diagnose', ...service], { env: nowhere });
    expect([anonymous.stdout, anonymous.stderr, anonymous.code]).toEqual([
      '',
      'ecs-medic: no AWS credentials were found: log in (aws sso login) or name a profile (AWS_PROFILE)\n',
      2,
    ]);
    const { AWS_REGION: _region, ...placeless } = keys;
    const placed = await cli.run(['diagnose', ...service], { env: placeless });
    expect([placed.stderr, placed.code]).toEqual([
      'ecs-medic: no AWS Region is known: name it with --region or AWS_REGION\n',
      2,
    ]);
  });

  it('says what to do with credentials that have expired', () =>
    withRefusingAws(async (endpoint) => {
      const { stderr, stdout, code } = await cli.run(['diagnose', ...service], {
        env: { ...keys, AWS_ENDPOINT_URL: endpoint },
      });
      expect([stdout, code]).toEqual(['', 2]);
      expect(stderr).toBe(
        'ecs-medic: AWS refused the credentials for ecs:DescribeServices: ExpiredTokenException: The security token is expired\n',
      );
    }));

  it('takes credentials and Region of a profile, the Region of an option before, and that of an ARN', () =>
    withRefusingAws(async (endpoint, signers) => {
      const config = cli.write(
        'config',
        `[profile ops]\nregion = eu-north-1\naws_access_key_id = OFPROFILE\naws_secret_access_key = x\n`,
      );
      const env = {
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_ENDPOINT_URL: endpoint,
        AWS_CONFIG_FILE: config,
        AWS_SHARED_CREDENTIALS_FILE: join(cli.folder, 'none'),
      };
      await cli.run(['diagnose', ...service, '--profile', 'ops'], { env });
      await cli.run(['diagnose', ...service, '--profile', 'ops', '--region', 'eu-west-3'], { env });
      await cli.run(['diagnose', '--task', taskArn, '--profile', 'ops'], { env });
      expect(signers).toEqual(['OFPROFILE in eu-north-1', 'OFPROFILE in eu-west-3', 'OFPROFILE in eu-west-1']);
    }));

  it('has the whole chain of credentials in its bundle: profiles, single sign-on, roles, processes, instances', () => {
    const live = readFileSync(join(cli.folder, 'ecs-medic-live.cjs'), 'utf8');
    for (const link of ['fromIni', 'fromSSO', 'fromTokenFile', 'fromProcess', 'AssumeRole', 'fromInstanceMetadata'])
      expect(live).toContain(link);
  });
});
