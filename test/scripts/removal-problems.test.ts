import { removalProblems } from '../../scripts/removal-problems';
import { ActingWorld, acting, TARGET } from '../app/acting/acting-world';
import { asleep } from '../app/acting/scheduled-world';
import { MINUTE, service } from '../domain/action/acting-state';

let world: ActingWorld;
beforeEach(() => {
  world = new ActingWorld();
});
const problems = (stack = 'ecs-medic-production') =>
  removalProblems({ stack, region: 'eu-central-1', store: world.store });

it('has nothing against it where nothing is held, whatever fails', async () => {
  await world.crashing();
  expect(await problems()).toEqual([]);
});

it('names what is held, the count to restore and the command', async () => {
  await world.crashing('orders-api', {}, { scalableTarget: TARGET });
  await world.act();
  expect(await problems()).toEqual([
    'ecs-medic-production holds 1 service at zero, and nobody would bring it back:',
    expect.stringMatching(
      /^ {2}production\/orders-api: 3 before, at 0 since 2026-11-25 12:0\d UTC, by ecs-medic, for an incident$/,
    ),
    '    ecs-medic restore --cluster production --service orders-api --region eu-central-1',
  ]);
});

it('names those that sleep by a schedule too, by name, and how all of them are brought back', async () => {
  world.account.add(service({ name: 'reports', tags: new Map([['ecs-medic:schedule', 'never']]) }));
  await world.applySchedules();
  await world.crashing('orders-api');
  await world.act();
  const said = await problems('ecs-medic-staging');
  expect(said[0]).toBe('ecs-medic-staging holds 2 services at zero, and nobody would bring them back:');
  expect(said[1]).toContain('production/orders-api');
  expect(said[2]).toBe(
    '    ecs-medic restore --cluster production --service orders-api --region eu-central-1 --stack ecs-medic-staging',
  );
  expect(said[3]).toMatch(/production\/reports: 3 before, .*, by its schedule$/);
  expect(said.at(-1)).toBe(
    'All of them: ecs-medic restore --all --schedules --stack ecs-medic-staging --region eu-central-1',
  );
});

it('names what is awake with its auto scaling suspended still, and the command that puts it back', async () => {
  const awake = await asleep({ scalableTarget: TARGET });
  awake.account.change('orders-api', { desiredCount: 2 });
  awake.now += 10 * MINUTE;
  await awake.applySchedules();
  expect((await awake.record()).hold).toBeUndefined();
  expect(await removalProblems({ stack: 'ecs-medic-production', region: 'eu-central-1', store: awake.store })).toEqual([
    '  production/orders-api: its auto scaling is suspended still, and nobody would put it back:',
    '    aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount ' +
      '--resource-id service/production/orders-api --min-capacity 2 --max-capacity 10 --suspended-state ' +
      'DynamicScalingInSuspended=false,DynamicScalingOutSuspended=true,ScheduledScalingSuspended=false --region eu-central-1',
  ]);
});

it('waits for a change that is not settled', async () => {
  await world.crashing();
  world.plan('setDesiredCount', { cutOff: 'after' });
  await world.act();
  expect(await problems()).toEqual([
    '  production/orders-api: it is not settled yet how an attempt to scale to zero ended; that takes a few minutes',
  ]);
  world.now += 5 * MINUTE;
  await world.act(acting);
  expect((await problems())[0]).toContain('holds 1 service at zero');
});

it('takes a table that cannot be read for no permission', async () => {
  const store = { ...world.store, readDue: () => Promise.reject(new Error('AccessDenied')) };
  await expect(removalProblems({ stack: 's', region: 'r', store })).rejects.toThrow('AccessDenied');
  await world.crashing();
  const halfRead = { ...world.store, readRecord: () => Promise.reject(new Error('Throttled')) };
  await expect(removalProblems({ stack: 's', region: 'r', store: halfRead })).rejects.toThrow('Throttled');
});
