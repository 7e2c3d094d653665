import { unavailable } from '../../../lib/domain/read';
import { EARLIER, MINUTE, NOW } from '../../domain/action/acting-state';
import { ActingWorld, ALLOWED, acting } from './acting-world';
import { asleep, MONDAY_NIGHT, scheduled, TUESDAY_MORNING } from './scheduled-world';

let world: ActingWorld;
beforeEach(() => {
  world = new ActingWorld();
});

describe('a mute', () => {
  it('by a tag that the sweep has not seen yet keeps it from acting', async () => {
    await world.crashing();
    world.account.tag('orders-api', { ...ALLOWED, 'ecs-medic:mute': 'true' });
    await world.act();
    expect(world.changes()).toEqual([]);
    expect(world.words()).toEqual(['refuse muted']);
  });

  it('that cannot be read may have been meant, and is told of', async () => {
    await world.crashing();
    world.account.tag('orders-api', { ...ALLOWED, 'ecs-medic:mute': 'until friday' });
    await world.act();
    expect(world.changes()).toEqual([]);
    expect(world.words()).toEqual(['refuse tag-problem']);
    // The first sweep only takes stock.
    await world.sweep();
    await world.sweep();
    expect(world.texts()).toContainEqual(
      'The tag ecs-medic:mute says "until friday", expected true, or a day such as 2026-12-01, or a time with its zone ' +
        'such as 2026-12-01T18:00:00Z; until it can be read, it mutes nothing, and nothing is done to the service for an incident.',
    );
  });
});

describe('a deployment that cannot be read', () => {
  it('is not taken for none: what a rollback would heal is not put to zero', async () => {
    const current = { serviceDeploymentArn: 'arn:sd/1', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };
    await world.crashing('orders-api', {}, { current });
    world.account.deploy('orders-api', 'ecs-svc/1', { createdAt: NOW - 30 * MINUTE });
    world.plan('readCurrentDeployment', { reads: unavailable('ThrottlingException') });
    await world.act();
    expect(world.changes()).toEqual([]);
    expect(world.words()).toEqual(['refuse deployment']);
    world.now += MINUTE;
    await world.act();
    expect(world.changes()).toEqual(['rollBackDeployment arn:sd/1']);
  });
});

describe('a cause outside the service', () => {
  const causes = async (lastAt: number): Promise<void> => {
    await world.crashing();
    await world.rewrite('orders-api', (before) => {
      const { incident } = before;
      const [own] = incident?.causes ?? [];
      if (incident === undefined || own === undefined) throw new Error('the record has no cause');
      const outside = { ...own, fingerprint: 'f1.placement', cause: 'fargate-capacity' as const, lastAt };
      return {
        ...before,
        loop: { stops: 40, since: NOW - 180 * MINUTE, lastAt: NOW - MINUTE },
        incident: { ...incident, openedAt: NOW - 180 * MINUTE, causes: [own, { ...outside, kind: 'transient' }] },
      };
    });
    world.account.change('orders-api', {
      deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED', createdAt: NOW - 300 * MINUTE }],
    });
  };

  it('that was seen lately keeps it from acting', async () => {
    await causes(NOW - 10 * MINUTE);
    await world.act();
    expect(world.words()).toEqual(['refuse cause']);
  });

  it('that was seen hours ago does not keep a crash loop running for ever', async () => {
    await causes(NOW - 120 * MINUTE);
    await world.act();
    expect(world.changes()).toEqual(['setDesiredCount 0']);
  });
});

describe('a schedule', () => {
  const forbidden = { 'ecs-medic:no-actions-until': '2026-12-01' };

  it('puts nothing to sleep that a tag forbids to touch, and calls nobody for it', async () => {
    world.now = MONDAY_NIGHT;
    scheduled(world, forbidden);
    for (let run = 0; run < 12; run++) {
      await world.applySchedules();
      world.now += 5 * MINUTE;
    }
    expect(world.changes()).toEqual([]);
    expect(world.words()).toEqual(['refuse no-actions-until']);
    expect(world.told()).toEqual([]);
  });

  it('wakes what it has put to sleep all the same', async () => {
    const slept = await asleep();
    slept.account.change('orders-api', {
      tags: new Map([
        ...(slept.account.of('orders-api').service.tags ?? []),
        ['ecs-medic:no-actions-until', '2027-01-01'],
      ]),
    });
    slept.now = TUESDAY_MORNING;
    await slept.applySchedules();
    expect(slept.account.desired('orders-api')).toBe(3);
  });

  it('that could not wake a service tries again at its next run, and calls people once', async () => {
    const slept = await asleep();
    slept.now = TUESDAY_MORNING;
    slept.plan('setDesiredCount', { answer: { state: 'refused', because: 'ThrottlingException' } });
    await slept.applySchedules();
    expect(slept.account.desired('orders-api')).toBe(0);
    slept.now = TUESDAY_MORNING + 5 * MINUTE;
    await slept.applySchedules();
    expect(slept.account.desired('orders-api')).toBe(3);
    expect(slept.told().filter((one) => one.includes('could not'))).toHaveLength(1);
  });

  it('that is refused for good does not try at every run for ever', async () => {
    const slept = await asleep();
    const refused = jest.fn(async () => ({ state: 'refused', because: 'AccessDeniedException' }) as const);
    Object.assign(slept.ports, { setDesiredCount: refused });
    for (let run = 0; run < 24; run++) {
      slept.now = TUESDAY_MORNING + run * 5 * MINUTE;
      await slept.applySchedules();
    }
    const tries = refused.mock.calls.length;
    expect(tries).toBeGreaterThan(6);
    expect(tries).toBeLessThan(12);
    expect(slept.told().filter((one) => one.includes('could not'))).toHaveLength(1);
  });
});

describe('a service that sleeps in a cluster that is not watched any more', () => {
  it('is told of once, since nobody would wake it', async () => {
    const slept = await asleep();
    slept.now = TUESDAY_MORNING;
    for (let run = 0; run < 3; run++) {
      await slept.applySchedules({ ...acting, clusters: ['staging'] });
      slept.now += 5 * MINUTE;
    }
    expect(slept.told()).toEqual(['notice: could not be woken by its schedule']);
    expect(JSON.stringify(slept.store.alerts())).toContain('--desired-count 3');
    expect(slept.words().at(-1)).toBe('refuse unreadable');
    await slept.applySchedules();
    expect(slept.account.desired('orders-api')).toBe(3);
  });
});

describe('stops of the revision before', () => {
  const current = { serviceDeploymentArn: 'arn:sd/1', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };
  const deploying = async (revision: number): Promise<void> => {
    await world.crashing('orders-api', {}, { current });
    world.account.deploy('orders-api', 'ecs-svc/1', { createdAt: NOW - 30 * MINUTE });
    const loop = { stops: 7, since: NOW - 20 * MINUTE, lastAt: NOW - MINUTE, revision };
    await world.rewrite('orders-api', (before) => ({ ...before, loop }));
  };

  it('are no reason to roll the deployment back that may repair it', async () => {
    await deploying(7);
    await world.act();
    expect(world.changes()).toEqual([]);
    expect(world.words()).toEqual([]);
  });

  it('are told from those of the revision that is deployed', async () => {
    await deploying(8);
    await world.act();
    expect(world.changes()).toEqual(['rollBackDeployment arn:sd/1']);
  });
});
