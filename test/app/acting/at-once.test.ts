import { actOnIncidents } from '../../../lib/app/act-on-incidents';
import { applySchedules, type SchedulePorts } from '../../../lib/app/apply-schedules';
import { sweepServices } from '../../../lib/app/sweep-services';
import { MINUTE } from '../../domain/action/acting-state';
import { Interleaver } from '../interleaver';
import { ActingWorld, ALLOWED, acting, crashRecord, SUSPENDED, TARGET } from './acting-world';
import { MONDAY_NIGHT, OFFICE_HOURS, scheduled, TUESDAY_MORNING } from './scheduled-world';

const SEEDS = Array.from({ length: 25 }, (_, index) => index + 1);

/** Runs functions side by side, every port call of each slowed, in an order that the seed decides. */
async function atOnce(
  world: ActingWorld,
  seed: number,
  runs: readonly ((ports: SchedulePorts) => Promise<unknown>)[],
): Promise<void> {
  const interleaver = new Interleaver(seed, world.now);
  const slowed = Object.fromEntries(
    Object.entries(world.ports).map(([port, call]) => {
      if (port === 'now') return [port, () => interleaver.now];
      if (port === 'pause') return [port, (milliseconds: number) => interleaver.turn(interleaver.now + milliseconds)];
      return [
        port,
        typeof call !== 'function' || port === 'count' || port === 'report'
          ? call
          : interleaver.slowed(call as AnyCall),
      ];
    }),
  ) as unknown as SchedulePorts;
  await interleaver.run(runs.map((run) => () => run(slowed)));
  world.now = interleaver.now;
}

type AnyCall = (...arguments_: readonly unknown[]) => Promise<unknown>;

const act = (ports: SchedulePorts) => actOnIncidents(ports, acting);
const schedule = (ports: SchedulePorts) => applySchedules(ports, acting);
const sweep = (ports: SchedulePorts) => sweepServices(ports, acting);

it('two runs at once put a service to zero once, and remember what ran before', async () => {
  for (const seed of SEEDS) {
    const world = new ActingWorld();
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    await atOnce(world, seed, [act, act]);
    expect(world.changes()).toEqual([`setScalableTarget ${JSON.stringify(SUSPENDED)}`, 'setDesiredCount 0']);
    expect((await world.record()).hold).toMatchObject({ remembered: 3, scalableTarget: TARGET });
    expect((await world.store.readLedger()).spent).toHaveLength(1);
    expect(world.heard().filter((one) => one.startsWith('action'))).toEqual(['action: put to zero, 3 before']);
  }
});

it('two runs at once never begin two changes, and never spend more than the budget', async () => {
  for (const seed of SEEDS.slice(0, 10)) {
    const world = new ActingWorld();
    await world.store.writeWatch({ schema: 1, version: 0, services: 100 });
    for (const name of ['a', 'b', 'c', 'd', 'e']) await world.crashing(name);
    let most = 0;
    const { setDesiredCount } = world.ports;
    Object.assign(world.ports, {
      setDesiredCount: async (...arguments_: Parameters<typeof setDesiredCount>) => {
        const records = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => world.record(name)));
        most = Math.max(most, records.filter(({ intent }) => intent !== undefined).length);
        return setDesiredCount(...arguments_);
      },
    });
    await atOnce(world, seed, [act, act]);
    expect(most).toBe(1);
    expect(world.called().length).toBeLessThanOrEqual(3);
    expect((await world.store.readLedger()).spent.length).toBeLessThanOrEqual(3);
  }
});

it('two runs of the schedules at once put a service to sleep and wake it once, and call nobody', async () => {
  for (const seed of SEEDS) {
    const world = new ActingWorld();
    world.now = MONDAY_NIGHT;
    scheduled(world, {}, { scalableTarget: TARGET });
    await atOnce(world, seed, [schedule, schedule]);
    expect(world.changes()).toEqual([`setScalableTarget ${JSON.stringify(SUSPENDED)}`, 'setDesiredCount 0']);
    expect((await world.record()).hold).toMatchObject({ remembered: 3, scalableTarget: TARGET });
    world.now = TUESDAY_MORNING;
    await atOnce(world, seed, [schedule, schedule]);
    expect(world.account.of('orders-api')).toMatchObject({ service: { desiredCount: 3 }, scalableTarget: TARGET });
    expect(world.called()).toHaveLength(4);
    expect((await world.record()).hold).toBeUndefined();
    expect(world.heard()).toEqual([]);
  }
});

it('a schedule and an incident want zero at once: one of them does it, and what ran before is not lost', async () => {
  for (const seed of SEEDS) {
    const world = new ActingWorld();
    world.now = MONDAY_NIGHT;
    const at = world.now;
    scheduled(world, ALLOWED, { tasks: [], scalableTarget: TARGET }, { runningCount: 0 });
    const loop = { stops: 7, since: at - 20 * MINUTE, lastAt: at - MINUTE };
    const { incident } = crashRecord();
    if (incident === undefined) throw new Error('the composed record has an incident');
    await world.remember(crashRecord('orders-api', { loop, incident: { ...incident, openedAt: at - 20 * MINUTE } }));
    await atOnce(world, seed, [act, schedule]);
    expect(world.changes()).toEqual([`setScalableTarget ${JSON.stringify(SUSPENDED)}`, 'setDesiredCount 0']);
    expect((await world.record()).hold).toMatchObject({ remembered: 3, scalableTarget: TARGET });
  }
});

it('a sweep that read the service before it was put to zero does not end the hold', async () => {
  for (const seed of SEEDS) {
    const world = new ActingWorld();
    await world.crashing();
    await atOnce(world, seed, [act, sweep]);
    expect(world.account.desired('orders-api')).toBe(0);
    expect((await world.record()).hold).toMatchObject({ remembered: 3 });
    expect(world.told().filter((one) => one.includes('no longer held'))).toEqual([]);
  }
});

it('a sweep that listed the service before it was put to zero, and comes to it only now, does not end the hold', async () => {
  const world = new ActingWorld();
  await world.crashing();
  await world.store.writeWatch({ schema: 1, version: 0, startedAt: world.now - 60 * MINUTE });
  const listed = world.account.of('orders-api').service;
  await world.act();
  world.now += 3 * MINUTE;
  world.plan('describeServices', { reads: [listed] });
  await world.sweep();
  expect((await world.record()).hold).toMatchObject({ remembered: 3 });
  // A person who sets a count is seen by the sweep after it.
  world.account.change('orders-api', { desiredCount: 2 });
  world.now += 5 * MINUTE;
  await world.sweep();
  expect((await world.record()).hold).toBeUndefined();
  expect(world.told().at(-1)).toBe('action: no longer held at zero');
});

it('a sweep that read the service before it was put to sleep does not end the hold either', async () => {
  for (const seed of SEEDS) {
    const world = new ActingWorld();
    world.now = MONDAY_NIGHT;
    await world.store.writeWatch({ schema: 1, version: 0, startedAt: MONDAY_NIGHT - 60 * MINUTE });
    scheduled(world, { 'ecs-medic:schedule': OFFICE_HOURS });
    await atOnce(world, seed, [schedule, sweep]);
    expect((await world.record()).hold).toMatchObject({ remembered: 3 });
    expect(world.heard()).toEqual([]);
  }
});

it('two runs settle what was left behind once', async () => {
  for (const seed of SEEDS) {
    const world = new ActingWorld();
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    world.plan('setDesiredCount', { cutOff: 'before' });
    await world.act();
    world.now += 3 * MINUTE;
    await atOnce(world, seed, [act, act]);
    const { intent, hold, failedActions } = await world.record();
    expect([intent, hold, failedActions]).toEqual([undefined, undefined, 1]);
    expect(world.account.of('orders-api')).toMatchObject({ service: { desiredCount: 3 }, scalableTarget: TARGET });
    expect(world.heard().filter((one) => one.startsWith('action'))).toEqual(['action: could not scale to zero']);
  }
});
