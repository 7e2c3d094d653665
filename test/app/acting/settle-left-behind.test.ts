import { readActionState } from '../../../lib/app/read-action-state';
import { settleLeftBehind } from '../../../lib/app/settle-left-behind';
import { withIntent } from '../../../lib/domain/action/begin-change';
import type { HoldOwner } from '../../../lib/domain/action/hold';
import { planAction } from '../../../lib/domain/action/plan-action';
import { MINUTE, NOW } from '../../domain/action/acting-state';
import { ActingWorld, acting } from './acting-world';

let world: ActingWorld;

/** A service that was put to zero at a time, by a run that was cut off before it could say so. */
async function leftBehind(name: string, owner: HoldOwner, at: number): Promise<void> {
  await world.crashing(name);
  const intent = planAction('scale-to-zero', await readActionState(await world.record(name), world.ports), owner, at);
  if (intent === undefined) throw new Error('nothing could be planned');
  await world.rewrite(name, (before) => withIntent(before, intent).record);
  world.account.change(name, { desiredCount: 0 });
}

const settle = async (owners: readonly HoldOwner[], until = world.now + MINUTE) =>
  settleLeftBehind(world.store.records(), owners, until, world.ports, acting);

const read = () =>
  world.called('readServiceNow').map(({ arguments: [key] }) => (key as { readonly service: string }).service);

beforeEach(async () => {
  world = new ActingWorld();
  await leftBehind('younger', 'person', NOW - 3 * MINUTE);
  await leftBehind('older', 'incident', NOW - 5 * MINUTE);
  await leftBehind('asleep', 'schedule', NOW - 5 * MINUTE);
  world.calls.length = 0;
});

it('settles the oldest first, and only those of its owners', async () => {
  expect(await settle(['incident', 'person'])).toBe(2);
  expect(read()).toEqual(['older', 'younger']);
  expect((await world.record('asleep')).intent).toBeDefined();
  expect((await world.record('older')).hold).toMatchObject({ remembered: 3 });
});

it('leaves those to the next run that it has no time for', async () => {
  world.plan('readServiceNow', { meanwhile: () => (world.now += 2 * MINUTE) });
  expect(await settle(['incident', 'person'])).toBe(1);
  expect((await world.record('younger')).intent).toBeDefined();
  expect(await settle(['incident', 'person'])).toBe(1);
});

it('settles the others although one of them cannot be settled, and says so', async () => {
  world.plan('readServiceNow', { throws: new TypeError('deployments is not iterable') });
  expect(await settle(['incident', 'person'])).toBe(1);
  expect(world.reported).toEqual(['a change of production/older could not be settled: deployments is not iterable']);
  expect((await world.record('older')).intent).toBeDefined();
});

it('leaves a change alone that somebody may still work on', async () => {
  await leftBehind('fresh', 'incident', world.now - 89_000);
  expect(await settle(['incident'])).toBe(1);
  expect((await world.record('fresh')).intent).toBeDefined();
});
