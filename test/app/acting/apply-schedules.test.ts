import { unavailable } from '../../../lib/domain/read';
import { MINUTE, service } from '../../domain/action/acting-state';
import { ActingWorld, acting, crashRecord, observing, SUSPENDED, subjectOf, TARGET } from './acting-world';
import { asleep, DAY, MONDAY_NIGHT, MONDAY_NOON, OFFICE_HOURS, scheduled, TUESDAY_MORNING } from './scheduled-world';

let world: ActingWorld;
beforeEach(() => {
  world = new ActingWorld();
  world.now = MONDAY_NIGHT;
});

const REFUSED = { state: 'refused', because: 'AccessDeniedException: no' } as const;
const notices = () => world.heard().filter((one) => one.startsWith('notice'));

/** Runs every five minutes until a time, and then; through a long night every half hour, as if the others were missed. */
async function until(time: number, policy = acting): Promise<void> {
  const step = time - world.now > 4 * 60 * MINUTE ? 30 * MINUTE : 5 * MINUTE;
  for (; world.now + step < time; world.now += step) await world.applySchedules(policy);
  world.now = time;
  await world.applySchedules(policy);
}

describe('a service with a schedule', () => {
  it('goes to sleep when its time is over, and wakes with exactly what ran before', async () => {
    world.now = MONDAY_NOON;
    scheduled(world, {}, { scalableTarget: TARGET });
    expect(await world.applySchedules()).toEqual({ scheduled: 1, changed: 0, failed: 0, isCutOff: false });
    world.now = MONDAY_NIGHT;
    expect(await world.applySchedules()).toMatchObject({ changed: 1 });
    expect(world.account.of('orders-api')).toMatchObject({ service: { desiredCount: 0 }, scalableTarget: SUSPENDED });
    expect((await world.record()).hold).toMatchObject({ owner: 'schedule', remembered: 3, scalableTarget: TARGET });
    world.now = TUESDAY_MORNING - MINUTE;
    expect(await world.applySchedules()).toMatchObject({ changed: 0 });
    world.now = TUESDAY_MORNING;
    expect(await world.applySchedules()).toMatchObject({ changed: 1 });
    expect(world.account.of('orders-api')).toMatchObject({ service: { desiredCount: 3 }, scalableTarget: TARGET });
    expect((await world.record()).hold).toBeUndefined();
    expect(world.changes()).toEqual([
      `setScalableTarget ${JSON.stringify(SUSPENDED)}`,
      'setDesiredCount 0',
      'setDesiredCount 3',
      `setScalableTarget ${JSON.stringify(TARGET)}`,
    ]);
  });

  it('that does what it says calls nobody', async () => {
    scheduled(world);
    await until(TUESDAY_MORNING + MINUTE);
    expect(world.words()).toEqual(['do', 'verified', 'do', 'verified']);
    expect(world.heard()).toEqual([]);
  });

  it('wakes although the run of the morning was missed', async () => {
    world = await asleep();
    world.now = TUESDAY_MORNING + 3 * 60 * MINUTE;
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(3);
  });

  it('goes to sleep although the run of the evening was missed', async () => {
    scheduled(world);
    world.now = MONDAY_NIGHT + 4 * 60 * MINUTE;
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(0);
  });

  it('and one at zero before stays there, with nothing remembered', async () => {
    scheduled(world, {}, { tasks: [] }, { desiredCount: 0, runningCount: 0 });
    await until(TUESDAY_MORNING + 60 * MINUTE);
    expect(world.called()).toEqual([]);
    expect(await world.record()).toMatchObject({ version: 0 });
  });

  it('is asleep for a whole weekend', async () => {
    world.now = Date.parse('2026-12-04T19:00:00+01:00');
    scheduled(world);
    await until(Date.parse('2026-12-07T07:55:00+01:00'));
    expect(world.changes()).toEqual(['setDesiredCount 0']);
    await until(Date.parse('2026-12-07T08:00:00+01:00'));
    expect(world.changes()).toEqual(['setDesiredCount 0', 'setDesiredCount 3']);
  });

  it('without any tag of ours is not looked into', async () => {
    world.account.add(service({ tags: new Map([['team', 'orders']]) }));
    expect(await world.applySchedules()).toMatchObject({ scheduled: 0 });
    expect(world.called('readRecord', 'readServiceNow')).toEqual([]);
  });

  it('that is being deleted is left alone', async () => {
    scheduled(world, {}, {}, { status: 'DRAINING' });
    await world.applySchedules();
    expect(world.called('readServiceNow', 'setDesiredCount')).toEqual([]);
  });

  it('that never is up sleeps from the next run on', async () => {
    world.now = MONDAY_NOON;
    scheduled(world, { 'ecs-medic:schedule': 'never' });
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(0);
  });

  it('wakes up to what auto scaling allows by now, and it is told', async () => {
    world = await asleep({ scalableTarget: TARGET });
    world.account.of('orders-api').scalableTarget = { ...SUSPENDED, max: 2 };
    world.now = TUESDAY_MORNING;
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(2);
    expect(world.texts().at(-1)).toContain('3 ran before, but Application Auto Scaling allows 2 at most by now.');
  });
});

describe('an override', () => {
  it('keeps a service up until its time, and down', async () => {
    scheduled(world, { 'ecs-medic:schedule-override': 'up until 2026-11-30 22:00' });
    await until(Date.parse('2026-11-30T21:55:00+01:00'));
    expect(world.called()).toEqual([]);
    world.now = Date.parse('2026-11-30T22:00:00+01:00');
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(0);
    world.account.tag('orders-api', {
      'ecs-medic:schedule': OFFICE_HOURS,
      'ecs-medic:schedule-override': 'down until 2026-12-01 10:00',
    });
    world.now = TUESDAY_MORNING + 60 * MINUTE;
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(0);
    world.now = TUESDAY_MORNING + 120 * MINUTE;
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(3);
  });

  it('alone stands on a schedule that is always up', async () => {
    world.account.add(service({ tags: new Map([['ecs-medic:schedule-override', 'down until 2026-12-01T08:00Z']]) }));
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(0);
    world.now = Date.parse('2026-12-01T08:00Z');
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(3);
  });
});

describe('a person who changes the count by night', () => {
  it('wins until the morning, and that is told once', async () => {
    world = await asleep();
    world.now += 60 * MINUTE;
    world.account.change('orders-api', { desiredCount: 1 });
    await until(TUESDAY_MORNING - MINUTE);
    expect(world.account.desired('orders-api')).toBe(1);
    expect(world.changes()).toEqual(['setDesiredCount 0']);
    expect(notices()).toEqual(['notice: no longer held at zero']);
    expect(await world.record()).toMatchObject({ leftAlone: { until: TUESDAY_MORNING, schedule: OFFICE_HOURS } });
    await until(TUESDAY_MORNING + 60 * MINUTE);
    const { leftAlone, hold } = await world.record();
    expect([leftAlone, hold]).toEqual([undefined, undefined]);
    expect(world.account.desired('orders-api')).toBe(1);
    // The next night it is as ever.
    world.now = MONDAY_NIGHT + DAY;
    await world.applySchedules();
    expect((await world.record()).hold).toMatchObject({ remembered: 1 });
  });

  it('has auto scaling put back in the morning, though not by night', async () => {
    world = await asleep({ scalableTarget: TARGET });
    world.now += 60 * MINUTE;
    world.account.change('orders-api', { desiredCount: 4 });
    await until(TUESDAY_MORNING - MINUTE);
    expect(world.account.of('orders-api').scalableTarget).toEqual(SUSPENDED);
    await until(TUESDAY_MORNING + MINUTE);
    expect(world.account.of('orders-api')).toMatchObject({ service: { desiredCount: 4 }, scalableTarget: TARGET });
  });

  it('and changes auto scaling too: it is left as it is, and told', async () => {
    world = await asleep({ scalableTarget: TARGET });
    world.now += 60 * MINUTE;
    const theirs = { min: 1, max: 4, suspended: { dynamicIn: false, dynamicOut: false, scheduled: false } };
    world.account.change('orders-api', { desiredCount: 4 });
    world.account.of('orders-api').scalableTarget = theirs;
    await until(TUESDAY_MORNING + 60 * MINUTE);
    expect(world.account.of('orders-api').scalableTarget).toEqual(theirs);
    expect(notices()).toEqual([
      'notice: no longer held at zero',
      'notice: follows its schedule again, but scales otherwise than before',
    ]);
  });

  it('and removes the tag: auto scaling is still put back', async () => {
    world = await asleep({ scalableTarget: TARGET });
    world.now += 60 * MINUTE;
    world.account.change('orders-api', { desiredCount: 4 });
    await world.applySchedules();
    world.account.tag('orders-api', {});
    await world.applySchedules();
    expect(world.account.of('orders-api')).toMatchObject({ service: { desiredCount: 4 }, scalableTarget: TARGET });
    expect((await world.record()).leftAlone).toBeUndefined();
  });

  it('is no reason for a new schedule to wait', async () => {
    world = await asleep();
    world.now += 60 * MINUTE;
    world.account.change('orders-api', { desiredCount: 1 });
    await world.applySchedules();
    world.account.tag('orders-api', { 'ecs-medic:schedule': 'never' });
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(0);
    expect((await world.record()).hold).toMatchObject({ remembered: 1 });
  });

  it('right before the morning is not overwritten, and auto scaling is put back', async () => {
    world = await asleep({ scalableTarget: TARGET });
    world.account.change('orders-api', { desiredCount: 7 });
    world.now = TUESDAY_MORNING;
    await world.applySchedules();
    expect(world.account.of('orders-api')).toMatchObject({ service: { desiredCount: 7 }, scalableTarget: TARGET });
    expect((await world.record()).hold).toBeUndefined();
    expect(world.changes().filter((one) => one.startsWith('setDesiredCount'))).toEqual(['setDesiredCount 0']);
  });

  it('while the count is being read is not taken for one, where the read is only older than the sleep', async () => {
    scheduled(world);
    const listed = world.account.of('orders-api').service;
    await world.applySchedules();
    world.plan('describeServices', { reads: [listed] });
    world.now += 2 * MINUTE;
    await world.applySchedules();
    expect((await world.record()).hold).toMatchObject({ remembered: 3 });
    expect(world.heard()).toEqual([]);
  });
});

describe('auto scaling that cannot be put back', () => {
  const wokenByAPerson = async (): Promise<void> => {
    world = await asleep({ scalableTarget: TARGET });
    world.now += 60 * MINUTE;
    world.account.change('orders-api', { desiredCount: 4 });
    await world.applySchedules();
    world.now = TUESDAY_MORNING;
  };

  it('stays remembered, is told once with the command, and is tried again after half an hour', async () => {
    await wokenByAPerson();
    world.plan('setScalableTarget', { answer: REFUSED });
    await until(TUESDAY_MORNING + 20 * MINUTE);
    expect(world.called('setScalableTarget')).toHaveLength(2);
    expect(await world.record()).toMatchObject({ leftAlone: { scalableTarget: TARGET } });
    expect(notices()).toEqual(['notice: no longer held at zero', 'notice: its auto scaling could not be put back']);
    expect(JSON.stringify(world.store.alerts().at(-1))).toContain('--min-capacity 2 --max-capacity 10');
    await until(TUESDAY_MORNING + 40 * MINUTE);
    expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
    expect((await world.record()).leftAlone).toBeUndefined();
  });

  it('stays remembered while nothing may be changed', async () => {
    await wokenByAPerson();
    await world.applySchedules(observing);
    world.account.switch = { state: 'known', value: false };
    await world.applySchedules();
    world.account.switch = unavailable('AccessDeniedException');
    await world.applySchedules();
    expect(world.called('setScalableTarget')).toHaveLength(1);
    expect(await world.record()).toMatchObject({ leftAlone: { scalableTarget: TARGET } });
    world.account.switch = { state: 'known', value: true };
    await world.applySchedules();
    expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
  });
});

describe('a hold for an incident', () => {
  it('outranks a wake-up, and a way to sleep', async () => {
    await world.remember(
      crashRecord('orders-api', {
        hold: { owner: 'incident', since: MONDAY_NIGHT, remembered: 3, deploymentId: 'ecs-svc/1' },
      }),
    );
    scheduled(world, {}, { tasks: [] }, { desiredCount: 0 });
    await until(TUESDAY_MORNING + 60 * MINUTE);
    expect(world.called()).toEqual([]);
    expect((await world.record()).hold).toMatchObject({ owner: 'incident', remembered: 3 });
  });

  it('that is made while what the schedule remembered is forgotten stays', async () => {
    world = await asleep({ scalableTarget: TARGET });
    world.account.change('orders-api', { desiredCount: 7 });
    world.now = TUESDAY_MORNING;
    const hold = { owner: 'incident', since: TUESDAY_MORNING, remembered: 7, deploymentId: 'ecs-svc/1' } as const;
    world.plan('setScalableTarget', {
      meanwhile: () => world.rewrite('orders-api', (before) => ({ ...before, hold })),
    });
    await world.applySchedules();
    expect((await world.record()).hold).toEqual(hold);
  });

  it('that takes the place of a sleep which a person is seen to end is not ended with it', async () => {
    world = await asleep();
    world.account.change('orders-api', { desiredCount: 2 });
    world.now += 60 * MINUTE;
    const hold = { owner: 'incident', since: world.now, remembered: 2, deploymentId: 'ecs-svc/1' } as const;
    // The record is read among all that are due, then for its step, then to be written.
    world.plan('readRecord', { meanwhile: () => world.rewrite('orders-api', (before) => ({ ...before, hold })) }, 3);
    await world.applySchedules();
    expect(await world.record()).toMatchObject({ hold });
    expect((await world.record()).leftAlone).toBeUndefined();
  });

  it('of a person outranks it too', async () => {
    await world.remember(
      crashRecord('orders-api', {
        hold: { owner: 'person', since: MONDAY_NIGHT, remembered: 3, deploymentId: 'ecs-svc/1' },
      }),
    );
    scheduled(world, {}, { tasks: [] }, { desiredCount: 0 });
    world.now = TUESDAY_MORNING;
    await world.applySchedules();
    expect(world.called()).toEqual([]);
  });
});

describe('a tag', () => {
  it('that cannot be read leaves the service as it is, and is told once', async () => {
    scheduled(world, { 'ecs-medic:schedule': 'mon-fri 8-19 Berlin' });
    await until(TUESDAY_MORNING);
    expect(world.called()).toEqual([]);
    expect(notices()).toEqual(['notice: its schedule cannot be read']);
    expect(world.texts()[0]).toContain('the tag ecs-medic:schedule says "mon-fri 8-19 Berlin", expected');
  });

  it('that becomes unreadable leaves a service asleep that sleeps', async () => {
    world = await asleep();
    world.account.tag('orders-api', { 'ecs-medic:schedule': 'sometimes' });
    await until(TUESDAY_MORNING + MINUTE);
    expect(world.account.desired('orders-api')).toBe(0);
    expect((await world.record()).hold).toMatchObject({ remembered: 3 });
    world.account.tag('orders-api', { 'ecs-medic:schedule': OFFICE_HOURS });
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(3);
    expect((await world.record()).obstacle).toBeUndefined();
  });

  it('of an override that cannot be read leaves it alone too', async () => {
    scheduled(world, { 'ecs-medic:schedule-override': 'up a little longer' });
    await world.applySchedules();
    expect(world.called()).toEqual([]);
    expect(notices()).toHaveLength(1);
  });

  it('that is removed by night wakes the service', async () => {
    world = await asleep();
    world.account.tag('orders-api', {});
    world.now += 60 * MINUTE;
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(3);
  });
});

describe('a service that is deleted while it sleeps', () => {
  it('after a person woke it is forgotten, with what was to be put back', async () => {
    world = await asleep({ scalableTarget: TARGET });
    world.now += 60 * MINUTE;
    world.account.change('orders-api', { desiredCount: 4 });
    await world.applySchedules();
    expect((await world.record()).leftAlone).toBeDefined();
    world.account.delete('orders-api');
    await world.sweep();
    expect((await world.record()).leftAlone).toBeUndefined();
    expect(world.store.allDue()).toEqual([]);
  });

  it('is forgotten by the sweep, and a new one of its name is not woken', async () => {
    world = await asleep();
    world.account.delete('orders-api');
    world.now += 60 * MINUTE;
    await world.applySchedules();
    await world.sweep();
    expect((await world.record()).hold).toBeUndefined();
    scheduled(world, {}, { tasks: [] }, { desiredCount: 0, createdAt: world.now });
    await until(TUESDAY_MORNING + MINUTE);
    expect(world.account.desired('orders-api')).toBe(0);
  });

  it('and created anew before anybody looked: it is another one, and follows the schedule with its own count', async () => {
    world = await asleep({ scalableTarget: TARGET });
    world.account.delete('orders-api');
    world.now += 60 * MINUTE;
    scheduled(world, {}, {}, { desiredCount: 5, createdAt: world.now });
    await world.applySchedules();
    const { hold, leftAlone } = await world.record();
    expect([hold, leftAlone]).toEqual([undefined, undefined]);
    expect(notices()).toEqual(['notice: no longer held at zero']);
    world.now += 20 * MINUTE;
    await world.applySchedules();
    expect((await world.record()).hold).toMatchObject({ remembered: 5 });
    world.now = TUESDAY_MORNING;
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(5);
  });

  it('and created anew at zero is not woken with the count of the old one', async () => {
    world = await asleep();
    world.account.delete('orders-api');
    scheduled(world, {}, { tasks: [] }, { desiredCount: 0, createdAt: world.now });
    await until(TUESDAY_MORNING + 60 * MINUTE);
    expect(world.account.desired('orders-api')).toBe(0);
    expect((await world.record()).hold).toBeUndefined();
  });
});

describe('what keeps a schedule from being followed', () => {
  it('and passes by itself is told only where it lasts', async () => {
    scheduled(world);
    world.account.deploy('orders-api', 'ecs-svc/2');
    await until(MONDAY_NIGHT + 25 * MINUTE);
    expect(world.words()).toEqual(['refuse deployment']);
    expect(notices()).toEqual([]);
    await until(MONDAY_NIGHT + 40 * MINUTE);
    expect(notices()).toEqual(['notice: could not be put to sleep by its schedule']);
    world.account.deploy('orders-api', 'ecs-svc/2', { rolloutState: 'COMPLETED', createdAt: MONDAY_NIGHT - DAY });
    await until(MONDAY_NIGHT + 60 * MINUTE);
    expect(world.account.desired('orders-api')).toBe(0);
    expect((await world.record()).obstacle).toBeUndefined();
    expect(notices()).toHaveLength(1);
  });

  it('like a protected task', async () => {
    scheduled(world, {}, { tasks: [{ taskId: 't', isProtected: true }] });
    await world.applySchedules();
    expect(world.words()).toEqual(['refuse task-protection']);
    expect(world.called()).toEqual([]);
  });

  it('like the switch that somebody turned off is recorded, and told to nobody', async () => {
    scheduled(world);
    world.account.switch = { state: 'known', value: false };
    await until(MONDAY_NIGHT + 60 * MINUTE);
    expect(world.called()).toEqual([]);
    expect(world.words()).toEqual(['would-have switched-off']);
    expect(world.heard()).toEqual([]);
  });

  it('like a switch that cannot be read is told at once', async () => {
    scheduled(world);
    world.account.switch = unavailable('AccessDeniedException');
    await until(MONDAY_NIGHT + 30 * MINUTE);
    expect(notices()).toEqual(['notice: could not be put to sleep by its schedule']);
    expect(world.texts()).toEqual([
      'The schedule could not be followed: whether actions are switched on could not be read: AccessDeniedException.',
    ]);
  });

  it('like a refusal of AWS is told once, and tried again every half hour', async () => {
    scheduled(world);
    for (let attempt = 1; attempt <= 3; attempt++) world.plan('setDesiredCount', { answer: REFUSED }, attempt);
    await until(MONDAY_NIGHT + 62 * MINUTE);
    expect(world.called()).toHaveLength(3);
    expect(notices()).toEqual(['notice: could not scale to zero']);
    await until(MONDAY_NIGHT + 120 * MINUTE);
    expect(world.account.desired('orders-api')).toBe(0);
    expect((await world.record()).obstacle).toBeUndefined();
  });

  it('in the morning is told with the commands that wake it', async () => {
    world = await asleep();
    world.now = TUESDAY_MORNING;
    world.account.switch = { state: 'known', value: false };
    await until(TUESDAY_MORNING + 10 * MINUTE);
    expect(notices()).toEqual(['notice: could not be woken by its schedule']);
    expect(JSON.stringify(world.store.alerts())).toContain('--desired-count 3');
    world.account.switch = { state: 'known', value: true };
    await world.applySchedules();
    expect(world.account.desired('orders-api')).toBe(3);
  });

  it('and is over before the call is not told: the next run decides anew', async () => {
    scheduled(world);
    world.plan('writeRecord', { meanwhile: () => world.account.change('orders-api', { desiredCount: 5 }) });
    await world.applySchedules();
    expect(world.called()).toEqual([]);
    expect(world.words()).toEqual(['do', 'failed changed-by-others', 'refuse changed-by-others']);
    world.now += 5 * MINUTE;
    await world.applySchedules();
    expect((await world.record()).hold).toMatchObject({ remembered: 5 });
    expect(world.heard()).toEqual([]);
  });
});

describe('in observe mode', () => {
  it('makes no call that changes anything, and records once a night what it would have done', async () => {
    scheduled(world, {}, { scalableTarget: TARGET });
    await until(TUESDAY_MORNING + MINUTE, observing);
    expect(world.called()).toEqual([]);
    expect(world.words()).toEqual(['would-have observe-mode']);
    expect(world.heard()).toEqual([]);
    await until(MONDAY_NIGHT + DAY, observing);
    expect(world.words()).toEqual(['would-have observe-mode', 'would-have observe-mode']);
  });
});

describe('a change that an earlier run left behind', () => {
  it('is settled by the function that began it, and not by the one for incidents', async () => {
    scheduled(world, {}, { scalableTarget: TARGET });
    world.plan('setDesiredCount', { cutOff: 'before' });
    expect(await world.applySchedules()).toBe('cut off');
    world.now += 3 * MINUTE;
    await world.act();
    expect((await world.record()).intent).toBeDefined();
    expect(world.account.of('orders-api').scalableTarget).toEqual(SUSPENDED);
    await world.applySchedules();
    expect((await world.record()).intent).toBeUndefined();
    expect(world.account.of('orders-api')).toMatchObject({ service: { desiredCount: 3 }, scalableTarget: TARGET });
  });

  it('is settled although the service is gone, or has no tag any more', async () => {
    scheduled(world);
    world.plan('setDesiredCount', { cutOff: 'after' });
    await world.applySchedules();
    world.account.delete('orders-api');
    world.now += 5 * MINUTE;
    await world.applySchedules();
    const { intent, hold } = await world.record();
    expect([intent, hold]).toEqual([undefined, undefined]);
    expect(world.words()).toEqual(['do', 'released']);
  });

  it('and that is still worked on is left to who does', async () => {
    scheduled(world);
    world.plan('setDesiredCount', { cutOff: 'after' });
    await world.applySchedules();
    world.now += MINUTE;
    await world.applySchedules();
    expect((await world.record()).intent).toBeDefined();
    expect(world.words()).toEqual(['do']);
  });
});

describe('neighbours', () => {
  it('are not harmed by a service about which a port throws', async () => {
    for (const name of ['a', 'b', 'c']) scheduled(world, {}, {}, { name });
    world.plan('readRunningTasks', { throws: new TypeError('tasks is not iterable') });
    expect(await world.applySchedules()).toMatchObject({ scheduled: 3, changed: 2, failed: 1 });
    expect(world.reported).toEqual(['the schedule of production/a could not be followed: tasks is not iterable']);
    expect(world.counted).toContain('SchedulesFailed');
    world.now += 5 * MINUTE;
    expect(await world.applySchedules()).toMatchObject({ changed: 1, failed: 0 });
  });

  it('are not harmed by a record that cannot be read', async () => {
    for (const name of ['a', 'b']) scheduled(world, {}, {}, { name });
    const { readRecord } = world.ports;
    Object.assign(world.ports, {
      readRecord: async ({ name }: { name: string }) => {
        if (name === 'a') throw new Error('item S#production/a is no service record');
        return readRecord(subjectOf(name));
      },
    });
    expect(await world.applySchedules()).toMatchObject({ changed: 1, failed: 1 });
    expect(world.account.desired('b')).toBe(0);
    // Though it is the only one that is in the index.
    await world.remember({ ...(await world.record('b')), subject: subjectOf('a') });
    world.account.change('b', { desiredCount: 3 });
    await world.rewrite('b', ({ hold: _, ...before }) => before);
    expect(await world.applySchedules()).toMatchObject({ changed: 1, failed: 1 });
  });

  it('in another cluster are not harmed by one that cannot be listed', async () => {
    scheduled(world);
    scheduled(world, {}, {}, { cluster: 'staging' });
    world.plan('listServices', { throws: new Error('AccessDeniedException') });
    expect(await world.applySchedules({ ...acting, clusters: '*' })).toMatchObject({
      scheduled: 1,
      changed: 1,
      failed: 1,
    });
    expect(world.account.desired('orders-api')).toBe(3);
    expect(world.account.of('orders-api', 'staging').service.desiredCount).toBe(0);
  });

  it('wait for the next run where the time is over', async () => {
    for (let index = 0; index < 6; index++) scheduled(world, {}, {}, { name: `service-${index}` });
    world.plan('setDesiredCount', { meanwhile: () => (world.now += 221_000) });
    expect(await world.applySchedules()).toMatchObject({ scheduled: 6, changed: 4, isCutOff: true });
    world.now += MINUTE;
    expect(await world.applySchedules()).toMatchObject({ changed: 2, isCutOff: false });
    for (let index = 0; index < 6; index++) expect(world.account.desired(`service-${index}`)).toBe(0);
  });

  it('of clusters that are not watched are not looked at', async () => {
    scheduled(world, {}, {}, { cluster: 'staging' });
    expect(await world.applySchedules()).toMatchObject({ scheduled: 0 });
  });
});

it('tells once that a release was deployed at 0 tasks by night, and wakes it in the morning', async () => {
  world = await asleep();
  world.now += 60 * MINUTE;
  world.account.deploy('orders-api', 'ecs-svc/2', { rolloutState: 'COMPLETED' });
  for (let run = 0; run < 3; run++) {
    world.now += 5 * MINUTE;
    await world.sweep();
    await world.applySchedules();
  }
  expect(notices()).toEqual(['notice: your release is deployed at 0 tasks']);
  world.now = TUESDAY_MORNING;
  await world.applySchedules();
  expect(world.account.desired('orders-api')).toBe(3);
});
