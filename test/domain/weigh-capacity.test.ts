import { parseTaskDefinition } from '../../lib/domain/definition/parse-task-definition';
import type { JsonObject } from '../../lib/domain/json';
import { weighCapacity } from '../../lib/domain/weigh-capacity';

const instance = (name: string, cpu: number, memory: number, more: JsonObject = {}): JsonObject => ({
  ec2InstanceId: name,
  status: 'ACTIVE',
  agentConnected: true,
  remainingResources: [
    { name: 'CPU', integerValue: cpu },
    { name: 'MEMORY', integerValue: memory },
    { name: 'PORTS', stringSetValue: ['22', '80'] },
  ],
  ...more,
});

const definition = (more: JsonObject = {}, mapping: JsonObject = { containerPort: 8080, hostPort: 80 }) =>
  parseTaskDefinition({
    family: 'orders',
    containerDefinitions: [{ name: 'app', cpu: 1024, memory: 4096, memoryReservation: 2048, portMappings: [mapping] }],
    ...more,
  });

it('counts the instances that have room for what the containers reserve', () => {
  expect(
    weighCapacity([instance('i-1', 2048, 4096), instance('i-2', 2048, 1024)], definition({ networkMode: 'awsvpc' })),
  ).toEqual([
    '2 of 2 container instances take tasks',
    'a task needs 1,024 CPU units and 2,048 MiB: 1 of 2 has so much left',
  ]);
});

it('names the most that is left where no instance has room, and takes the size of the task before its containers', () => {
  const large = definition({ cpu: '4096', memory: '8192', networkMode: 'awsvpc' });
  expect(weighCapacity([instance('i-1', 2048, 1024), instance('i-2', 512, 9216)], large)).toEqual([
    '2 of 2 container instances take tasks',
    'a task needs 4,096 CPU units and 8,192 MiB, and no instance has so much left: the most are 2,048 CPU units and 9,216 MiB',
  ]);
});

it('tells of instances that take no tasks, and why', () => {
  const all = [
    instance('i-1', 2048, 4096, { status: 'DRAINING' }),
    instance('i-2', 2048, 4096, { agentConnected: false }),
    instance('i-3', 2048, 4096, { status: 'DRAINING' }),
    instance('i-4', 2048, 4096, { status: 'DRAINING' }),
  ];
  expect(weighCapacity(all, definition())).toEqual([
    '0 of 4 container instances take tasks',
    'i-1 takes none: DRAINING',
    'i-2 takes none: its agent is not connected',
    'i-3 takes none: DRAINING',
    '1 more take none',
  ]);
  expect(weighCapacity([], definition())).toEqual(['the cluster has no container instance']);
});

it.each([
  ['bridge', { containerPort: 8080, hostPort: 80 }, ['host port 80 is taken on 1 of 1']],
  ['bridge', { containerPort: 80, hostPort: 0 }, []],
  ['host', { containerPort: 80 }, ['host port 80 is taken on 1 of 1']],
  ['awsvpc', { containerPort: 80, hostPort: 80 }, []],
])('in network mode %s with the mapping %j tells of taken ports %j', (networkMode, mapping, told) => {
  expect(weighCapacity([instance('i-1', 2048, 4096)], definition({ networkMode }, mapping)).slice(2)).toEqual(told);
});
