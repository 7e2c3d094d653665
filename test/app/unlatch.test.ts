import { listDecisions } from '../../lib/app/list-decisions';
import { readStoredFacts } from '../../lib/app/read-stored-facts';
import { unlatch } from '../../lib/app/unlatch';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { allEntries } from '../../lib/domain/timeline/all-entries';
import { memoryTimeline } from '../../lib/memory/memory-timeline';
import { MINUTE } from '../domain/action/acting-state';
import { ActingWorld, crashRecord } from './acting/acting-world';

const subject = { kind: 'service', cluster: 'production', name: 'orders-api' } as const;
let world: ActingWorld;
beforeEach(() => {
  world = new ActingWorld();
});

it('lets ecs-medic act again, and writes down that a person did it', async () => {
  await world.crashing();
  await world.remember(crashRecord('orders-api', { failedActions: 2 }));
  await world.act();
  expect(world.words()).toEqual(['refuse latched']);
  const { before } = await unlatch(subject, world.ports, DEFAULT_THRESHOLDS);
  expect(before.failedActions).toBe(2);
  expect((await world.record()).failedActions).toBeUndefined();
  expect(world.store.rows()).toContainEqual(
    expect.objectContaining({
      type: 'entry',
      what: 'unlatch',
      title: 'unlatched by command after 2 actions that did not end well',
    }),
  );
  const facts = await readStoredFacts(subject, { ...world.store, ...memoryTimeline(world.store) });
  expect(allEntries(facts)).toContainEqual(
    expect.objectContaining({
      type: 'decision',
      actor: 'person',
      source: 'ecs-medic unlatch',
      title: 'Unlatched by command after 2 actions that did not end well',
    }),
  );
  world.now += MINUTE;
  await world.act();
  expect(world.account.desired('orders-api')).toBe(0);
});

it('changes nothing of a service that is not latched, or not known', async () => {
  await world.crashing();
  const { version } = await world.record();
  expect((await unlatch(subject, world.ports, DEFAULT_THRESHOLDS)).before.failedActions).toBeUndefined();
  expect((await world.record()).version).toBe(version);
  const other = { ...subject, name: 'unheard-of' };
  expect((await unlatch(other, world.ports, DEFAULT_THRESHOLDS)).before.version).toBe(0);
  expect(world.store.records()).toHaveLength(1);
  expect(world.called('writeRows')).toEqual([]);
});

it('keeps the record in the index of what is due', async () => {
  await world.crashing();
  await world.act();
  const held = await world.record();
  await world.remember({ ...held, failedActions: 1 });
  await unlatch(subject, world.ports, DEFAULT_THRESHOLDS);
  expect(world.store.allDue()).toHaveLength(1);
});

describe('the decisions', () => {
  it('are those since a time, of the services that are asked for, with what is held and latched now', async () => {
    await world.crashing('orders-api');
    await world.act();
    await world.crashing('payments', {}, {});
    world.plan('setDesiredCount', { answer: { state: 'refused', because: 'no' } });
    await world.act();
    await world.rewrite('payments', (record) => ({ ...record, failedActions: 2 }));
    const all = await listDecisions({ since: 0 }, world.store, 2);
    expect(all.decisions.map(({ subject: { name }, decision }) => [name, decision])).toEqual([
      ['orders-api', 'do'],
      ['orders-api', 'verified'],
      ['payments', 'do'],
      ['payments', 'failed'],
    ]);
    expect(all.held).toMatchObject([{ subject, hold: { remembered: 3 } }]);
    expect(all.latched).toEqual([{ subject: { ...subject, name: 'payments' }, failedActions: 2 }]);
    // What latched it is older than what is asked for.
    const later = await listDecisions({ since: world.now + 1 }, world.store, 2);
    expect(later).toMatchObject({ decisions: [], latched: [{ failedActions: 2 }] });
    const one = await listDecisions({ since: 0, cluster: 'production', service: 'orders-api' }, world.store, 2);
    expect([one.decisions.length, one.held.length, one.latched.length]).toEqual([2, 1, 0]);
    expect(await listDecisions({ since: 0, cluster: 'other' }, world.store, 2)).toEqual({
      decisions: [],
      held: [],
      latched: [],
    });
  });
});
