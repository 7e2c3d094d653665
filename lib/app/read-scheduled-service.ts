import { parseTaskDefinition } from '../domain/definition/parse-task-definition';
import { parseEcsArn } from '../domain/ecs-events/ecs-arn';
import { asInteger, asObjects, asText, type JsonObject } from '../domain/json';
import type { FargateTasks } from '../domain/price/monthly-saving';
import { parseService } from '../domain/service';
import type { DiagnosePorts } from './diagnose-ports';
import type { ServiceKey } from './ports';

/** A live service, as its schedule and its price see it. */
export interface ScheduledService {
  readonly tags: ReadonlyMap<string, string>;
  /** What runs by day; or, in words, why it has no price. */
  readonly tasks: FargateTasks | { readonly unknown: string };
}

const FARGATE_PROVIDERS: readonly unknown[] = ['FARGATE', 'FARGATE_SPOT'];
const UNITS_A_VCPU = 1024;
const MIB_A_GB = 1024;

/** Reads a service and its task definition. `count` stands for its desired count, which is 0 while it sleeps. */
export async function readScheduledService(
  ports: Pick<DiagnosePorts, 'describeServices' | 'describeTaskDefinition'>,
  { cluster, service: name }: ServiceKey,
  count?: number,
): Promise<ScheduledService | { readonly problem: string }> {
  const described = await ports.describeServices(cluster, [name]);
  if (described.state === 'unavailable') return { problem: described.reason };
  const [answer] = described.value;
  const service = parseService(answer);
  if (answer === undefined || service === undefined)
    return { problem: `ECS knows no service ${name} in cluster ${cluster}` };
  const tags = service.tags ?? new Map();
  const unpriced = (unknown: string): ScheduledService => ({ tags, tasks: { unknown } });
  const spot = spotOf(answer);
  if (spot === undefined)
    return unpriced('it does not run on Fargate, and its instances cost the same until they are fewer too');
  const tasks = count ?? service.desiredCount ?? 0;
  if (tasks === 0) return unpriced('its desired count is 0 now: --tasks says how many run while it is up');
  const region = service.arn === undefined ? undefined : parseEcsArn(service.arn)?.region;
  if (region === undefined) return unpriced('ECS names no Region in the ARN of the service');
  const { taskDefinitionArn } = service;
  if (taskDefinitionArn === undefined) return unpriced('ECS names no task definition of the service');
  const defined = await ports.describeTaskDefinition(taskDefinitionArn);
  if (defined.state === 'unavailable') return unpriced(`its task definition could not be read: ${defined.reason}`);
  const { cpu, memory, architecture, operatingSystem } = parseTaskDefinition(defined.value) ?? {};
  if (cpu === undefined || memory === undefined) return unpriced('its task definition names no CPU and memory');
  return {
    tags,
    tasks: {
      tasks,
      vcpu: cpu / UNITS_A_VCPU,
      memoryGb: memory / MIB_A_GB,
      architecture: architecture === 'ARM64' ? 'ARM64' : 'X86_64',
      platform: operatingSystem?.startsWith('WINDOWS') === true ? 'windows' : 'linux',
      spot,
      region,
    },
  };
}

/** Whether some of its tasks are of Fargate Spot; undefined where some are none of Fargate at all. */
function spotOf(service: JsonObject): boolean | undefined {
  const strategy = asObjects(service['capacityProviderStrategy']).filter(
    ({ weight, base }) => (asInteger(weight) ?? 0) > 0 || (asInteger(base) ?? 0) > 0,
  );
  if (strategy.length === 0) return asText(service['launchType']) === 'FARGATE' ? false : undefined;
  const providers = strategy.map(({ capacityProvider }) => capacityProvider);
  if (!providers.every((one) => FARGATE_PROVIDERS.includes(one))) return undefined;
  return providers.includes('FARGATE_SPOT');
}
