import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import { EARLIER, MINUTE, NOW } from '../../domain/action/acting-state';
import { ActingWorld, acting, SUSPENDED, TARGET } from './acting-world';
import { asleep, MONDAY_NIGHT, scheduled, TUESDAY_MORNING } from './scheduled-world';

/** A run of a function that changes something, and how the account may look when all is over. */
interface Story {
  readonly name: string;
  readonly begin: () => Promise<ActingWorld>;
  readonly run: (world: ActingWorld) => Promise<unknown>;
  /** The calls that change something, of a run that comes through. */
  readonly changes: readonly string[];
}

const suspend = `setScalableTarget ${JSON.stringify(SUSPENDED)}`;
const putBack = `setScalableTarget ${JSON.stringify(TARGET)}`;

const STORIES: readonly Story[] = [
  {
    name: 'a service is put to zero',
    begin: async () => {
      const world = new ActingWorld();
      await world.crashing();
      return world;
    },
    run: (world) => world.act(),
    changes: ['setDesiredCount 0'],
  },
  {
    name: 'a service that scales by itself is put to zero',
    begin: async () => {
      const world = new ActingWorld();
      await world.crashing('orders-api', {}, { scalableTarget: TARGET });
      return world;
    },
    run: (world) => world.act(),
    changes: [suspend, 'setDesiredCount 0'],
  },
  {
    name: 'a racing deployment gets its count back',
    begin: async () => {
      const world = new ActingWorld();
      await world.crashing('orders-api', {}, { scalableTarget: TARGET });
      world.plan('setDesiredCount', {
        meanwhile: () => world.account.deploy('orders-api', 'ecs-svc/2', { createdAt: NOW - 30 * MINUTE }),
      });
      return world;
    },
    run: (world) => world.act(),
    changes: [suspend, 'setDesiredCount 0', 'setDesiredCount 3', putBack],
  },
  {
    name: 'a deployment is rolled back',
    begin: async () => {
      const world = new ActingWorld();
      const current = { serviceDeploymentArn: 'arn:sd/1', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };
      await world.crashing('orders-api', {}, { current });
      world.account.deploy('orders-api', 'ecs-svc/1', { createdAt: NOW - 30 * MINUTE });
      return world;
    },
    run: (world) => world.act(),
    changes: ['rollBackDeployment arn:sd/1'],
  },
  {
    name: 'a schedule puts a service to sleep',
    begin: async () => {
      const world = new ActingWorld();
      world.now = MONDAY_NIGHT;
      scheduled(world, {}, { scalableTarget: TARGET });
      return world;
    },
    run: (world) => world.applySchedules(),
    changes: [suspend, 'setDesiredCount 0'],
  },
  {
    name: 'a schedule wakes a service',
    begin: async () => {
      const world = await asleep({ scalableTarget: TARGET });
      world.now = TUESDAY_MORNING;
      return world;
    },
    run: (world) => world.applySchedules(),
    changes: ['setDesiredCount 3', putBack],
  },
];

/** The states that may be at rest: all as it was, or at zero by us with everything remembered. */
function expectAtRest(world: ActingWorld, { intent, hold, outbox }: ServiceRecord): void {
  expect(intent).toBeUndefined();
  expect(outbox).toEqual([]);
  const { service, scalableTarget } = world.account.of('orders-api');
  if (service.desiredCount === 0) {
    expect(hold).toMatchObject({ remembered: 3 });
    expect(hold?.scalableTarget).toEqual(scalableTarget === undefined ? undefined : TARGET);
    expect(scalableTarget).toEqual(hold?.scalableTarget === undefined ? undefined : SUSPENDED);
  } else {
    expect(service.desiredCount).toBe(3);
    expect(hold).toBeUndefined();
    expect(scalableTarget).toEqual(scalableTarget === undefined ? undefined : TARGET);
  }
}

/**
 * Whatever was begun has an end that is recorded, and none has two. Copies of one are no second one; a change that was
 * taken back by a run that was cut off then is found as changed by the deployment.
 */
function expectRecorded(world: ActingWorld): void {
  const ends = new Map<string, Set<string>>();
  for (const { decision, decisionId } of world.decisions())
    if (ENDS.has(decision)) {
      const intentId = decisionId.slice(0, decisionId.lastIndexOf('/'));
      ends.set(intentId, (ends.get(intentId) ?? new Set()).add(decision));
    }
  for (const words of ends.values()) expect([...words].filter((word) => word !== 'reverted').length).toBeLessThan(2);
  const begun = world
    .decisions()
    .flatMap(({ decision, decisionId }) => (decision === 'do' ? decisionId.slice(0, -3) : []));
  expect([...ends.keys()].sort()).toEqual([...begun].sort());
  if (world.called().length > 0) expect(ends.size).toBeGreaterThan(0);
}

const ENDS = new Set(['verified', 'reverted', 'failed', 'released']);

/** What is done for an incident is settled within minutes; what a schedule tried in vain it tries again after half an hour. */
async function recover(world: ActingWorld, isScheduled: boolean): Promise<void> {
  await world.pass(5);
  for (let run = 0; isScheduled && run < 8; run++) {
    world.now += 5 * MINUTE;
    await world.applySchedules();
  }
}

describe.each(STORIES)('when $name', ({ name, begin, run, changes }) => {
  let calls = 0;
  beforeAll(async () => {
    const world = await begin();
    const before = world.calls.length;
    const changed = world.changes().length;
    await run(world);
    calls = world.calls.length - before;
    expect(world.changes().slice(changed)).toEqual(changes);
  });

  it.each(['before', 'after'] as const)(
    'and the run is cut off %s any call, the next ones bring it to an end',
    async (when) => {
      expect(calls).toBeGreaterThan(10);
      for (let call = 0; call < calls; call++) {
        const world = await begin();
        world.cutOffAt(call, when);
        expect(await run(world)).toBe('cut off');
        await recover(world, name.startsWith('a schedule'));
        expectAtRest(world, await world.record());
        expect((await world.store.readLedger()).inFlight).toBeUndefined();
        expectRecorded(world);
        expect(world.reported).toEqual([]);
        // What calls people is told once, whatever was cut off.
        const loud = world.heard().filter((one) => /^(action|notice)/.test(one));
        expect(loud).toEqual([...new Set(loud)]);
      }
    },
  );
});

it('a service whose run was cut off is not put to zero twice for one incident', async () => {
  for (let call = 0; call < 40; call++) {
    const world = new ActingWorld();
    await world.crashing();
    world.cutOffAt(call, 'after');
    await world.act(acting);
    await world.pass(20);
    expect(world.called().filter(({ arguments: [, count] }) => count === 0).length).toBeLessThanOrEqual(1);
  }
});
