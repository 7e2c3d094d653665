import { claim, giveUpClaim } from '../../../lib/app/claim-ledger';
import { readActionState } from '../../../lib/app/read-action-state';
import type { ActionLedger } from '../../../lib/domain/action/action-ledger';
import { GUARDS } from '../../../lib/domain/action/guards';
import type { Intent } from '../../../lib/domain/action/intent';
import { planAction } from '../../../lib/domain/action/plan-action';
import { MINUTE, NOW, policy } from '../../domain/action/acting-state';
import { ActingWorld } from './acting-world';

let world: ActingWorld;
beforeEach(async () => {
  world = new ActingWorld();
  await world.crashing();
});

async function planned() {
  const state = await readActionState(await world.record(), world.ports);
  const intent = planAction('scale-to-zero', state, 'incident', world.now);
  if (intent === undefined) throw new Error('nothing could be planned');
  const guards = GUARDS.incident['scale-to-zero'] ?? [];
  return { intent, request: { action: 'scale-to-zero', owner: 'incident', state, guards, policy } as const };
}

const write = async (more: Partial<ActionLedger>): Promise<void> => {
  const ledger = await world.store.readLedger();
  if (!(await world.store.writeLedger({ ...ledger, ...more }))) throw new Error('the ledger was written meanwhile');
};

const inFlightOf = ({ id, at }: Intent) => ({ intentId: id, subject: 'production/orders-api', at });

describe('a claim', () => {
  it('spends the budget and says what is under way, in one write', async () => {
    const { intent, request } = await planned();
    expect(await claim(intent, request, world.ports)).toMatchObject({ decision: 'do' });
    expect(await world.store.readLedger()).toEqual({
      schema: 1,
      version: 1,
      spent: [{ at: intent.at, subject: 'production/orders-api', cluster: 'production' }],
      inFlight: inFlightOf(intent),
    });
    expect(world.called('writeLedger')).toHaveLength(1);
  });

  it('forgets what was spent more than a day ago, and nothing younger', async () => {
    const spentAt = (at: number) => ({ at, subject: 'staging/other', cluster: 'staging' });
    await write({ spent: [spentAt(NOW - 25 * 60 * MINUTE), spentAt(NOW - 23 * 60 * MINUTE)] });
    const { intent, request } = await planned();
    await claim(intent, request, world.ports);
    expect((await world.store.readLedger()).spent.map(({ at }) => at)).toEqual([NOW - 23 * 60 * MINUTE, intent.at]);
  });

  it('keeps a freeze and an alert that is owed', async () => {
    await write({ frozenUntil: NOW - MINUTE, owed: 'notice/freeze' });
    const { intent, request } = await planned();
    await claim(intent, request, world.ports);
    expect(await world.store.readLedger()).toMatchObject({ frozenUntil: NOW - MINUTE, owed: 'notice/freeze' });
  });

  it.each<[string, Partial<ActionLedger>, string]>([
    ['a claim', { inFlight: { intentId: 'x', subject: 'production/other', at: NOW } }, 'in-flight'],
    ['a freeze', { frozenUntil: NOW + 30 * MINUTE }, 'frozen'],
    [
      'the last of the budget',
      { spent: [{ at: NOW, subject: 'production/orders-api', cluster: 'production' }] },
      'budget-service',
    ],
  ])('is refused where somebody wrote %s since it was decided', async (_, more, guard) => {
    const { intent, request } = await planned();
    await write(more);
    expect(await claim(intent, request, world.ports)).toMatchObject({ decision: 'refuse', guard });
    expect(await world.store.readLedger()).toMatchObject(more);
    expect((await world.store.readLedger()).version).toBe(1);
  });

  it('is made on top of what somebody else wrote, where that allows it', async () => {
    const { intent, request } = await planned();
    const other = { at: NOW, subject: 'staging/other', cluster: 'staging' };
    await write({ spent: [other] });
    expect(await claim(intent, request, world.ports)).toMatchObject({ decision: 'do' });
    expect((await world.store.readLedger()).spent).toHaveLength(2);
  });
});

describe('a claim is given up', () => {
  it('by its owner, and what was spent stays spent', async () => {
    const { intent, request } = await planned();
    await claim(intent, request, world.ports);
    await giveUpClaim(intent, world.ports);
    const { inFlight, spent } = await world.store.readLedger();
    expect([inFlight, spent.length]).toEqual([undefined, 1]);
  });

  it('but not that of somebody else', async () => {
    const { intent } = await planned();
    const others = { intentId: 'another', subject: 'production/other', at: NOW };
    await write({ inFlight: others });
    await giveUpClaim(intent, world.ports);
    expect((await world.store.readLedger()).inFlight).toEqual(others);
  });

  it('although others write the ledger, and says so where they do all the time', async () => {
    const { intent, request } = await planned();
    await claim(intent, request, world.ports);
    world.plan('writeLedger', { meanwhile: () => write({ frozenUntil: NOW }) });
    await giveUpClaim(intent, world.ports);
    expect(await world.store.readLedger()).toMatchObject({ frozenUntil: NOW });
    expect((await world.store.readLedger()).inFlight).toBeUndefined();
    await write({ inFlight: inFlightOf(intent) });
    const never = { ...world.ports, writeLedger: async () => false };
    await expect(giveUpClaim(intent, never)).rejects.toThrow('the ledger of actions was changed by others 12 times');
  });
});

describe('a claim that a run left behind', () => {
  it('stands for three minutes, and then no longer, where no intent was written', async () => {
    await write({ inFlight: { intentId: 'lost', subject: 'production/other', at: NOW } });
    await world.pass(2);
    expect((await world.store.readLedger()).inFlight).toBeDefined();
    expect(world.words()).toEqual(['refuse in-flight']);
    await world.pass(2);
    expect((await world.store.readLedger()).inFlight).toBeUndefined();
    expect(world.account.desired('orders-api')).toBe(0);
  });

  it('stands as long as its intent is not settled, though no index tells of it', async () => {
    const { intent } = await planned();
    await world.rewrite('orders-api', (before) => ({ ...before, intent }));
    await write({ inFlight: inFlightOf(intent) });
    Object.assign(world.ports, { readDue: async () => [] });
    world.now += 10 * MINUTE;
    await world.act();
    expect((await world.store.readLedger()).inFlight).toEqual(inFlightOf(intent));
  });

  it('stands where the record that tells of it cannot be read', async () => {
    await write({ inFlight: { intentId: 'x', subject: 'production/broken', at: NOW } });
    const { readRecord } = world.ports;
    Object.assign(world.ports, {
      readRecord: async (subject: Parameters<typeof readRecord>[0]) => {
        if (subject.name === 'broken') throw new Error('it is no service record');
        return readRecord(subject);
      },
    });
    world.now += 10 * MINUTE;
    await world.act();
    expect((await world.store.readLedger()).inFlight).toBeDefined();
    expect(world.called()).toEqual([]);
    expect(world.reported).toEqual([
      'whether a change of production/broken is settled could not be read: its claim stays: it is no service record',
    ]);
  });

  it('of something that is no service is given up', async () => {
    await write({ inFlight: { intentId: 'x', subject: 'nonsense', at: NOW } });
    world.now += 4 * MINUTE;
    await world.act();
    expect((await world.store.readLedger()).inFlight).toBeUndefined();
  });
});

it('a ledger that others write all the time is no reason to act', async () => {
  await write({ inFlight: { intentId: 'lost', subject: 'production/other', at: NOW } });
  Object.assign(world.ports, { writeLedger: async () => false });
  world.now += 4 * MINUTE;
  await expect(world.act()).rejects.toThrow('the ledger of actions was changed by others 12 times in a row');
  expect(world.called()).toEqual([]);
});
