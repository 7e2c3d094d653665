import type { Incident } from '../../../lib/domain/incident/incident';
import { known, unavailable } from '../../../lib/domain/read';
import { EARLIER, MINUTE, NOW, REVISION } from '../../domain/action/acting-state';
import { ActingWorld, ALLOWED, acting, crashRecord, observing, SUSPENDED, subjectOf, TARGET } from './acting-world';

let world: ActingWorld;
beforeEach(() => {
  world = new ActingWorld();
});

describe('a service that crashes in a loop and allows it', () => {
  it('is put to zero, with the intent written before the call and the outcome after it', async () => {
    await world.crashing();
    const intents: unknown[] = [];
    world.plan('setDesiredCount', { meanwhile: async () => intents.push((await world.record()).intent) });
    expect(await world.act()).toEqual({ settled: 0, considered: 1, changed: 1 });
    expect(world.called()).toEqual([
      { port: 'setDesiredCount', arguments: [{ cluster: 'production', service: 'orders-api' }, 0] },
    ]);
    expect(intents).toMatchObject([{ action: 'scale-to-zero', owner: 'incident', desired: 3, to: 0 }]);
    expect(world.account.desired('orders-api')).toBe(0);
    const { hold, intent, loop, incident } = await world.record();
    expect(hold).toMatchObject({
      owner: 'incident',
      remembered: 3,
      deploymentId: 'ecs-svc/1',
      taskDefinition: REVISION,
    });
    expect([intent, loop]).toEqual([undefined, undefined]);
    expect(incident).toMatchObject({ state: 'held', closedBecause: 'ecs-medic set its desired count to 0' });
    expect(world.words()).toEqual(['do', 'verified']);
    expect(world.told()).toEqual(['action: put to zero, 3 before']);
    expect(world.published).toHaveLength(1);
    const { inFlight, spent } = await world.store.readLedger();
    expect([inFlight, spent.length]).toEqual([undefined, 1]);
  });

  it('is not touched again while it is held', async () => {
    await world.crashing();
    await world.act();
    await world.pass(30);
    expect(world.called()).toHaveLength(1);
    expect(world.told()).toHaveLength(1);
  });

  it('has its auto scaling suspended first, and remembered as it was', async () => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    await world.act();
    expect(world.changes()).toEqual([`setScalableTarget ${JSON.stringify(SUSPENDED)}`, 'setDesiredCount 0']);
    expect((await world.record()).hold?.scalableTarget).toEqual(TARGET);
  });

  it('is rolled back instead where a deployment is under way and leads back to something good', async () => {
    const current = { serviceDeploymentArn: 'arn:sd/1', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };
    await world.crashing('orders-api', {}, { current });
    world.account.deploy('orders-api', 'ecs-svc/1', { createdAt: NOW - 30 * MINUTE });
    await world.act();
    expect(world.changes()).toEqual(['rollBackDeployment arn:sd/1']);
    expect(world.words()).toEqual(['do', 'verified']);
    expect(world.told()).toEqual(['action: its deployment is being rolled back']);
    expect((await world.record()).hold).toBeUndefined();
  });

  it('is rolled back although tasks of the revision before still serve', async () => {
    const current = { serviceDeploymentArn: 'arn:sd/1', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };
    const serving = { taskId: 't1', taskDefinitionArn: EARLIER, healthStatus: 'HEALTHY', isProtected: false };
    await world.crashing('orders-api', {}, { current, tasks: [serving] });
    world.account.deploy('orders-api', 'ecs-svc/1', { createdAt: NOW - 30 * MINUTE });
    await world.act();
    expect(world.changes()).toEqual(['rollBackDeployment arn:sd/1']);
    expect(world.account.of('orders-api').tasks).toEqual([serving]);
  });

  it('has its last good revision remembered, which ECS forgets at zero', async () => {
    await world.crashing();
    await world.rewrite('orders-api', (before) => ({ ...before, lastGood: EARLIER }));
    await world.act();
    expect((await world.record()).hold?.lastGood).toBe(EARLIER);
  });
});

describe('in observe mode', () => {
  it('makes no call that changes anything, writes nothing to the ledger, and tells once what it would have done', async () => {
    await world.crashing();
    for (let run = 0; run < 5; run++) {
      world.now += MINUTE;
      expect(await world.act(observing)).toMatchObject({ changed: 0 });
    }
    expect(world.called()).toEqual([]);
    expect(world.called('writeLedger')).toEqual([]);
    expect(world.words()).toEqual(['would-have observe-mode']);
    expect(world.told()).toEqual(['update: would scale to zero']);
    expect(world.texts()).toEqual([
      'ecs-medic would have begun to scale to zero now, but ecs-medic runs in observe mode.',
    ]);
    expect(world.account.desired('orders-api')).toBe(3);
  });

  it('decides the same as it would in the other mode', async () => {
    for (const [index, tags] of [ALLOWED, {}, { 'ecs-medic:scale-to-zero': 'Allow' }].entries()) {
      await world.crashing(`service-${index}`);
      world.account.tag(`service-${index}`, tags);
    }
    // Many others do well: it is no mass failure.
    await world.store.writeWatch({ schema: 1, version: 0, services: 100 });
    await world.act(observing);
    expect(world.words('service-0')).toEqual(['would-have observe-mode']);
    expect(world.words('service-1')).toEqual(['would-have not-opted-in']);
    expect(world.words('service-2')).toEqual(['refuse tag-problem']);
  });

  it('settles what was begun before without changing anything', async () => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    world.plan('setDesiredCount', { cutOff: 'before' });
    expect(await world.act()).toBe('cut off');
    const before = world.called().length;
    await world.pass(5, observing);
    expect(world.called()).toHaveLength(before);
    expect(world.words()).toEqual(['do', 'failed']);
    expect(world.texts().at(-1)).toBe(
      'ecs-medic could not scale to zero: the service is as it was before. ' +
        'Application Auto Scaling is still suspended: ecs-medic runs in observe mode.',
    );
    expect(JSON.stringify(world.store.alerts())).toContain('register-scalable-target');
  });
});

describe('refuses', () => {
  const refuses = async (guard: string): Promise<void> => {
    await world.act();
    expect(world.called()).toEqual([]);
    expect(world.words().at(-1)).toBe(guard);
    expect(world.account.desired('orders-api')).toBe(3);
    expect((await world.record()).hold).toBeUndefined();
    expect((await world.store.readLedger()).inFlight).toBeUndefined();
  };

  it('while the switch is off, or says something else', async () => {
    await world.crashing();
    world.account.switch = known(false);
    await refuses('would-have switched-off');
    world.account.switch = unavailable('the parameter must say on or off');
    await world.act();
    expect(world.called()).toEqual([]);
  });

  it('where the service is not tagged for it, and does nothing to the tag being there too late', async () => {
    await world.crashing();
    world.account.tag('orders-api', {});
    await refuses('would-have not-opted-in');
    world.account.tag('orders-api', ALLOWED);
    world.now += MINUTE;
    await world.act();
    expect(world.changes()).toEqual(['setDesiredCount 0']);
  });

  it('while a task serves', async () => {
    await world.crashing(
      'orders-api',
      {},
      {
        tasks: [{ taskId: 't1', isProtected: false, startedAt: NOW - 10 * MINUTE }],
      },
    );
    await refuses('refuse serving');
  });

  it('while a target is healthy', async () => {
    const loadBalancers = [{ targetGroupArn: 'arn:tg' }];
    await world.crashing(
      'orders-api',
      { loadBalancers },
      { targets: [{ targetGroupArn: 'arn:tg', id: 'i', state: 'healthy' }] },
    );
    await refuses('refuse serving');
  });

  it.each([
    ['readServiceNow', 'refuse unreadable'],
    ['readRunningTasks', 'refuse serving'],
    ['readScalableTarget', 'refuse auto-scaling'],
    ['readActionsSwitch', 'would-have switched-off'],
  ] as const)('where %s cannot be answered', async (port, word) => {
    await world.crashing();
    world.plan(port, { reads: unavailable('AccessDeniedException') });
    await refuses(word);
  });

  it('where the service is gone', async () => {
    await world.crashing();
    world.account.delete('orders-api');
    await world.act();
    expect(world.called()).toEqual([]);
    expect(world.words()).toEqual(['refuse unreadable']);
  });

  it('what is not watched', async () => {
    await world.crashing();
    await world.act({ ...acting, clusters: ['staging'] });
    expect(world.calls.filter(({ port }) => port === 'readServiceNow')).toEqual([]);
    expect(world.words()).toEqual([]);
  });

  it('nothing and says nothing where it is no crash loop', async () => {
    await world.crashing();
    await world.rewrite('orders-api', (before) => ({
      ...before,
      loop: { stops: 3, since: NOW - 4 * MINUTE, lastAt: NOW },
    }));
    expect(await world.act()).toMatchObject({ considered: 0 });
    await world.rewrite('orders-api', (before) => ({
      ...before,
      loop: { stops: 3, since: NOW - 50 * MINUTE, lastAt: NOW - 40 * MINUTE },
    }));
    expect(await world.act()).toMatchObject({ considered: 1, changed: 0 });
    expect(world.words()).toEqual([]);
  });
});

describe('what the account shows begins the count of a crash loop anew', () => {
  it('where a task of its revision is healthy', async () => {
    const task = { taskId: 't1', taskDefinitionArn: REVISION, healthStatus: 'HEALTHY', isProtected: false };
    await world.crashing('orders-api', {}, { tasks: [task] });
    await world.act();
    const { loop, loopFrom } = await world.record();
    expect(loop).toBeUndefined();
    expect(loopFrom).toBeGreaterThanOrEqual(NOW);
    expect(world.words()).toEqual(['refuse serving']);
  });

  it('where a target is healthy', async () => {
    const loadBalancers = [{ targetGroupArn: 'arn:tg' }];
    await world.crashing(
      'orders-api',
      { loadBalancers },
      { targets: [{ targetGroupArn: 'arn:tg', id: 'i', state: 'healthy' }] },
    );
    await world.act();
    expect((await world.record()).loop).toBeUndefined();
  });

  it('where a deployment began that no event told of', async () => {
    await world.crashing();
    world.account.deploy('orders-api', 'ecs-svc/2', { createdAt: NOW - 10 * MINUTE });
    await world.act();
    expect(await world.record()).toMatchObject({ loopFrom: NOW - 10 * MINUTE });
    expect(world.called()).toEqual([]);
    expect(world.words()).toEqual([]);
  });
});

describe('budgets', () => {
  const spent = (count: number, cluster = 'production') =>
    Array.from({ length: count }, (_, index) => ({
      at: NOW - index * MINUTE,
      subject: `${cluster}/other-${index}`,
      cluster,
    }));

  it('stop the fourth action in a cluster within an hour, and let it go on after', async () => {
    for (let index = 0; index < 4; index++) await world.crashing(`service-${index}`);
    await world.store.writeWatch({ schema: 1, version: 0, services: 100 });
    expect(await world.act()).toMatchObject({ considered: 4, changed: 3 });
    const refused = world.decisions().find(({ decision }) => decision === 'refuse');
    expect(refused).toMatchObject({
      guard: 'budget-cluster',
      reason: '3 of 3 actions in this cluster within 60 minutes: the budget is spent',
    });
    world.now = NOW + 61 * MINUTE;
    const late = refused?.subject.name ?? '';
    await world.rewrite(late, (before) => ({ ...before, loop: { stops: 70, since: NOW, lastAt: world.now } }));
    expect(await world.act()).toMatchObject({ changed: 1 });
    expect(world.account.desired(late)).toBe(0);
  });

  it('stop the eleventh in all within a day', async () => {
    await world.crashing();
    await world.store.writeLedger({ schema: 1, version: 0, spent: spent(10, 'staging') });
    await world.act();
    expect(world.words()).toEqual(['refuse budget-account']);
  });

  it('stop the second for a service within six hours, in a new incident too', async () => {
    await world.crashing();
    await world.act();
    await world.account.setDesiredCount({ cluster: 'production', service: 'orders-api' }, 3);
    world.now += 60 * MINUTE;
    const again = { ...crashRecord().incident, id: 'production/orders-api#4', openedAt: world.now - 20 * MINUTE };
    await world.remember(
      crashRecord('orders-api', {
        episode: 4,
        incident: again as Incident,
        loop: { stops: 7, since: world.now - 20 * MINUTE, lastAt: world.now },
      }),
    );
    await world.act();
    expect(world.changes()).toEqual(['setDesiredCount 0']);
    expect(world.words().at(-1)).toBe('refuse budget-service');
  });

  it('are given back where an attempt ended before the call', async () => {
    await world.crashing();
    world.plan('readServiceNow', { meanwhile: () => world.account.tag('orders-api', {}) }, 2);
    await world.act();
    expect((await world.store.readLedger()).spent).toHaveLength(0);
  });
});

describe('mass failure', () => {
  const together = async (count: number, watched: number): Promise<void> => {
    for (let index = 0; index < count; index++) {
      const { incident } = crashRecord(`service-${index}`);
      await world.crashing(`service-${index}`);
      await world.rewrite(`service-${index}`, (before) => ({
        ...before,
        incident: { ...(incident as Incident), openedAt: NOW - 4 * MINUTE - index },
      }));
    }
    await world.store.writeWatch({ schema: 1, version: 0, services: watched });
  };

  it('freezes all actions, told once in one message', async () => {
    await together(4, 7);
    for (let run = 0; run < 3; run++) {
      await world.act();
      world.now += 10_000;
    }
    expect(world.called()).toEqual([]);
    expect(new Set(world.words())).toEqual(new Set(['refuse frozen']));
    expect(world.told().filter((one) => one.startsWith('notice'))).toEqual([
      'notice: many services fail at once: nothing is done to any of them',
    ]);
    const { frozenUntil = 0, owed } = await world.store.readLedger();
    expect(frozenUntil).toBeGreaterThanOrEqual(NOW + 30 * MINUTE);
    expect(owed).toBeUndefined();
  });

  it('is none where it is the smaller part, or fewer than three', async () => {
    await together(3, 100);
    expect(await world.act()).toMatchObject({ changed: 3 });
    world = new ActingWorld();
    await together(2, 2);
    expect(await world.act()).toMatchObject({ changed: 2 });
  });

  it('ends after half an hour', async () => {
    await together(3, 3);
    await world.act();
    world.now = NOW + 31 * MINUTE;
    for (let index = 0; index < 3; index++)
      await world.rewrite(`service-${index}`, (before) => ({
        ...before,
        loop: { stops: 40, since: NOW, lastAt: world.now },
      }));
    expect(await world.act()).toMatchObject({ changed: 3 });
  });

  it('freezes although another run writes the ledger at the same moment', async () => {
    await together(3, 3);
    world.plan('writeLedger', {
      meanwhile: async () => {
        const ledger = await world.store.readLedger();
        await world.store.writeLedger({
          ...ledger,
          spent: [{ at: NOW, subject: 'production/x', cluster: 'production' }],
        });
      },
    });
    await world.act();
    expect(world.called()).toEqual([]);
    expect(await world.store.readLedger()).toMatchObject({ spent: [{ subject: 'production/x' }] });
    expect((await world.store.readLedger()).frozenUntil).toBeDefined();
  });

  it('is told by the next run where this one was cut off before the topic, and nothing is done before it is told', async () => {
    await together(3, 3);
    world.plan('publish', { cutOff: 'before' });
    expect(await world.act()).toBe('cut off');
    expect(world.published).toEqual([]);
    expect((await world.store.readLedger()).owed).toBeDefined();
    world.plan('publish', { throws: new Error('the topic is away') });
    await expect(world.act()).rejects.toThrow('the topic is away');
    await world.act();
    expect(world.published.filter((body) => body.includes('many services fail at once'))).toHaveLength(1);
    expect((await world.store.readLedger()).owed).toBeUndefined();
    expect(world.called()).toEqual([]);
  });

  it('gives up telling of a freeze whose message has expired', async () => {
    await world.crashing();
    await world.store.writeLedger({ schema: 1, version: 0, spent: [], owed: 'notice/gone' });
    expect(await world.act()).toMatchObject({ changed: 1 });
    expect((await world.store.readLedger()).owed).toBeUndefined();
  });

  it('ends an attempt that is under way', async () => {
    await world.crashing();
    world.plan('writeRecord', {
      meanwhile: async () => {
        const ledger = await world.store.readLedger();
        await world.store.writeLedger({ ...ledger, frozenUntil: NOW + 30 * MINUTE });
      },
    });
    await world.act();
    expect(world.called()).toEqual([]);
    expect(world.words()).toEqual(['do', 'failed frozen', 'refuse frozen']);
  });
});

describe('two actions in a row that did not end well', () => {
  const attempt = async (episode: number): Promise<void> => {
    world.now += 7 * 60 * MINUTE;
    await world.remember(
      crashRecord('orders-api', {
        episode,
        incident: {
          ...(crashRecord().incident as Incident),
          id: `production/orders-api#${episode}`,
          openedAt: world.now - 20 * MINUTE,
        },
        loop: { stops: 7, since: world.now - 20 * MINUTE, lastAt: world.now },
        ...((await world.record()).failedActions === undefined
          ? {}
          : { failedActions: (await world.record()).failedActions as number }),
      }),
    );
    await world.act();
  };

  it('leave the service to people', async () => {
    await world.crashing();
    const refusal = { state: 'refused', because: 'AccessDeniedException: no' } as const;
    world.plan('setDesiredCount', { answer: refusal });
    await attempt(4);
    world.plan('setDesiredCount', { answer: refusal });
    await attempt(5);
    expect((await world.record()).failedActions).toBe(2);
    await attempt(6);
    expect(world.called()).toHaveLength(2);
    expect(world.words()).toEqual(['do', 'failed', 'do', 'failed', 'refuse latched']);
    expect(world.texts().filter((text) => text.includes('AccessDeniedException'))).toHaveLength(2);
  });
});

describe('neighbours', () => {
  it('are not harmed by a record that cannot be read', async () => {
    await world.crashing('broken');
    await world.crashing('orders-api');
    const readRecord = world.ports.readRecord;
    const ports = {
      ...world.ports,
      readRecord: async (subject: { name: string }) => {
        if (subject.name === 'broken') throw new Error('item S#production/broken is no service record');
        return readRecord(subjectOf(subject.name));
      },
    };
    Object.assign(world.ports, ports);
    expect(await world.act()).toEqual({ settled: 0, considered: 1, changed: 1 });
    expect(world.reported).toEqual([
      'the record of production/broken could not be read, so nothing is done to it: item S#production/broken is no service record',
    ]);
    expect(world.account.desired('broken')).toBe(3);
  });

  it('are not harmed by a service about which a port throws', async () => {
    await world.crashing('first');
    await world.crashing('second');
    world.plan('readRunningTasks', { throws: new TypeError('tasks is not iterable') });
    expect(await world.act()).toMatchObject({ considered: 2, changed: 1 });
    expect(world.reported).toEqual(['what to do about production/first could not be decided: tasks is not iterable']);
    world.now += MINUTE;
    expect(await world.act()).toMatchObject({ changed: 1 });
  });

  it('wait for the next run where the time is over', async () => {
    await world.store.writeWatch({ schema: 1, version: 0, services: 100 });
    for (const name of ['first', 'second']) await world.crashing(name);
    world.plan('setDesiredCount', { meanwhile: () => (world.now += 31_000) });
    expect(await world.act()).toMatchObject({ considered: 1, changed: 1 });
    world.now += 30_000;
    expect(await world.act()).toMatchObject({ considered: 1, changed: 1 });
    expect([world.account.desired('first'), world.account.desired('second')]).toEqual([0, 0]);
  });

  it('are not told that all is well where the table is away: the run fails, and nothing is done', async () => {
    await world.crashing();
    world.plan('readDue', { throws: new Error('the table is away') });
    await expect(world.act()).rejects.toThrow('the table is away');
    world.plan('readRecord', { throws: new Error('the table is away') });
    world.plan('readLedger', { throws: new Error('the table is away') });
    await expect(world.act()).rejects.toThrow('the table is away');
    expect(world.called()).toEqual([]);
  });
});

it('reads the ledger once a run where nothing is to be decided', async () => {
  await world.act();
  expect(world.called('readLedger', 'writeLedger').map(({ port }) => port)).toEqual(['readLedger']);
});
