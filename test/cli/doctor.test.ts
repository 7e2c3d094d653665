import { doctorPolicy } from '../../lib/app/doctor-policy';
import { startLocalAws } from './local-aws';
import { bundledCli } from './run-cli';

const cli = bundledCli();
let aws: Awaited<ReturnType<typeof startLocalAws>>;
beforeAll(async () => {
  cli.build();
  aws = await startLocalAws();
}, 60_000);
afterAll(async () => {
  await aws.close();
  cli.remove();
});
beforeEach(() => aws.reset());

describe('doctor', () => {
  it('prints the policy that it needs without asking AWS, for a stage, a stack and a Region', async () => {
    const policyOf = async (...args: readonly string[]): Promise<unknown> => {
      const { stdout, stderr, code } = await cli.run(['doctor', '--print-policy', ...args]);
      expect([stderr, code]).toEqual(['', 0]);
      return JSON.parse(stdout);
    };
    expect(await policyOf()).toEqual(doctorPolicy({ stack: 'ecs-medic-production', region: '*' }));
    expect(await policyOf('--stage', 'test', '--region', 'eu-central-1')).toEqual(
      doctorPolicy({ stack: 'ecs-medic-test', region: 'eu-central-1' }),
    );
    expect(await policyOf('--stack', 'mine')).toEqual(doctorPolicy({ stack: 'mine', region: '*' }));
  });

  it('says that there is no such stack, and ends with 2', async () => {
    aws.faults.set('cloudformation:DescribeStacks', {
      status: 400,
      code: 'ValidationError',
      message: 'Stack with id ecs-medic-production does not exist',
    });
    const { stdout, stderr, code } = await cli.run(['doctor', '--format', 'json'], { env: aws.env });
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toMatch(/^ecs-medic: there is no stack ecs-medic-production in eu-central-1: expected a deployed/);
    expect(aws.calls).toEqual(['cloudformation:DescribeStacks']);
  });

  it('says which permission it lacks to see the stack, and ends with 2', async () => {
    aws.faults.set('cloudformation:DescribeStacks', { status: 403, code: 'AccessDenied', message: 'no' });
    const { stdout, stderr, code } = await cli.run(['doctor'], { env: aws.env });
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain('add cloudformation:DescribeStacks on the stack ecs-medic-production');
  });

  it('refuses another format, and an option that it has not', async () => {
    for (const args of [['--format', 'yaml'], ['--fix']]) {
      const { stderr, code } = await cli.run(['doctor', ...args], { env: aws.env });
      expect([stderr.includes('ecs-medic doctor --help'), code]).toEqual([true, 2]);
    }
    expect(aws.calls).toEqual([]);
  });
});
