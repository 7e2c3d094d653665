import type { TaskDefinition } from './definition/task-definition';
import { asBoolean, asInteger, asObjects, asText, asTexts, type JsonObject } from './json';

interface Instance {
  readonly name: string;
  readonly status: string;
  readonly connected: boolean;
  /** CPU units and MiB that no task has taken. */
  readonly cpu: number;
  readonly memory: number;
  /** Host ports that are taken. */
  readonly ports: readonly string[];
}

/** What a task takes of an instance. */
interface Need {
  readonly cpu: number;
  readonly memory: number;
  readonly ports: readonly number[];
}

const NAMED = 3;

/**
 * Whether a task has room on the EC2 instances of a cluster, in sentences: how many take tasks at all, how many have
 * what it needs, and how much the roomiest ones have where none has. `instances` as DescribeContainerInstances answers.
 */
export function weighCapacity(
  instances: readonly JsonObject[],
  definition: TaskDefinition | undefined,
): readonly string[] {
  if (instances.length === 0) return ['the cluster has no container instance'];
  const all = instances.map(parseInstance);
  const ready = all.filter(({ status, connected }) => status === 'ACTIVE' && connected);
  const away = all.filter((one) => !ready.includes(one));
  const sentences = [
    `${ready.length} of ${all.length} container instances ${ready.length === 1 ? 'takes' : 'take'} tasks`,
    ...away
      .slice(0, NAMED)
      .map(({ name, status, connected }) => `${name} takes none: ${connected ? status : 'its agent is not connected'}`),
    ...(away.length > NAMED ? [`${away.length - NAMED} more take none`] : []),
  ];
  if (definition === undefined || ready.length === 0) return sentences;
  return [...sentences, ...roomFor(needOf(definition), ready)];
}

function roomFor(need: Need, ready: readonly Instance[]): readonly string[] {
  const { cpu, memory, ports } = need;
  const wanted = `${number(cpu)} CPU units and ${number(memory)} MiB`;
  const roomy = ready.filter((one) => one.cpu >= cpu && one.memory >= memory);
  const sentences =
    roomy.length > 0
      ? [
          `a task needs ${wanted}: ${roomy.length} of ${ready.length} ${roomy.length === 1 ? 'has' : 'have'} so much left`,
        ]
      : [
          `a task needs ${wanted}, and no instance has so much left: the most are ${number(most(ready, 'cpu'))} CPU units and ${number(most(ready, 'memory'))} MiB`,
        ];
  return [
    ...sentences,
    ...ports.flatMap((port) => {
      const taken = ready.filter((one) => one.ports.includes(String(port))).length;
      return taken === 0 ? [] : [`host port ${port} is taken on ${taken} of ${ready.length}`];
    }),
  ];
}

/** The size of the task, else what its containers reserve together. */
function needOf({ containers, cpu, memory, networkMode }: TaskDefinition): Need {
  const sum = (values: readonly (number | undefined)[]): number =>
    values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return {
    cpu: cpu ?? sum(containers.map((one) => one.cpu)),
    memory: memory ?? sum(containers.map((one) => one.memoryReservation ?? one.memory)),
    // In awsvpc mode a task has an address, and so the ports, of its own.
    ports:
      networkMode === 'awsvpc'
        ? []
        : containers.flatMap((one) =>
            one.ports.flatMap(({ hostPort, containerPort }) =>
              networkMode === 'host'
                ? [hostPort ?? containerPort]
                : hostPort === undefined || hostPort === 0
                  ? []
                  : [hostPort],
            ),
          ),
  };
}

function parseInstance(instance: JsonObject): Instance {
  const left = asObjects(instance['remainingResources']);
  const resource = (name: string): JsonObject | undefined => left.find((one) => one['name'] === name);
  return {
    name:
      asText(instance['ec2InstanceId']) ?? asText(instance['containerInstanceArn'])?.split('/').at(-1) ?? '(unnamed)',
    status: asText(instance['status']) ?? 'UNKNOWN',
    connected: asBoolean(instance['agentConnected']) ?? true,
    cpu: asInteger(resource('CPU')?.['integerValue']) ?? 0,
    memory: asInteger(resource('MEMORY')?.['integerValue']) ?? 0,
    ports: asTexts(resource('PORTS')?.['stringSetValue']),
  };
}

const most = (instances: readonly Instance[], what: 'cpu' | 'memory'): number =>
  Math.max(0, ...instances.map((one) => one[what]));

const number = (value: number): string => value.toLocaleString('en-US');
