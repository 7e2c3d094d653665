import { actByPerson, type PersonsWish, proposeByPerson } from '../../../lib/app/act-by-person';
import { applySchedules } from '../../../lib/app/apply-schedules';
import type { ActionKind } from '../../../lib/domain/action/intent';
import { EARLIER, MINUTE, NOW, REVISION, service } from '../../domain/action/acting-state';
import { ActingWorld, acting, observing, SUSPENDED, TARGET } from './acting-world';

const subject = { kind: 'service', cluster: 'production', name: 'orders-api' } as const;
const wish = (action: ActionKind, despiteSafeguards = false): PersonsWish => ({ action, subject, despiteSafeguards });
const serving = { taskId: 'a', startedAt: NOW - 60 * MINUTE, healthStatus: 'HEALTHY', isProtected: false };
const current = { serviceDeploymentArn: 'arn:deployment', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };

let world: ActingWorld;
beforeEach(() => {
  world = new ActingWorld();
});

/** Proposes, lets something happen while the person looks at it, and carries it out. */
async function ask(one: PersonsWish, meanwhile: () => unknown = () => undefined) {
  const shown = await proposeByPerson(one, world.ports, acting);
  await meanwhile();
  return actByPerson(shown, world.ports, acting);
}

it('proposes without writing or changing anything', async () => {
  world.account.add(service(), { scalableTarget: TARGET });
  const proposal = await proposeByPerson(wish('scale-to-zero'), world.ports, acting);
  expect(proposal).toMatchObject({ decision: { decision: 'do' }, intent: { owner: 'person', desired: 3, to: 0 } });
  expect(proposal.intent?.hold).toMatchObject({ owner: 'person', remembered: 3, scalableTarget: TARGET });
  expect(new Set(world.calls.map(({ port }) => port))).toEqual(
    new Set([
      'readRecord',
      'readServiceNow',
      'readLedger',
      'readActionsSwitch',
      'readRunningTasks',
      'readScalableTarget',
    ]),
  );
});

it('puts a service to zero and brings exactly that back, scaling included', async () => {
  world.account.add(service(), { scalableTarget: TARGET });
  const down = await ask(wish('scale-to-zero'));
  expect(down).toMatchObject({ decision: { decision: 'do' }, outcome: { word: 'verified' } });
  expect(await world.record()).toMatchObject({ hold: { owner: 'person', remembered: 3, scalableTarget: TARGET } });
  expect(world.account.of('orders-api').scalableTarget).toEqual(SUSPENDED);
  const up = await ask(wish('restore'));
  expect(up).toMatchObject({ intent: { to: 3 }, outcome: { word: 'verified', remarks: [] } });
  expect(world.changes()).toEqual([
    `setScalableTarget ${JSON.stringify(SUSPENDED)}`,
    'setDesiredCount 0',
    'setDesiredCount 3',
    `setScalableTarget ${JSON.stringify(TARGET)}`,
  ]);
  expect((await world.record()).hold).toBeUndefined();
  expect(world.words()).toEqual(['do', 'verified', 'do', 'verified']);
});

it('needs neither a tag nor the switch nor the mode, nor budget, and leaves the ledger alone', async () => {
  world.account.add(service());
  world.account.switch = { state: 'known', value: false };
  expect(await ask(wish('scale-to-zero'))).toMatchObject({ outcome: { word: 'verified' } });
  expect(world.called('writeLedger')).toEqual([]);
});

it('refuses while a task serves, unless that is overruled', async () => {
  world.account.add(service(), { tasks: [serving] });
  expect(await ask(wish('scale-to-zero'))).toMatchObject({ decision: { decision: 'refuse', guard: 'serving' } });
  expect(world.changes()).toEqual([]);
  const proposal = await proposeByPerson(wish('scale-to-zero', true), world.ports, acting);
  expect(proposal.decision.answers.filter(({ agrees }) => !agrees)).toEqual([
    { guard: 'serving', agrees: false, says: '1 task serves' },
  ]);
  expect(await ask(wish('scale-to-zero', true))).toMatchObject({ outcome: { word: 'verified' } });
});

it.each<[string, Partial<ReturnType<typeof service>>, string]>([
  ['is not there', { name: 'another' }, 'unreadable'],
  ['is at zero already', { desiredCount: 0 }, 'already-at-zero'],
  ['is a DAEMON', { schedulingStrategy: 'DAEMON' }, 'service-state'],
])('refuses, whatever a person overrules, a service that %s', async (_, more, guard) => {
  world.account.add(service(more));
  expect(await ask(wish('scale-to-zero', true))).toMatchObject({ decision: { decision: 'refuse', guard } });
  expect(world.changes()).toEqual([]);
});

it('does not act where a function has begun a change', async () => {
  await world.crashing();
  world.plan('setDesiredCount', { cutOff: 'before' });
  await world.act();
  const { intent } = await world.record();
  expect(intent?.owner).toBe('incident');
  expect(await ask(wish('scale-to-zero', true))).toMatchObject({ decision: { guard: 'in-flight' } });
});

describe('what is not any more as the person was shown', () => {
  beforeEach(() => world.account.add(service(), { scalableTarget: TARGET }));

  it.each<[string, () => void, RegExp]>([
    ['the count', () => world.account.change('orders-api', { desiredCount: 5 }), /its desired count became 5 since/],
    ['the deployment', () => world.account.deploy('orders-api', 'ecs-svc/2'), /a deployment began|deployment began/],
    [
      'what scales it',
      () => {
        world.account.of('orders-api').scalableTarget = { ...TARGET, max: 20 };
      },
      /became something else since/,
    ],
    [
      'a task that serves now',
      () => {
        world.account.of('orders-api').tasks = [serving];
      },
      /1 task serves/,
    ],
  ])('ends the attempt before any call: %s', async (_, meanwhile, reason) => {
    const attempt = await ask(wish('scale-to-zero'), meanwhile);
    expect(attempt.decision.decision).toBe('refuse');
    expect(attempt.decision.reason).toMatch(reason);
    expect(world.changes()).toEqual([]);
    expect(world.called('writeRecord')).toEqual([]);
  });

  it('ends it too where the new objection is one that was overruled unseen', async () => {
    const attempt = await ask(wish('scale-to-zero', true), () => {
      world.account.of('orders-api').tasks = [serving];
    });
    expect(attempt.decision).toMatchObject({
      guard: 'changed-by-others',
      reason: 'since you were shown the plan 1 task serves',
    });
    expect(world.changes()).toEqual([]);
  });
});

it('rolls a deployment back that is under way', async () => {
  world.account.add(service(), { current });
  world.account.deploy('orders-api', 'ecs-svc/2', { taskDefinitionArn: REVISION, createdAt: NOW - 20 * MINUTE });
  const attempt = await ask(wish('roll-back'));
  expect(attempt).toMatchObject({
    intent: { rollsBackTo: EARLIER, rollsBackFrom: REVISION },
    outcome: { word: 'verified' },
  });
  expect(world.changes()).toEqual(['rollBackDeployment arn:deployment']);
});

it('brings back what ecs-medic held for an incident, and only what it holds', async () => {
  await world.crashing();
  await world.act();
  expect(await world.record()).toMatchObject({ hold: { owner: 'incident' } });
  expect(await ask(wish('restore'))).toMatchObject({ intent: { to: 3 }, outcome: { word: 'verified' } });
  expect(world.account.desired('orders-api')).toBe(3);
  expect(await ask(wish('restore'))).toMatchObject({ decision: { decision: 'refuse', guard: 'not-held' } });
});

it('says how it ended where AWS refuses, and where nobody can say', async () => {
  world.account.add(service());
  world.plan('setDesiredCount', { answer: { state: 'refused', because: 'not allowed' } });
  expect(await ask(wish('scale-to-zero'))).toMatchObject({ outcome: { word: 'failed', because: 'not allowed' } });
  expect((await world.record()).hold).toBeUndefined();
  world.plan('setDesiredCount', { answer: { state: 'unknown', because: 'no answer' } });
  const open = await ask(wish('scale-to-zero'));
  expect(open.intent).toBeDefined();
  expect(open.outcome).toBeUndefined();
  // The functions settle what a person's command left open.
  expect(await world.record()).toMatchObject({ intent: { owner: 'person' } });
  world.now += 5 * MINUTE;
  await world.act(observing);
  expect((await world.record()).intent).toBeUndefined();
});

describe('a service that sleeps by its schedule', () => {
  /** NOW is a Wednesday at noon, UTC. */
  const tags = new Map([['ecs-medic:schedule', 'mon-fri 13:00-19:00 UTC']]);

  it('is left alone by the schedule once a person has woken it, until it is to be up', async () => {
    world.account.add(service({ tags }));
    await world.applySchedules();
    expect(await world.record()).toMatchObject({ hold: { owner: 'schedule', remembered: 3 } });
    expect(await ask(wish('restore'))).toMatchObject({ outcome: { word: 'verified' } });
    expect(await world.record()).toMatchObject({
      leftAlone: { until: NOW + 60 * MINUTE, schedule: 'mon-fri 13:00-19:00 UTC' },
    });
    world.now += 5 * MINUTE;
    await applySchedules(world.ports, acting);
    expect(world.account.desired('orders-api')).toBe(3);
    world.now = NOW + 61 * MINUTE;
    await applySchedules(world.ports, acting);
    expect((await world.record()).leftAlone).toBeUndefined();
    world.now = Date.UTC(2026, 10, 25, 19, 1);
    await applySchedules(world.ports, acting);
    expect(world.account.desired('orders-api')).toBe(0);
  });
});
