import type { TaskDefinition } from '../domain/definition/task-definition';
import { asObjects, asText, type JsonObject } from '../domain/json';
import type { ServiceStanding } from '../domain/service-standing';
import type { Task } from '../domain/stop';
import { weighCapacity } from '../domain/weigh-capacity';
import type { DiagnosePorts } from './diagnose-ports';
import type { LiveWorld } from './live-world';

interface Question {
  readonly cluster: string;
  /** As DescribeServices answered. */
  readonly described: JsonObject | undefined;
  readonly standing: ServiceStanding;
  /** Tasks of it that failed. */
  readonly tasks: readonly Task[];
  /** The revision that is to run. */
  readonly definition: TaskDefinition | undefined;
}

/** Why tasks find no room on the instances of a cluster; nothing where they need none, or miss none. */
export async function readCapacity(
  ports: DiagnosePorts,
  world: LiveWorld,
  { cluster, described, standing, tasks, definition }: Question,
): Promise<readonly string[]> {
  const { running = 0, desired = 0 } = standing;
  const isShort = standing.state === 'failing' && running < desired;
  if (!isShort || !runsOnInstances(described, tasks)) return [];
  const instances = world.take(
    'container instances',
    'containerInstances',
    await ports.readContainerInstances(cluster),
  );
  if (instances === undefined) return [];
  world.add('containerInstances', instances);
  return weighCapacity(instances, definition);
}

/** Fargate tells nothing of its capacity beforehand. */
function runsOnInstances(described: JsonObject | undefined, tasks: readonly Task[]): boolean {
  const launchType = described?.['launchType'];
  if (launchType !== undefined) return launchType === 'EC2';
  const providers = asObjects(described?.['capacityProviderStrategy']).flatMap(
    (one) => asText(one['capacityProvider']) ?? [],
  );
  if (providers.length > 0) return providers.some((name) => !name.startsWith('FARGATE'));
  return tasks.some((task) => task.launchType === 'EC2');
}
