import { readActionState } from '../../../lib/app/read-action-state';
import { known, unavailable } from '../../../lib/domain/read';
import type { Service } from '../../../lib/domain/service';
import { MINUTE, NOW } from '../../domain/action/acting-state';
import { ActingWorld, TARGET } from './acting-world';

const CURRENT = { serviceDeploymentArn: 'arn:sd/1', status: 'IN_PROGRESS' };
const READS = [
  'readServiceNow',
  'readRunningTasks',
  'readTargetHealth',
  'readScalableTarget',
  'readCurrentDeployment',
  'readActionsSwitch',
];

let world: ActingWorld;
const read = async (more: Partial<Service> = {}) => {
  await world.crashing('orders-api', more, { scalableTarget: TARGET, current: CURRENT });
  return readActionState(await world.record(), world.ports);
};
const asked = () => world.called(...READS).map(({ port }) => port);

beforeEach(() => {
  world = new ActingWorld();
});

it('reads each thing once, and only what the service has', async () => {
  const state = await read();
  expect(asked()).toEqual(['readServiceNow', 'readActionsSwitch', 'readRunningTasks', 'readScalableTarget']);
  expect(state).toMatchObject({
    service: known({ name: 'orders-api' }),
    tags: { scaleToZero: true, rollBack: true, problems: [] },
    runningTasks: known([]),
    targetHealth: unavailable('it has no targets'),
    scalableTarget: known(TARGET),
    currentDeployment: known(undefined),
    switchedOn: known(true),
    ledger: { version: 0 },
  });
});

it('asks for the health of all its target groups, the other one of a blue/green deployment included', async () => {
  await read({ loadBalancers: [{ targetGroupArn: 'arn:blue', alternateTargetGroupArn: 'arn:green' }] });
  expect(world.called('readTargetHealth').map(({ arguments: [arns] }) => arns)).toEqual([['arn:blue', 'arn:green']]);
});

it('does not take a classic load balancer for one without targets', async () => {
  const { targetHealth } = await read({ loadBalancers: [{ containerName: 'app', containerPort: 80 }] });
  expect(targetHealth).toEqual(unavailable('its load balancer is a classic one, which is not asked'));
});

it.each<[string, Service['deployments']]>([
  ['is under way', [{ id: 'a', status: 'PRIMARY', rolloutState: 'IN_PROGRESS', createdAt: NOW - MINUTE }]],
  [
    'has one before it',
    [
      { id: 'a', status: 'PRIMARY', rolloutState: 'COMPLETED' },
      { id: 'b', status: 'ACTIVE' },
    ],
  ],
])('asks which deployment it is where one %s', async (_, deployments) => {
  expect((await read({ deployments })).currentDeployment).toEqual(known(CURRENT));
});

it.each([
  ['ECS knows no such service', () => world.account.delete('orders-api'), known('absent')],
  [
    'it cannot be read',
    () => world.plan('readServiceNow', { reads: unavailable('AccessDenied') }),
    unavailable('AccessDenied'),
  ],
] as const)('reads nothing more and allows nothing where %s', async (_, happens, service) => {
  await world.crashing();
  happens();
  const state = await readActionState(await world.record(), world.ports);
  expect(asked()).toEqual(['readServiceNow', 'readActionsSwitch']);
  expect(state.service).toEqual(service);
  expect(state.tags).toMatchObject({ scaleToZero: false, rollBack: false });
  for (const one of [state.runningTasks, state.targetHealth, state.scalableTarget, state.currentDeployment])
    expect(one).toEqual(unavailable('the service could not be read'));
});

it('takes tags that were not told for no permission', async () => {
  const state = await read();
  expect(state.tags.scaleToZero).toBe(true);
  const { tags: _, ...untold } = world.account.of('orders-api').service;
  world.account.of('orders-api').service = untold;
  expect((await readActionState(await world.record(), world.ports)).tags.scaleToZero).toBe(false);
});
