import { spawn } from 'node:child_process';
import { tableStore } from '../../lib/aws/table-store';
import type { DecisionRow } from '../../lib/domain/action/decision-row';
import { startLocalAws } from './local-aws';
import { startLocalEcs } from './local-ecs';
import { bundledCli, type Run } from './run-cli';

// Every command is a process of its own, and a busy machine starts them slowly.
jest.setTimeout(30_000);

const cli = bundledCli();
let aws: Awaited<ReturnType<typeof startLocalAws>>;
let ecs: Awaited<ReturnType<typeof startLocalEcs>>;
beforeAll(async () => {
  cli.build();
  [aws, ecs] = await Promise.all([startLocalAws(), startLocalEcs()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([aws.close(), ecs.close()]);
  cli.remove();
});
beforeEach(() => {
  aws.reset();
  ecs.reset();
});

const env = () => ({ ...aws.env, ...ecs.env, COLUMNS: '120' });
const run = (...args: readonly string[]) => cli.run(args, { env: env() });
const store = () => tableStore({ client: aws.client, tableName: aws.table, now: Date.now, evidenceDays: 7 });
const recordOf = (name: string) => store().readRecord({ kind: 'service', cluster: 'production', name });
const named = (name: string): readonly string[] => ['--cluster', 'production', '--service', name];
const noStack = {
  status: 400,
  code: 'ValidationError',
  message: 'Stack with id ecs-medic-production does not exist',
} as const;
const NONE = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};

describe('scale-to-zero and restore', () => {
  it('change nothing in a dry run', async () => {
    ecs.services.set('dry', { desired: 3, target: { min: 2, max: 10, suspended: NONE } });
    const { stdout, stderr, code } = await run('scale-to-zero', ...named('dry'), '--dry-run');
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toContain('2. ecs:UpdateService: desired count 3 → 0');
    expect(stdout).toContain('Dry run: nothing was changed.');
    expect(ecs.calls.length).toBeGreaterThan(0);
    expect(ecs.changes()).toEqual([]);
    expect((await recordOf('dry')).version).toBe(0);
    expect(aws.published).toEqual([]);
  });

  it('put to zero, keep it in the table, and bring exactly that back', async () => {
    ecs.services.set('orders-api', { desired: 3, target: { min: 2, max: 10, suspended: NONE } });
    const down = await run('scale-to-zero', ...named('orders-api'), '--yes');
    expect([down.stderr, down.code]).toEqual(['', 0]);
    expect(down.stdout).toContain('✓ orders-api (production): put to zero, 3 before: its desired count reads 0.');
    expect((await recordOf('orders-api')).hold).toMatchObject({ owner: 'person', remembered: 3 });
    const held = await run('decisions', ...named('orders-api'));
    expect([held.stderr, held.code]).toEqual(['', 0]);
    expect(held.stdout).toMatch(/^Times in Europe\/Berlin \(UTC\+0[12]:00/);
    expect(held.stdout).toContain('1 decision: 1 done.');
    expect(held.stdout).toContain(
      '$ ecs-medic restore --cluster production --service orders-api --region eu-central-1',
    );
    const up = await run('restore', ...named('orders-api'), '--yes');
    expect([up.stderr, up.code]).toEqual(['', 0]);
    expect(ecs.services.get('orders-api')).toEqual({ desired: 3, target: { min: 2, max: 10, suspended: NONE } });
    expect(ecs.changes().map(({ action, input }) => [action, input['desiredCount'] ?? input['MinCapacity']])).toEqual([
      ['RegisterScalableTarget', 0],
      ['UpdateService', 0],
      ['UpdateService', 3],
      ['RegisterScalableTarget', 2],
    ]);
    expect(ecs.changes().find(({ action }) => action === 'UpdateService')?.input).toEqual({
      cluster: 'production',
      service: 'orders-api',
      desiredCount: 0,
    });
    expect((await recordOf('orders-api')).hold).toBeUndefined();
  });

  it('bring all back', async () => {
    for (const name of ['one', 'two']) {
      ecs.services.set(name, { desired: 2 });
      await run('scale-to-zero', ...named(name), '--yes');
    }
    const { stdout, code } = await run('restore', '--all', '--yes');
    expect(stdout).toContain('2 of 2 services brought back.');
    expect(code).toBe(0);
    expect([...ecs.services.values()].map(({ desired }) => desired)).toEqual([2, 2]);
  });

  it('ask, and change nothing where there is nobody to answer', async () => {
    ecs.services.set('asked', { desired: 3 });
    const { stdout, stderr, code } = await run('scale-to-zero', ...named('asked'));
    expect(stdout).toContain('scale to zero: asked (production)');
    expect(stderr).toContain('there is no terminal on which to ask: nothing was changed; --yes goes on without asking');
    expect(code).toBe(2);
    expect(ecs.changes()).toEqual([]);
  });

  it('answer 1 where a safeguard refuses, and 2 where there is no such service', async () => {
    ecs.services.set('zero', { desired: 0 });
    expect(await run('scale-to-zero', ...named('zero'), '--yes')).toMatchObject({ code: 1 });
    const missing = await run('scale-to-zero', ...named('missing'), '--yes');
    expect(missing.stdout).toContain('✗ ECS knows no such service (unreadable)');
    expect(missing.code).toBe(2);
    expect(ecs.changes()).toEqual([]);
  });
});

describe('without a deployed stack', () => {
  it('say so and ask for --no-stack', async () => {
    aws.faults.set('cloudformation:DescribeStacks', noStack);
    const { stderr, code } = await run('scale-to-zero', ...named('lonely'), '--yes');
    expect(stderr).toContain('there is no stack ecs-medic-production in eu-central-1');
    expect(stderr).toContain('--no-stack goes on without one: nothing is remembered then');
    expect(code).toBe(2);
    expect(ecs.calls).toEqual([]);
  });

  it('work with --no-stack, and print the commands that undo it', async () => {
    aws.faults.set('cloudformation:DescribeStacks', noStack);
    ecs.services.set('lonely', { desired: 3 });
    const { stdout, stderr, code } = await run('scale-to-zero', ...named('lonely'), '--yes', '--no-stack');
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout.slice(stdout.indexOf('put to zero, 3 before'))).toContain(
      '$ aws ecs update-service --cluster production --service lonely --desired-count 3 --region eu-central-1\n',
    );
    expect(ecs.services.get('lonely')?.desired).toBe(0);
    expect(aws.calls).toEqual([]);
  });

  it('cannot restore, and say why', async () => {
    aws.faults.set('cloudformation:DescribeStacks', noStack);
    const { stderr, code } = await run('restore', ...named('lonely'));
    expect(stderr).toContain('; only its record knows what ran before');
    expect(code).toBe(2);
  });
});

describe('unlatch', () => {
  it('lets ecs-medic act again', async () => {
    const record = await recordOf('latched');
    await store().writeRecord({ ...record, failedActions: 2 }, undefined);
    const { stdout, code } = await run('unlatch', ...named('latched'));
    expect([stdout, code]).toEqual([
      'latched (production): 2 actions in a row did not end well. That is forgotten: ecs-medic may act for it again.\n',
      0,
    ]);
    expect((await recordOf('latched')).failedActions).toBeUndefined();
    const again = await run('unlatch', ...named('latched'));
    expect(again.stdout).toBe('latched (production) was not latched: no action failed before.\n');
    const unknown = await run('unlatch', ...named('unheard-of'));
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('has not heard of unheard-of (production) yet');
  });
});

describe('decisions', () => {
  it('are one JSON object for programs', async () => {
    const row: DecisionRow = {
      type: 'decision',
      subject: { kind: 'service', cluster: 'staging', name: 'web' },
      decisionId: 'staging/web#1/scale-to-zero/refuse/serving/refuse',
      at: Date.now() - 60_000,
      action: 'scale-to-zero',
      owner: 'incident',
      decision: 'refuse',
      guard: 'serving',
      reason: '1 task serves',
    };
    await store().writeRows([row]);
    const { stdout, stderr, code } = await run(
      'decisions',
      '--cluster',
      'staging',
      '--format',
      'json',
      '--since',
      '1h',
    );
    expect([stderr, code]).toEqual(['', 0]);
    expect(JSON.parse(stdout)).toEqual({ since: expect.any(String), decisions: [row], held: [], latched: [] });
    const none = await run('decisions', '--cluster', 'staging', '--since', '30s');
    expect(none.stdout).toContain('No decisions.');
  });
});

describe('usage', () => {
  it.each([
    [['scale-to-zero', '--service', 'x'], /expected --cluster NAME/],
    [['scale-to-zero', '--cluster', 'x'], /expected --service NAME/],
    [['roll-back', '--cluster', 'a b', '--service', 'x'], /expected a name of letters/],
    [['restore', '--schedules', ...named('x')], /--schedules goes with --all/],
    [['restore', '--all', ...named('x')], /cannot be used with/],
    [['restore', '--no-stack', ...named('x')], /unknown option/],
    [['decisions', '--since', 'long'], /Expected a duration such as 90m/],
    [['decisions', '--service', 'x'], /expected --cluster NAME/],
    [['unlatch', '--cluster', 'x'], /expected --service NAME/],
  ])('refuses %j, and asks AWS nothing', async (args, message) => {
    const { stderr, code } = await run(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect([...aws.calls, ...ecs.calls]).toEqual([]);
  });
});

describe('npm run remove', () => {
  const remove = (...args: readonly string[]): Promise<Run> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/serverless.ts', 'remove', ...args], {
        env: { PATH: process.env['PATH'], HOME: cli.folder, ...env() },
      });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (text) => (stdout += String(text)));
      child.stderr.on('data', (text) => (stderr += String(text)));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });

  it('refuses while a service is held, and says which', async () => {
    ecs.services.set('kept', { desired: 4 });
    await run('scale-to-zero', ...named('kept'), '--yes');
    const { stderr, code } = await remove();
    expect(stderr).toMatch(
      /ecs-medic-production holds \d+ services? at zero, and nobody would bring (?:it|them) back:/,
    );
    expect(stderr).toContain('production/kept: 4 before');
    expect(stderr).toContain('ecs-medic restore --cluster production --service kept --region eu-central-1');
    expect(stderr).toContain('nothing was removed; npm run remove -- --anyway removes it all the same');
    expect(code).toBe(2);
    expect(new Set(aws.calls)).toEqual(new Set(['cloudformation:DescribeStacks']));
  });

  it('refuses where that cannot be read, and says why', async () => {
    aws.faults.set('cloudformation:DescribeStacks', { status: 403, code: 'AccessDenied', message: 'no' });
    const { stderr, code } = await remove('--stage', 'staging');
    expect(stderr).toContain('whether ecs-medic-staging holds services at zero could not be read: not allowed');
    expect(code).toBe(2);
  });
});
