import type { Incident } from '../../../lib/domain/incident/incident';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import { unavailable } from '../../../lib/domain/read';
import { EARLIER, MINUTE, NOW, service } from '../../domain/action/acting-state';
import { ActingWorld, ALLOWED, acting, crashRecord, SUSPENDED, TARGET } from './acting-world';

let world: ActingWorld;
beforeEach(() => {
  world = new ActingWorld();
});

const TIMED_OUT = { state: 'unknown', because: 'TimeoutError: no answer within 5 s' } as const;
const REFUSED = {
  state: 'refused',
  because: 'AccessDeniedException: not authorized to perform ecs:UpdateService',
} as const;
const suspend = `setScalableTarget ${JSON.stringify(SUSPENDED)}`;
const putBack = `setScalableTarget ${JSON.stringify(TARGET)}`;

/** Nothing is left over of an attempt: no intent, no claim. */
async function expectSettled(): Promise<ServiceRecord> {
  const record = await world.record();
  expect(record.intent).toBeUndefined();
  expect((await world.store.readLedger()).inFlight).toBeUndefined();
  return record;
}

/** As it was before anything was done. */
async function expectUntouched(): Promise<void> {
  const { hold } = await expectSettled();
  expect(hold).toBeUndefined();
  expect(world.account.desired('orders-api')).toBe(3);
}

describe('what changed between the decision and the call ends the attempt', () => {
  const NO_TARGET = { scalableTarget: TARGET };
  const task = { taskId: 't', healthStatus: 'HEALTHY', isProtected: false };

  it.each<[string, () => unknown, string]>([
    ['the tag was removed', () => world.account.tag('orders-api', {}), 'would-have not-opted-in'],
    [
      'a tag says not before',
      () => world.account.tag('orders-api', { ...ALLOWED, 'ecs-medic:no-actions-until': '2099-01-01' }),
      'refuse no-actions-until',
    ],
    [
      'the switch was turned off',
      () => (world.account.switch = { state: 'known', value: false }),
      'would-have switched-off',
    ],
    [
      'a person changed the count',
      () => world.account.change('orders-api', { desiredCount: 5 }),
      'refuse changed-by-others',
    ],
    ['a person set it to 0', () => world.account.change('orders-api', { desiredCount: 0 }), 'refuse already-at-zero'],
    [
      'a deployment began',
      () => world.account.deploy('orders-api', 'ecs-svc/2', { createdAt: NOW - 10 * MINUTE }),
      'refuse crash-loop',
    ],
    [
      'a deployment took the place of the one before',
      () => world.account.deploy('orders-api', 'ecs-svc/2', { createdAt: NOW - 30 * MINUTE }),
      'refuse changed-by-others',
    ],
    ['a task became healthy', () => world.account.of('orders-api').tasks.push(task), 'refuse serving'],
    [
      'a task became protected',
      () => world.account.of('orders-api').tasks.push({ ...task, healthStatus: 'UNHEALTHY', isProtected: true }),
      'refuse task-protection',
    ],
    [
      'auto scaling was changed',
      () => (world.account.of('orders-api').scalableTarget = { ...TARGET, max: 20 }),
      'refuse changed-by-others',
    ],
    [
      'auto scaling was set up',
      () => (world.account.of('orders-api').scalableTarget = undefined),
      'refuse changed-by-others',
    ],
    ['the service was deleted', () => world.account.delete('orders-api'), 'refuse unreadable'],
    [
      'it was deleted and created anew',
      () => {
        world.account.delete('orders-api');
        world.account.add(service({ tags: new Map(Object.entries(ALLOWED)), createdAt: world.now }), NO_TARGET);
      },
      'refuse new-service',
    ],
  ])('%s', async (_, meanwhile, word) => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    world.plan('writeRecord', { meanwhile });
    expect(await world.act()).toMatchObject({ considered: 1, changed: 0 });
    expect(world.called()).toEqual([]);
    const [, guard] = word.split(' ');
    expect(world.words()).toEqual(['do', `failed ${guard}`, ...(guard === 'crash-loop' ? [] : [word])]);
    const { failedActions, hold, incident } = await expectSettled();
    // Nothing was called: neither the budget nor the one try of the incident is used up.
    expect([failedActions, hold, incident?.actedAt]).toEqual([undefined, undefined, undefined]);
    expect((await world.store.readLedger()).spent).toEqual([]);
    // Nobody is called for what was not done.
    expect(world.told().every((one) => one.startsWith('update'))).toBe(true);
  });

  it('nothing, but reading it took so long that another run may settle it', async () => {
    await world.crashing();
    world.plan('readRunningTasks', { meanwhile: () => (world.now += 46_000) }, 2);
    await world.act();
    expect(world.called()).toEqual([]);
    expect(world.words()).toEqual(['do', 'failed changed-by-others', 'refuse changed-by-others']);
    await expectUntouched();
  });

  it.each<[string, () => unknown]>([
    [
      'another deployment is under way',
      () => {
        world.account.of('orders-api').current = {
          serviceDeploymentArn: 'arn:sd/2',
          status: 'IN_PROGRESS',
          sourceTaskDefinition: EARLIER,
        };
      },
    ],
    [
      'it is over',
      () => {
        world.account.of('orders-api').current = undefined;
      },
    ],
  ])('of a rollback: %s', async (_, meanwhile) => {
    const current = { serviceDeploymentArn: 'arn:sd/1', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };
    await world.crashing('orders-api', {}, { current });
    world.account.deploy('orders-api', 'ecs-svc/1', { createdAt: NOW - 30 * MINUTE });
    world.plan('writeRecord', { meanwhile });
    await world.act();
    expect(world.called()).toEqual([]);
    expect(world.words()[1]).toMatch(/^failed (changed-by-others|nothing-to-roll-back)$/);
  });

  const crashed = crashRecord().incident as Incident;

  it.each<[string, Partial<ServiceRecord>]>([
    ['the incident ended', { incident: { ...crashed, state: 'resolved' } }],
    ['it is another one', { incident: { ...crashed, id: 'production/orders-api#4' } }],
    ['it recovers', { incident: { ...crashed, state: 'recovering' } }],
    ['it was muted', { mute: { until: NOW + 60 * MINUTE, by: 'command' } }],
    ['a healthy task was seen', { loop: { stops: 1, since: NOW, lastAt: NOW } }],
  ])('by the record, before the intent is written: %s', async (_, more) => {
    await world.crashing();
    // The claim is made; the record is read for the intent.
    world.plan('writeLedger', {
      meanwhile: () => world.rewrite('orders-api', (before) => ({ ...before, ...more })),
    });
    await world.act();
    expect(world.called()).toEqual([]);
    expect(world.words()).not.toContain('do');
    await expectUntouched();
  });
});

describe('a call that AWS refuses', () => {
  it('is told, with what AWS said, and nothing is left behind', async () => {
    await world.crashing();
    world.plan('setDesiredCount', { answer: REFUSED });
    await world.act();
    await expectUntouched();
    expect(world.words()).toEqual(['do', 'failed']);
    expect(world.heard()).toEqual(['action: could not scale to zero']);
    expect(world.texts()).toEqual([`ecs-medic could not scale to zero: ${REFUSED.because}.`]);
    await world.pass(10);
    expect(world.called()).toHaveLength(1);
  });

  it('has auto scaling put back', async () => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    world.plan('setDesiredCount', { answer: REFUSED });
    await world.act();
    await expectUntouched();
    expect(world.changes()).toEqual([suspend, 'setDesiredCount 0', putBack]);
    expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
  });

  it('to suspend auto scaling ends the attempt before the count', async () => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    world.plan('setScalableTarget', { answer: REFUSED });
    await world.act();
    await expectUntouched();
    expect(world.changes()).toEqual([suspend]);
    expect(world.texts().at(-1)).toContain('Application Auto Scaling could not be suspended: AccessDeniedException');
  });

  it('is settled although the service cannot be read after it', async () => {
    await world.crashing();
    world.plan('setDesiredCount', { answer: REFUSED });
    world.plan('readServiceNow', { reads: unavailable('ThrottlingException') }, 3);
    await world.act();
    await expectUntouched();
  });

  it('of a rollback is told', async () => {
    const current = { serviceDeploymentArn: 'arn:sd/1', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };
    await world.crashing('orders-api', {}, { current });
    world.account.deploy('orders-api', 'ecs-svc/1', { createdAt: NOW - 30 * MINUTE });
    world.plan('rollBackDeployment', { answer: REFUSED });
    await world.act();
    await expectUntouched();
    expect(world.heard()).toEqual(['action: could not roll back']);
  });
});

describe('a call without an answer', () => {
  it('that took effect is verified by reading', async () => {
    await world.crashing();
    world.plan('setDesiredCount', { answer: TIMED_OUT, hasEffect: true });
    await world.act();
    expect(await expectSettled()).toMatchObject({ hold: { remembered: 3 } });
    expect(world.words()).toEqual(['do', 'verified']);
    expect(world.called()).toHaveLength(1);
  });

  it('that took none is not sent again; what became of it is said only once it cannot come any more', async () => {
    await world.crashing();
    world.plan('setDesiredCount', { answer: TIMED_OUT });
    await world.act();
    expect((await world.record()).intent).toMatchObject({ unknown: 'noted' });
    expect(world.decisions().at(-1)).toMatchObject({
      decision: 'unknown',
      reason: TIMED_OUT.because,
      before: 3,
      after: 0,
    });
    expect((await world.store.readLedger()).inFlight).toMatchObject({ subject: 'production/orders-api' });
    await world.pass(1);
    expect((await world.record()).intent).toBeDefined();
    await world.pass(2);
    await expectUntouched();
    expect(world.words()).toEqual(['do', 'unknown', 'failed']);
    expect(world.called()).toHaveLength(1);
  });

  it('that takes effect late is found by the next run', async () => {
    await world.crashing();
    world.plan('setDesiredCount', { answer: TIMED_OUT });
    await world.act();
    world.account.change('orders-api', { desiredCount: 0 });
    await world.pass(2);
    expect(await expectSettled()).toMatchObject({ hold: { remembered: 3 } });
    expect(world.words()).toEqual(['do', 'unknown', 'verified']);
  });

  it.each([true, false])(
    'to suspend auto scaling (with effect: %s) goes no further, and is put back',
    async (hasEffect) => {
      await world.crashing('orders-api', {}, { scalableTarget: TARGET });
      world.plan('setScalableTarget', { answer: TIMED_OUT, hasEffect });
      await world.act();
      await world.pass(3);
      await expectUntouched();
      expect(world.changes()).toEqual([suspend, ...(hasEffect ? [putBack] : [])]);
      expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
    },
  );

  it('keeps every other service waiting until it is known', async () => {
    await world.store.writeWatch({ schema: 1, version: 0, services: 100 });
    await world.crashing('first');
    await world.crashing('second');
    world.plan('setDesiredCount', { answer: TIMED_OUT });
    await world.act();
    expect(world.words('second')).toEqual(['refuse in-flight']);
    expect(world.account.desired('second')).toBe(3);
    await world.pass(3);
    expect(world.account.desired('second')).toBe(0);
  });

  it('calls people where it cannot be read for long, once', async () => {
    await world.crashing();
    world.plan('setDesiredCount', { answer: TIMED_OUT });
    await world.act();
    const readServiceNow = world.ports.readServiceNow;
    Object.assign(world.ports, { readServiceNow: async () => unavailable('AccessDeniedException') });
    await world.pass(25);
    const calls = world.heard().filter((one) => one.startsWith('action'));
    expect(calls).toEqual(['action: not known whether it was put to zero']);
    expect(world.texts().at(-1)).toBe(
      'ecs-medic began to scale to zero, and does not know yet how that ended: the service could not be read. ' +
        'Until it is known nothing else is done for an incident.',
    );
    expect(world.words()).toEqual(['do', 'unknown']);
    Object.assign(world.ports, { readServiceNow });
    await world.pass(1);
    await expectUntouched();
    expect(world.words()).toEqual(['do', 'unknown', 'failed']);
  });
});

describe('reads that are behind', () => {
  it('are asked again', async () => {
    await world.crashing();
    world.plan('setDesiredCount', {
      meanwhile: () => {
        const kept = world.account.of('orders-api');
        kept.behind = { reads: 3, as: kept.service };
      },
    });
    await world.act();
    expect(await expectSettled()).toMatchObject({ hold: { remembered: 3 } });
    expect(world.called('pause').map(({ arguments: [milliseconds] }) => milliseconds)).toEqual([500, 1500, 4000]);
    expect(world.called()).toHaveLength(1);
  });

  it('for longer than one run waits are no reason to send it again', async () => {
    await world.crashing();
    world.plan('setDesiredCount', {
      meanwhile: () => {
        const kept = world.account.of('orders-api');
        kept.behind = { reads: 4, as: kept.service };
      },
    });
    await world.act();
    expect((await world.record()).intent).toBeDefined();
    await world.pass(2);
    expect(await expectSettled()).toMatchObject({ hold: { remembered: 3 } });
    expect(world.called()).toHaveLength(1);
  });
});

describe('somebody else at the same moment', () => {
  const onceAtZero = (meanwhile: () => unknown): void => world.plan('readServiceNow', { meanwhile }, 3);

  it('deploys: the new release gets its count, and auto scaling, and it is told', async () => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    onceAtZero(() => world.account.deploy('orders-api', 'ecs-svc/2'));
    await world.act();
    const { hold, failedActions } = await expectSettled();
    expect([hold, failedActions]).toEqual([undefined, 1]);
    expect(world.account.desired('orders-api')).toBe(3);
    expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
    expect(world.changes()).toEqual([suspend, 'setDesiredCount 0', 'setDesiredCount 3', putBack]);
    expect(world.heard()).toEqual(['action: put to zero and brought back to 3']);
  });

  it('deploys, and it cannot be taken back: people are called, and what ran before stays remembered', async () => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    onceAtZero(() => world.account.deploy('orders-api', 'ecs-svc/2'));
    world.plan('setDesiredCount', { answer: REFUSED }, 2);
    await world.act();
    expect(await expectSettled()).toMatchObject({ hold: { remembered: 3, scalableTarget: TARGET } });
    expect(world.heard()).toEqual(['action: left at 0 tasks, 3 before']);
    expect(JSON.stringify(world.store.alerts())).toContain('--desired-count 3');
  });

  it('deploys, and the call that takes it back has no answer but an effect', async () => {
    await world.crashing();
    onceAtZero(() => world.account.deploy('orders-api', 'ecs-svc/2'));
    world.plan('setDesiredCount', { answer: TIMED_OUT, hasEffect: true }, 2);
    await world.act();
    await expectUntouched();
    expect(world.words()).toEqual(['do', 'reverted']);
  });

  it('deploys and turns the switch off: nothing is changed any more, and it is told', async () => {
    await world.crashing();
    onceAtZero(() => {
      world.account.deploy('orders-api', 'ecs-svc/2');
      world.account.switch = { state: 'known', value: false };
    });
    await world.act();
    expect(world.changes()).toEqual(['setDesiredCount 0']);
    expect(world.texts().at(-1)).toContain('it was not taken back: actions are switched off');
    expect(await expectSettled()).toMatchObject({ hold: { remembered: 3 } });
  });

  it('sets another count: it is left as it is, auto scaling is put back, and it is told', async () => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    onceAtZero(() => world.account.change('orders-api', { desiredCount: 5 }));
    await world.act();
    expect((await expectSettled()).hold).toBeUndefined();
    expect(world.account.desired('orders-api')).toBe(5);
    expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
    expect(world.heard()).toEqual(['action: changed by somebody else, and left as it is']);
  });

  it('changes auto scaling: it is told and not overwritten', async () => {
    const theirs = { ...TARGET, max: 4 };
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    world.plan('setDesiredCount', { answer: REFUSED });
    world.plan('readServiceNow', { meanwhile: () => (world.account.of('orders-api').scalableTarget = theirs) }, 3);
    await world.act();
    expect(world.account.of('orders-api').scalableTarget).toEqual(theirs);
    expect(world.texts().at(-1)).toContain(
      'Application Auto Scaling was changed meanwhile, and is left as it is: 2 to 4, suspended.',
    );
  });

  it('deletes the service: it is over, and told', async () => {
    await world.crashing();
    onceAtZero(() => world.account.delete('orders-api'));
    await world.act();
    expect((await expectSettled()).hold).toBeUndefined();
    expect(world.words()).toEqual(['do', 'released']);
  });

  it('deletes it and creates it anew: the new one is not touched', async () => {
    await world.crashing();
    onceAtZero(() => {
      world.account.delete('orders-api');
      world.account.add(service({ createdAt: world.now, desiredCount: 0 }));
    });
    await world.act();
    expect((await expectSettled()).hold).toBeUndefined();
    expect(world.called()).toHaveLength(1);
    expect(world.words()).toEqual(['do', 'released']);
  });

  it('ends the deployment that was to be rolled back', async () => {
    const current = { serviceDeploymentArn: 'arn:sd/1', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };
    await world.crashing('orders-api', {}, { current });
    world.account.deploy('orders-api', 'ecs-svc/1', { createdAt: NOW - 30 * MINUTE });
    world.plan('rollBackDeployment', { meanwhile: () => (world.account.of('orders-api').current = undefined) });
    await world.act();
    await expectSettled();
    expect(world.words()).toEqual(['do', 'released']);
  });
});

describe('auto scaling that is not as it was', () => {
  const failsAtTheCount = async (meanwhile: () => void): Promise<void> => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    world.plan('setDesiredCount', { answer: REFUSED });
    meanwhile();
    await world.act();
    await expectSettled();
  };

  it('cannot be read: told with the command that puts it back', async () => {
    // Decided, decided anew, then put back.
    await failsAtTheCount(() => world.plan('readScalableTarget', { reads: unavailable('AccessDeniedException') }, 3));
    expect(world.texts().at(-1)).toContain(
      'Application Auto Scaling may still be suspended, since it could not be read: AccessDeniedException.',
    );
    expect(JSON.stringify(world.store.alerts())).toContain('--min-capacity 2 --max-capacity 10');
  });

  it('cannot be put back: told with the command', async () => {
    await failsAtTheCount(() => world.plan('setScalableTarget', { answer: REFUSED }, 2));
    expect(world.texts().at(-1)).toContain(
      'Application Auto Scaling could not be put back to 2 to 10, suspended: AccessDeniedException',
    );
    expect(JSON.stringify(world.store.alerts())).toContain('--min-capacity 2 --max-capacity 10');
  });

  it('was put back by a call without an answer', async () => {
    await failsAtTheCount(() => world.plan('setScalableTarget', { answer: TIMED_OUT, hasEffect: true }, 2));
    expect(world.texts().at(-1)).not.toContain('Application Auto Scaling');
    expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
  });

  it('is not there any more', async () => {
    await world.crashing('orders-api', {}, { scalableTarget: TARGET });
    world.plan('setDesiredCount', { answer: REFUSED });
    world.plan('readServiceNow', { meanwhile: () => (world.account.of('orders-api').scalableTarget = undefined) }, 3);
    await world.act();
    expect(world.texts().at(-1)).toContain('Application Auto Scaling does not scale it any more.');
  });
});

it('gives up where the ledger is written by others all the time, and changes nothing', async () => {
  await world.crashing();
  Object.assign(world.ports, { writeLedger: async () => false });
  await world.act();
  expect(world.called()).toEqual([]);
  expect(world.reported).toEqual([
    'what to do about production/orders-api could not be decided: the ledger of actions was changed by others 12 times in a row: the next run tries again',
  ]);
});

it('decides anew on the ledger as another run has written it', async () => {
  await world.crashing();
  world.plan('writeLedger', {
    meanwhile: async () => {
      const ledger = await world.store.readLedger();
      await world.store.writeLedger({ ...ledger, inFlight: { intentId: 'x', subject: 'production/other', at: NOW } });
    },
  });
  await world.act(acting);
  expect(world.called()).toEqual([]);
  expect(world.words()).toEqual(['refuse in-flight']);
});
