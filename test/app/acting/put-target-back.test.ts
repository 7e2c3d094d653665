import { putTargetBack } from '../../../lib/app/put-target-back';
import type { ScalableTarget } from '../../../lib/domain/action/scalable-target';
import { unavailable } from '../../../lib/domain/read';
import { service } from '../../domain/action/acting-state';
import { ActingWorld, SUSPENDED, TARGET } from './acting-world';

const key = { cluster: 'production', service: 'orders-api' };
const AWAKE = { min: 1, max: 4, suspended: { dynamicIn: false, dynamicOut: false, scheduled: false } };
const REFUSED = { state: 'refused', because: 'AccessDeniedException: no' } as const;
const TIMED_OUT = { state: 'unknown', because: 'TimeoutError: no answer' } as const;

let world: ActingWorld;
const withTarget = (scalableTarget: ScalableTarget | undefined): void =>
  world.account.add(service(), { scalableTarget });
const target = () => world.account.of('orders-api').scalableTarget;

beforeEach(() => {
  world = new ActingWorld();
});

it('puts back exactly what was remembered, in one call', async () => {
  withTarget(SUSPENDED);
  expect(await putTargetBack(TARGET, key, world.ports)).toEqual({ remarks: [], isLeftSuspended: false });
  expect(world.called()).toEqual([{ port: 'setScalableTarget', arguments: [key, TARGET] }]);
  expect(target()).toEqual(TARGET);
});

it.each([
  ['as a template has it that says nothing of the suspension', { ...SUSPENDED, min: TARGET.min }],
  ['resumed by hand, with our bounds', { ...TARGET, min: 0 }],
])('puts back what is ours in it where the rest is as it was before: %s', async (_, now) => {
  withTarget(now);
  expect(await putTargetBack(TARGET, key, world.ports)).toEqual({ remarks: [], isLeftSuspended: false });
  expect(target()).toEqual(TARGET);
});

it.each([
  ['is back already', TARGET, []],
  ['is not there any more', undefined, ['Application Auto Scaling does not scale it any more.']],
  ['was changed', AWAKE, ['Application Auto Scaling was changed meanwhile, and is left as it is: 1 to 4.']],
  [
    'was changed and is suspended',
    { ...SUSPENDED, min: 1 },
    ['Application Auto Scaling was changed meanwhile, and is left as it is: 1 to 10, suspended.'],
  ],
])('changes nothing where it %s', async (_, now, remarks) => {
  withTarget(now);
  expect(await putTargetBack(TARGET, key, world.ports)).toEqual({ remarks, isLeftSuspended: false });
  expect(world.called()).toEqual([]);
  expect(target()).toEqual(now);
});

it('says that it may be suspended still where it cannot be read', async () => {
  withTarget(SUSPENDED);
  world.plan('readScalableTarget', { reads: unavailable('AccessDeniedException') });
  expect(await putTargetBack(TARGET, key, world.ports)).toEqual({
    remarks: ['Application Auto Scaling may still be suspended, since it could not be read: AccessDeniedException.'],
    isLeftSuspended: true,
  });
  expect(world.called()).toEqual([]);
});

it('only looks where nothing may be changed', async () => {
  withTarget(SUSPENDED);
  expect(await putTargetBack(TARGET, key, world.ports, 'actions are switched off')).toEqual({
    remarks: ['Application Auto Scaling is still suspended: actions are switched off.'],
    isLeftSuspended: true,
  });
  expect(world.called()).toEqual([]);
  world.account.of('orders-api').scalableTarget = AWAKE;
  expect(await putTargetBack(TARGET, key, world.ports, 'actions are switched off')).toMatchObject({
    isLeftSuspended: false,
  });
});

it('believes a call without an answer only once it is read', async () => {
  withTarget(SUSPENDED);
  world.plan('setScalableTarget', { answer: TIMED_OUT });
  expect(await putTargetBack(TARGET, key, world.ports)).toEqual({
    remarks: ['Application Auto Scaling could not be put back to 2 to 10, suspended: TimeoutError: no answer.'],
    isLeftSuspended: true,
  });
  world.plan('setScalableTarget', { answer: TIMED_OUT, hasEffect: true });
  expect(await putTargetBack(TARGET, key, world.ports)).toEqual({ remarks: [], isLeftSuspended: false });
});

it('says what AWS refused, and does not try again', async () => {
  withTarget(SUSPENDED);
  world.plan('setScalableTarget', { answer: REFUSED });
  expect(await putTargetBack(AWAKE, key, { ...world.ports })).toMatchObject({ isLeftSuspended: false });
  expect(await putTargetBack({ ...AWAKE, max: 10 }, key, world.ports)).toEqual({
    remarks: ['Application Auto Scaling could not be put back to 1 to 10: AccessDeniedException: no.'],
    isLeftSuspended: true,
  });
  expect(world.called()).toHaveLength(1);
});
