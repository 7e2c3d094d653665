import { readActionState } from '../../../lib/app/read-action-state';
import { settleIntent } from '../../../lib/app/settle-intent';
import { withIntent } from '../../../lib/domain/action/begin-change';
import type { HoldOwner } from '../../../lib/domain/action/hold';
import type { ActionKind, Intent } from '../../../lib/domain/action/intent';
import { planAction } from '../../../lib/domain/action/plan-action';
import { known, unavailable } from '../../../lib/domain/read';
import { MINUTE, service } from '../../domain/action/acting-state';
import type { Kept } from './account';
import { ActingWorld, acting, observing, SUSPENDED, subjectOf, TARGET } from './acting-world';

let world: ActingWorld;
const orders = subjectOf('orders-api');
const hold = { owner: 'person', since: 0, remembered: 3, deploymentId: 'ecs-svc/1' } as const;

beforeEach(() => {
  world = new ActingWorld();
});

/** A change that was begun: its intent stands in the record. */
async function begun(
  action: ActionKind,
  owner: HoldOwner,
  kept: Partial<Kept> = {},
  desiredCount = 3,
): Promise<Intent> {
  await world.crashing('orders-api', { desiredCount }, kept);
  if (action === 'restore')
    await world.rewrite('orders-api', (before) => ({
      ...before,
      hold: { ...hold, owner, ...(kept.scalableTarget === undefined ? {} : { scalableTarget: TARGET }) },
    }));
  const intent = planAction(action, await readActionState(await world.record(), world.ports), owner, world.now);
  if (intent === undefined) throw new Error('nothing could be planned');
  await world.rewrite('orders-api', (before) => withIntent(before, intent).record);
  return intent;
}

const settle = (intent: Intent, policy = acting) => settleIntent(orders, intent, undefined, world.ports, policy);

describe('an intent that was left behind', () => {
  it('is settled by one read, without waiting', async () => {
    const intent = await begun('scale-to-zero', 'incident');
    world.account.change('orders-api', { desiredCount: 0 });
    world.calls.length = 0;
    expect(await settle(intent)).toMatchObject({ word: 'verified', because: 'its desired count reads 0' });
    expect(world.called('readServiceNow', 'pause').map(({ port }) => port)).toEqual(['readServiceNow']);
  });

  it('is not settled before its call cannot come through any more', async () => {
    const intent = await begun('scale-to-zero', 'incident');
    world.now = intent.at + 2 * MINUTE - 1000;
    expect(await settle(intent)).toBeUndefined();
    expect((await world.record()).intent).toMatchObject({ id: intent.id, unknown: 'noted' });
    world.now = intent.at + 2 * MINUTE;
    expect(await settle(intent)).toMatchObject({ word: 'failed', because: 'the service is as it was before' });
  });

  it('is not settled by a read that says nothing, and that is recorded once', async () => {
    const intent = await begun('scale-to-zero', 'incident');
    world.now += 3 * MINUTE;
    for (let run = 0; run < 3; run++) {
      world.plan('readServiceNow', { reads: unavailable('ThrottlingException') });
      expect(await settle(intent)).toBeUndefined();
    }
    expect(world.words()).toEqual(['unknown']);
    expect(world.decisions()[0]).toMatchObject({ reason: 'the service could not be read', before: 3, after: 0 });
  });

  it('is not settled twice: what another run has settled stays as it is', async () => {
    const intent = await begun('scale-to-zero', 'incident');
    world.account.change('orders-api', { desiredCount: 0 });
    await settle(intent);
    const settled = await world.record();
    world.account.change('orders-api', { desiredCount: 5 });
    await settle(intent);
    expect(await world.record()).toEqual(settled);
  });

  it('of which nobody knows where it is unknown for ten minutes is told, with the commands that undo it', async () => {
    const intent = await begun('scale-to-zero', 'schedule', { scalableTarget: TARGET });
    Object.assign(world.ports, { readServiceNow: async () => unavailable('AccessDeniedException') });
    for (let run = 0; run < 15; run++) {
      world.now += MINUTE;
      await settle(intent);
    }
    expect(world.heard()).toEqual(['notice: not known whether it was put to zero']);
    const told = JSON.stringify(world.store.alerts());
    expect(told).toContain('--desired-count 3');
    expect(told).toContain('--min-capacity 2 --max-capacity 10');
    expect(told).not.toContain('nothing else is done for an incident');
  });
});

describe('a restore', () => {
  const asleep = { scalableTarget: SUSPENDED };

  it('that came through has auto scaling put back, and ends the hold', async () => {
    const intent = await begun('restore', 'schedule', asleep, 0);
    world.account.change('orders-api', { desiredCount: 3 });
    expect(await settle(intent)).toMatchObject({ word: 'verified', remarks: [] });
    expect(world.account.of('orders-api').scalableTarget).toEqual(TARGET);
    expect((await world.record()).hold).toBeUndefined();
  });

  it('that came through where auto scaling cannot be put back is told, with the command for that alone', async () => {
    const intent = await begun('restore', 'schedule', asleep, 0);
    world.account.change('orders-api', { desiredCount: 3 });
    world.plan('setScalableTarget', { answer: { state: 'refused', because: 'AccessDeniedException: no' } });
    expect(await settle(intent)).toMatchObject({ word: 'verified', leftSuspended: TARGET });
    const told = JSON.stringify(world.store.alerts());
    expect(told).toContain('--min-capacity 2 --max-capacity 10');
    expect(told).not.toContain('--desired-count');
  });

  it('that did not come through keeps the hold', async () => {
    const intent = await begun('restore', 'schedule', asleep, 0);
    world.now += 3 * MINUTE;
    expect(await settle(intent)).toMatchObject({ word: 'failed' });
    expect((await world.record()).hold).toMatchObject({ remembered: 3, scalableTarget: TARGET });
    expect(world.account.of('orders-api').scalableTarget).toEqual(SUSPENDED);
  });

  it('that somebody else was faster with is left to them, and auto scaling put back', async () => {
    const intent = await begun('restore', 'person', asleep, 0);
    world.account.change('orders-api', { desiredCount: 8 });
    expect(await settle(intent)).toMatchObject({ word: 'released' });
    expect(world.account.of('orders-api')).toMatchObject({ service: { desiredCount: 8 }, scalableTarget: TARGET });
    expect((await world.record()).hold).toBeUndefined();
  });

  it('of a service that was deleted ends the hold', async () => {
    const intent = await begun('restore', 'schedule', {}, 0);
    world.account.delete('orders-api');
    expect(await settle(intent)).toMatchObject({ word: 'released' });
    expect((await world.record()).hold).toBeUndefined();
  });

  it('of a schedule does not let a service act again that was left to people', async () => {
    const intent = await begun('restore', 'schedule', {}, 0);
    await world.rewrite('orders-api', (before) => ({ ...before, failedActions: 2 }));
    world.account.change('orders-api', { desiredCount: 3 });
    await settle(intent);
    expect((await world.record()).failedActions).toBe(2);
  });
});

describe('a change that is to be taken back', () => {
  const raced = async (owner: HoldOwner): Promise<Intent> => {
    const intent = await begun('scale-to-zero', owner);
    world.account.change('orders-api', { desiredCount: 0 });
    world.account.deploy('orders-api', 'ecs-svc/2');
    return intent;
  };

  it.each<[string, typeof acting, () => void, string]>([
    ['in observe mode', observing, () => undefined, 'ecs-medic runs in observe mode'],
    ['while actions are switched off', acting, () => (world.account.switch = known(false)), 'actions are switched off'],
    [
      'while the switch cannot be read',
      acting,
      () => (world.account.switch = unavailable('AccessDeniedException')),
      'whether actions are switched on could not be read: AccessDeniedException',
    ],
  ])('is told and not done %s', async (_, policy, happens, because) => {
    const intent = await raced('incident');
    happens();
    const outcome = await settle(intent, policy);
    expect(outcome).toMatchObject({ word: 'reverted', isLeftAtZero: true });
    expect(outcome?.because).toBe(`a deployment began at the same time; it was not taken back: ${because}`);
    expect(world.called()).toEqual([]);
    expect((await world.record()).hold).toMatchObject({ remembered: 3 });
  });

  it('by a person who is still there needs no switch', async () => {
    const intent = await raced('person');
    world.account.switch = known(false);
    const outcome = await settleIntent(orders, intent, { state: 'done' }, world.ports, acting);
    expect(outcome).toMatchObject({ word: 'reverted' });
    expect(world.changes()).toEqual(['setDesiredCount 3']);
  });

  it('is left to people where the call has neither an answer nor an effect', async () => {
    const intent = await raced('incident');
    world.plan('setDesiredCount', { answer: { state: 'unknown', because: 'TimeoutError' } });
    expect(await settle(intent)).toMatchObject({ isLeftAtZero: true });
    expect(world.heard()).toEqual(['action: left at 0 tasks, 3 before']);
  });
});

it('refused although somebody else did the same counts as done', async () => {
  const intent = await begun('scale-to-zero', 'incident');
  world.account.change('orders-api', { desiredCount: 0 });
  const refused = { state: 'refused', because: 'ThrottlingException' } as const;
  expect(await settleIntent(orders, intent, refused, world.ports, acting)).toMatchObject({ word: 'verified' });
});

it('a new service of the same name is not the one that was changed', async () => {
  const intent = await begun('scale-to-zero', 'incident', { scalableTarget: TARGET });
  world.account.delete('orders-api');
  world.account.add(service({ createdAt: world.now, desiredCount: 0 }));
  // The call may still come, and would hit the new one.
  expect(await settle(intent)).toBeUndefined();
  world.now += 3 * 60_000;
  expect(await settle(intent)).toMatchObject({ word: 'released' });
  expect(world.called()).toEqual([]);
});
