import { PassThrough } from 'node:stream';
import type { PersonsWish } from '../../lib/app/act-by-person';
import { act } from '../../lib/cli/act';
import { confirm } from '../../lib/cli/confirm';
import { restoreAll } from '../../lib/cli/restore-all';
import { plainPaint } from '../../lib/render/terminal/paint';
import { ActingWorld, acting, CHANGING, TARGET } from '../app/acting/acting-world';
import { MINUTE, NOW, service } from '../domain/action/acting-state';

const WRITES = [...CHANGING, 'writeRecord', 'writeRows', 'writeAlert', 'writeDiagnosis', 'writeLedger', 'publish'];
const subject = { kind: 'service', cluster: 'production', name: 'orders-api' } as const;
const toZero: PersonsWish = { action: 'scale-to-zero', subject, despiteSafeguards: false };

let world: ActingWorld;
let shown: string;
beforeEach(() => {
  world = new ActingWorld();
  shown = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    shown += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    shown += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

const place = () => ({ ports: world.ports, acting, stack: 'ecs-medic-production', region: 'eu-central-1' });
const options = (more: object = {}) => ({
  screen: { width: 100, paint: plainPaint },
  yes: true,
  dryRun: false,
  ...more,
});

describe('a dry run', () => {
  it.each<[string, PersonsWish, () => unknown]>([
    ['scale-to-zero', toZero, () => world.account.add(service(), { scalableTarget: TARGET })],
    ['scale-to-zero that is refused', toZero, () => world.account.add(service({ desiredCount: 0 }))],
    ['restore', { ...toZero, action: 'restore' }, hold],
    ['roll-back', { ...toZero, action: 'roll-back' }, () => world.account.add(service())],
  ])('of %s calls nothing that changes or writes anything', async (_, wish, prepare) => {
    await prepare();
    const before = { rows: world.store.rows(), records: world.store.records(), calls: world.calls.length };
    expect(await act(wish, place(), options({ dryRun: true }))).toBe(0);
    const calls = world.calls.slice(before.calls).map(({ port }) => port);
    expect(calls).toContain('readServiceNow');
    // Every port that was called reads.
    expect(calls.filter((port) => !port.startsWith('read'))).toEqual([]);
    expect(calls.filter((port) => WRITES.includes(port))).toEqual([]);
    expect(world.store.rows()).toEqual(before.rows);
    expect(world.store.records()).toEqual(before.records);
    expect(shown).toContain('Dry run: nothing was changed.');
  });
});

async function hold(): Promise<void> {
  world.account.add(service(), { scalableTarget: TARGET });
  if ((await act(toZero, place(), options())) !== 0) throw new Error(shown);
  shown = '';
}

it('shows the plan, what is remembered, the way back and every answer, and then what was read back', async () => {
  world.account.add(service(), { scalableTarget: TARGET });
  expect(await act(toZero, place(), options())).toBe(0);
  expect(shown.replace(/ {2,}/g, ' ').replace(/(?: \\)?\n (?=ecs-medic-|-)/g, ' ')).toMatch(
    /scale to zero: orders-api \(production\) in eu-central-1\n now desired count 3, 0 running · orders-api:8 · deployment COMPLETED\n calls 1\. application-autoscaling:RegisterScalableTarget: min 2 → 0, all scaling suspended\n 2\. ecs:UpdateService: desired count 3 → 0\n keeps desired count 3, auto scaling 2 to 10 with scale-out suspended, in the table of ecs-medic-production\n undo \$ ecs-medic restore --cluster production --service orders-api --region eu-central-1\n or with the AWS CLI\n \$ aws ecs update-service/,
  );
  expect(shown).toMatch(/✓ the service was read just now\n/);
  const checks = shown.slice(shown.indexOf('checks'), shown.indexOf('\n✓ orders-api'));
  expect(checks.match(/[✓✗!] /g)).toHaveLength(acting.guards.person['scale-to-zero']?.length ?? -1);
  expect(shown).toContain('\n✓ orders-api (production): put to zero, 3 before: its desired count reads 0.\n');
});

it('marks what a person may overrule, names the option, and goes on with it', async () => {
  const tasks = [{ taskId: 'a', startedAt: NOW - 60 * MINUTE, healthStatus: 'HEALTHY', isProtected: false }];
  world.account.add(service(), { tasks });
  expect(await act(toZero, place(), options())).toBe(1);
  expect(shown).toContain('✗ 1 task serves (serving, a person may overrule it)');
  expect(shown).toMatch(/refused {3}1 task serves\.\n +--despite-safeguards goes on all the same\./);
  expect(world.called(...WRITES)).toEqual([]);
  shown = '';
  expect(await act({ ...toZero, despiteSafeguards: true }, place(), options())).toBe(0);
  expect(shown).toContain('! 1 task serves (serving, overruled)');
  expect(shown).not.toContain('refused');
});

it('does not offer to overrule what nobody may', async () => {
  world.account.add(service({ desiredCount: 0 }));
  expect(await act(toZero, place(), options())).toBe(1);
  expect(shown).toContain('✗ its desired count is 0 already (already-at-zero)');
  expect(shown).not.toContain('--despite-safeguards');
});

it('prints the command that deploys the last good revision where no deployment is under way', async () => {
  await world.crashing();
  await world.rewrite('orders-api', (record) => ({
    ...record,
    lastGood: 'arn:aws:ecs:r:1:task-definition/orders-api:6',
  }));
  expect(await act({ ...toZero, action: 'roll-back' }, place(), options())).toBe(1);
  expect(shown).toContain('orders-api:6 was the last revision that ran well. This deploys it:');
  expect(shown.replace(/ \\\n +/g, ' ')).toContain(
    '$ aws ecs update-service --cluster production --service orders-api --task-definition orders-api:6 --region eu-central-1',
  );
});

it('answers 2 where the service cannot be read, a dry run too', async () => {
  expect(await act(toZero, place(), options({ dryRun: true }))).toBe(2);
  expect(shown).toContain('ECS knows no such service');
  // The other safeguards would only say the same again.
  expect(shown.match(/^.*[✓✗!] .*$/gm)).toEqual(['  checks    ✗ ECS knows no such service (unreadable)']);
});

it('prints without a stack the aws commands alone, and says that nothing remembers', async () => {
  world.account.add(service());
  expect(await act(toZero, { ports: world.ports, acting }, options())).toBe(0);
  expect(shown).toContain('nothing: without a deployed stack only you can know');
  expect(shown).not.toContain('ecs-medic restore');
  expect(shown.slice(shown.indexOf('put to zero, 3')).replace(/ \\\n +/g, ' ')).toContain(
    '$ aws ecs update-service --cluster production --service orders-api --desired-count 3 --region eu-central-1',
  );
});

it.each([
  ['reverted', 1, '▲ orders-api (production): put to zero and brought back to 3: a deployment began at the same time.'],
  ['failed', 1, '✗ orders-api (production): could not scale to zero: not allowed.'],
  ['unknown', 2, '? orders-api (production): began to scale to zero; how that ended cannot be read yet.'],
])('tells an attempt that ended %s', async (how, code, words) => {
  world.account.add(service());
  if (how === 'failed') world.plan('setDesiredCount', { answer: { state: 'refused', because: 'not allowed' } });
  if (how === 'unknown') world.plan('setDesiredCount', { answer: { state: 'unknown', because: 'no answer' } });
  if (how === 'reverted')
    world.plan('setDesiredCount', { meanwhile: () => world.account.deploy('orders-api', 'ecs-svc/2') });
  expect(await act(toZero, place(), options())).toBe(code);
  expect(shown.replace(/\n {2}(?=\S)/g, ' ')).toContain(words);
});

it('changes nothing where there is no terminal to ask on', async () => {
  world.account.add(service());
  expect(await act(toZero, place(), options({ yes: false }))).toBe(2);
  expect(shown).toContain('there is no terminal on which to ask: nothing was changed; --yes goes on without asking');
  expect(world.called(...WRITES)).toEqual([]);
});

describe('the question', () => {
  const answering = async (text: string | undefined) => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const answer = confirm('Go on?', { input, output: new PassThrough() });
    if (text === undefined) input.end();
    else input.write(text);
    return answer;
  };

  it.each([
    ['y\n', true],
    [' YES \n', true],
    ['n\n', false],
    ['\n', false],
    ['yesterday\n', false],
    [undefined, false],
  ])('%j is %s', async (text, answer) => {
    expect(await answering(text)).toBe(answer);
  });
});

describe('restore --all', () => {
  const all = (more: object = {}) =>
    restoreAll(place(), {
      ...options(),
      schedules: false,
      refusalIn: (error) => (error instanceof Error && error.message === 'throttled' ? error.message : undefined),
      ...more,
    });

  /** Three held ones, of which one sleeps by its schedule. */
  async function holdThree(): Promise<void> {
    await world.crashing('orders-api');
    world.account.add(service({ name: 'payments' }));
    await act({ ...toZero, subject: { ...subject, name: 'payments' } }, place(), options());
    world.account.add(service({ name: 'reports', tags: new Map([['ecs-medic:schedule', 'never']]) }));
    await world.act();
    await world.applySchedules();
    shown = '';
    expect(world.store.records().map(({ hold: one }) => one?.owner)).toEqual(['incident', 'person', 'schedule']);
  }

  it('brings back what is held for incidents and by people', async () => {
    await holdThree();
    expect(await all()).toBe(0);
    expect(['orders-api', 'payments', 'reports'].map((name) => world.account.desired(name))).toEqual([3, 3, 0]);
    expect(shown).toContain('2 of 2 services brought back.');
  });

  it('with --schedules those that sleep too', async () => {
    await holdThree();
    expect(await all({ schedules: true })).toBe(0);
    expect(world.account.desired('reports')).toBe(3);
  });

  it('tells of each that could not be brought back, and brings the others back', async () => {
    await holdThree();
    world.account.change('orders-api', { desiredCount: 2 });
    world.plan('setDesiredCount', { answer: { state: 'refused', because: 'not allowed' } });
    expect(await all({ schedules: true })).toBe(1);
    expect(shown).toContain('✗ left as it is: its desired count is 2: somebody changed it since');
    expect(shown).toContain('✗ payments (production): could not restore: not allowed.');
    expect(shown).toContain('✓ reports (production): brought back to 3: its desired count reads 3.');
    expect(shown).toContain('1 of 3 services brought back.');
  });

  it('goes on after a service that could not be looked at', async () => {
    await holdThree();
    world.plan('readServiceNow', { throws: new Error('throttled') });
    expect(await all()).toBe(2);
    expect(shown).toContain('production/orders-api: throttled');
    expect(world.account.desired('payments')).toBe(3);
  });

  it('changes nothing in a dry run', async () => {
    await holdThree();
    const before = world.called(...WRITES).length;
    expect(await all({ dryRun: true, schedules: true })).toBe(0);
    expect(world.called(...WRITES)).toHaveLength(before);
    expect(shown).toContain('3 services to bring back:');
  });

  it('says where nothing is held', async () => {
    expect(await all()).toBe(0);
    expect(shown).toBe('No service is held at zero for an incident or by a person.\n');
  });
});

it('leaves nobody with suspended auto scaling and no command: who undoes it has the three flags too', async () => {
  world.account.add(service(), { scalableTarget: TARGET });
  world.plan('setDesiredCount', { answer: { state: 'refused', because: 'ClusterNotFoundException' } });
  world.plan('setScalableTarget', { answer: { state: 'refused', because: 'ThrottlingException' } }, 2);
  const { ports } = world;
  expect(await act(toZero, { ports, acting, region: 'eu-central-1' }, options())).toBe(1);
  const said = shown.slice(shown.indexOf('could not scale to zero')).replace(/(?: \\)?\n +/g, ' ');
  expect(said).toContain(
    '--min-capacity 2 --max-capacity 10 --suspended-state ' +
      'DynamicScalingInSuspended=false,DynamicScalingOutSuspended=true,ScheduledScalingSuspended=false',
  );
  expect(said).not.toContain('--desired-count');
});
