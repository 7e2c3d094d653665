import type { Answered } from '../../lib/app/diagnose-ports';
import { readScheduledService } from '../../lib/app/read-scheduled-service';
import type { JsonObject } from '../../lib/domain/json';

const key = { cluster: 'prod', service: 'orders' };
const service: JsonObject = {
  serviceArn: 'arn:aws:ecs:eu-central-1:111122223333:service/prod/orders',
  serviceName: 'orders',
  desiredCount: 3,
  launchType: 'FARGATE',
  taskDefinition: 'arn:aws:ecs:eu-central-1:111122223333:task-definition/orders:7',
  tags: [{ key: 'ecs-medic:schedule', value: 'never' }],
};
const definition: JsonObject = { family: 'orders', revision: 7, cpu: '512', memory: '1024' };
const denied: Answered<never> = {
  state: 'unavailable',
  reason: 'ecs:DescribeTaskDefinition was refused',
  action: 'ecs:DescribeTaskDefinition',
  kind: 'denied',
};

/** An account with one service, or none. */
const ports = (
  one: JsonObject | undefined,
  described: Answered<JsonObject> = { state: 'known', value: definition },
): Parameters<typeof readScheduledService>[0] => ({
  describeServices: async () => ({ state: 'known', value: one === undefined ? [] : [one] }),
  describeTaskDefinition: async () => described,
});

it('reads the tags and what runs', async () => {
  const read = await readScheduledService(ports(service), key);
  expect(read).toEqual({
    tags: new Map([['ecs-medic:schedule', 'never']]),
    tasks: {
      tasks: 3,
      vcpu: 0.5,
      memoryGb: 1,
      architecture: 'X86_64',
      platform: 'linux',
      spot: false,
      region: 'eu-central-1',
    },
  });
});

it('reads the platform from the task definition, and takes a count for that of the service', async () => {
  const runtimePlatform = { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' };
  const arm = ports({ ...service, desiredCount: 0 }, { state: 'known', value: { ...definition, runtimePlatform } });
  expect(await readScheduledService(arm, key, 4)).toMatchObject({
    tasks: { tasks: 4, architecture: 'ARM64', platform: 'linux' },
  });
  const windows = { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' };
  expect(
    await readScheduledService(
      ports(service, { state: 'known', value: { ...definition, runtimePlatform: windows } }),
      key,
    ),
  ).toMatchObject({ tasks: { platform: 'windows' } });
});

const strategy = (...providers: readonly (readonly [string, number])[]): JsonObject => {
  const { launchType: _none, ...rest } = service;
  return {
    ...rest,
    capacityProviderStrategy: providers.map(([capacityProvider, weight]) => ({ capacityProvider, weight, base: 0 })),
  };
};

it('tells Fargate Spot by a provider that is used', async () => {
  const spotIn = async (one: JsonObject) => (await readScheduledService(ports(one), key)) as { tasks: object };
  expect(await spotIn(strategy(['FARGATE', 1], ['FARGATE_SPOT', 3]))).toMatchObject({ tasks: { spot: true } });
  expect(await spotIn(strategy(['FARGATE', 1], ['FARGATE_SPOT', 0]))).toMatchObject({ tasks: { spot: false } });
});

it.each<[string, JsonObject, Answered<JsonObject> | undefined, RegExp]>([
  ['runs on EC2', { ...service, launchType: 'EC2' }, undefined, /does not run on Fargate/],
  ['runs partly on EC2', strategy(['FARGATE', 1], ['my-instances', 1]), undefined, /does not run on Fargate/],
  ['is at zero', { ...service, desiredCount: 0 }, undefined, /desired count is 0 now: --tasks/],
  ['has a hidden task definition', service, denied, /could not be read: ecs:DescribeTaskDefinition was refused/],
  ['has no size', service, { state: 'known', value: { family: 'orders' } }, /names no CPU and memory/],
])('says why there is no price where the service %s', async (_case, one, described, unknown) => {
  expect(await readScheduledService(ports(one, described), key)).toMatchObject({
    tags: new Map([['ecs-medic:schedule', 'never']]),
    tasks: { unknown: expect.stringMatching(unknown) },
  });
});

it('says why there is no service', async () => {
  expect(await readScheduledService(ports(undefined), key)).toEqual({
    problem: 'ECS knows no service orders in cluster prod',
  });
  const refused: Answered<never> = {
    ...denied,
    action: 'ecs:DescribeServices',
    reason: 'ecs:DescribeServices refused',
  };
  expect(await readScheduledService({ ...ports(service), describeServices: async () => refused }, key)).toEqual({
    problem: 'ecs:DescribeServices refused',
  });
});
