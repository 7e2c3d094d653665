import { MINUTE } from '../../domain/action/acting-state';
import { ActingWorld, acting, SUSPENDED, TARGET } from './acting-world';
import { asleep, MONDAY_NIGHT, scheduled, TUESDAY_MORNING } from './scheduled-world';

const REFUSED = { answer: { state: 'refused', because: 'ThrottlingException' } } as const;

describe('a held service that one list leaves out', () => {
  it.each(['listServices', 'listClusters'] as const)('keeps what ran before, where %s is behind', async (port) => {
    const world = new ActingWorld();
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    await world.act();
    world.now += 10 * MINUTE;
    world.plan(port, { reads: [] });
    await world.sweep({ ...acting, clusters: '*' });
    expect((await world.record()).hold).toMatchObject({ remembered: 3, scalableTarget: TARGET });
  });

  it('is forgotten once ECS says that it is gone, and that is recorded', async () => {
    const world = new ActingWorld();
    await world.crashing();
    await world.act();
    world.account.delete('orders-api');
    world.now += 10 * MINUTE;
    await world.sweep();
    expect((await world.record()).hold).toBeUndefined();
    expect(world.words()).toEqual(['do', 'verified', 'released']);
  });
});

describe('a change that somebody else took for one that was left behind', () => {
  // The clock of a person's machine may be minutes behind that of the functions.
  const settledMeanwhile = async (world: ActingWorld): Promise<void> =>
    world.rewrite('orders-api', ({ intent: _, ...settled }) => settled);

  it('is remembered all the same once it has come through', async () => {
    const world = new ActingWorld();
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    world.plan('setDesiredCount', { meanwhile: () => settledMeanwhile(world) });
    await world.act();
    expect(world.account.desired('orders-api')).toBe(0);
    expect((await world.record()).hold).toMatchObject({ remembered: 3, scalableTarget: TARGET });
    expect(world.told()).toEqual(['action: put to zero, 3 before']);
  });

  it('is not remembered where it did not come through', async () => {
    const world = new ActingWorld();
    await world.crashing();
    world.plan('readRunningTasks', { meanwhile: () => settledMeanwhile(world) }, 2);
    world.plan('setDesiredCount', { answer: { state: 'refused', because: 'AccessDeniedException' } });
    await world.act();
    expect((await world.record()).hold).toBeUndefined();
    expect(world.account.desired('orders-api')).toBe(3);
  });
});

describe('what scaled a service and could not be put back', () => {
  it('after it was woken is put back by a later run', async () => {
    const world = await asleep({ scalableTarget: TARGET });
    world.now = TUESDAY_MORNING;
    world.plan('setScalableTarget', REFUSED);
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(3);
    expect(world.account.of('orders-api').scalableTarget).toEqual(SUSPENDED);
    world.now += 35 * MINUTE;
    await world.applySchedules();
    expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
  });

  it('after it could not be put to sleep is not taken for what was there before', async () => {
    const world = new ActingWorld();
    world.now = MONDAY_NIGHT;
    scheduled(world, {}, { scalableTarget: TARGET });
    world.plan('setDesiredCount', REFUSED);
    world.plan('setScalableTarget', REFUSED, 2);
    await world.applySchedules();
    expect(world.account.of('orders-api').scalableTarget).toEqual(SUSPENDED);
    world.now += 35 * MINUTE;
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(0);
    world.now = TUESDAY_MORNING;
    for (let run = 0; run < 3; run++) {
      await world.applySchedules();
      world.now += 5 * MINUTE;
    }
    expect(world.account.desired('orders-api')).toBe(3);
    expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
  });
});
