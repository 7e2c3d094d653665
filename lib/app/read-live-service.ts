import type { Rules } from '../domain/diagnosis/diagnose';
import { parseTask } from '../domain/ecs-events/parse-task';
import { DEFAULT_THRESHOLDS } from '../domain/incident/thresholds';
import type { JsonObject } from '../domain/json';
import { parseService } from '../domain/service';
import { type ServiceStanding, standingOf } from '../domain/service-standing';
import type { Stop, Task } from '../domain/stop';
import { readCapacity } from './diagnose-capacity';
import { readDefinitions } from './diagnose-definitions';
import { readDeployments } from './diagnose-deployments';
import { chosen, currentAmong, failuresAmong, faultOf, inTime, isTold, lastStopIn } from './diagnose-failures';
import { readGroups, readHealth } from './diagnose-load-balancers';
import { needsServingLog, readLogs, readServing } from './diagnose-logs';
import type { Answered, DiagnosePorts } from './diagnose-ports';
import { LiveWorld } from './live-world';
import type { ServiceKey } from './ports';

/** What was read of a service, and what it shows before the engine has looked at the whole of it. */
export interface LiveService {
  readonly world: LiveWorld;
  readonly standing: ServiceStanding;
  /** Stops that nobody and nothing planned, oldest first; with them those that are over. */
  readonly failures: readonly Stop[];
  /** Why tasks find no room, where they may find none. */
  readonly capacity: readonly string[];
}

export interface LiveServiceOptions {
  readonly key: ServiceKey;
  /** The service as DescribeServices answered, or why it did not. */
  readonly described: Answered<JsonObject>;
  /** Its stopped tasks, where they were read already. */
  readonly stopped?: readonly JsonObject[];
  /** A task that the question is about: it is explained whether it failed or not. */
  readonly task?: JsonObject;
  /** Whether to look no further at a service that does not fail. */
  readonly onlyFailing?: boolean;
}

/** Reads all that may explain how a service stands. What is denied is left out, and said to be. */
export async function readLiveService(
  ports: DiagnosePorts,
  rules: Rules,
  { key, described: answered, stopped, task, onlyFailing = false }: LiveServiceOptions,
): Promise<LiveService> {
  const world = new LiveWorld();
  const now = ports.now();
  const described = world.take('the service', 'services', answered);
  const service = described === undefined ? undefined : parseService(described);
  // The time makes it the last thing that was seen.
  if (described !== undefined) world.add('services', [{ ...described, at: new Date(now).toISOString() }]);

  const [ended, targetGroups, targetHealth] = await Promise.all([
    stopped ?? readStopped(ports, world, key),
    readGroups(ports, world, service),
    readHealth(ports, world, service),
  ]);
  const failures = failuresAmong(ended, rules);
  const fault = faultOf(service, targetHealth, rules);
  const failedAt = failures.flatMap(({ stoppedAt, stoppingAt }) => stoppedAt ?? stoppingAt ?? []);
  const standing = standingOf(
    {
      service,
      targetGroups,
      targetHealth,
      failures: failedAt,
      lastStop: lastStopIn(ended),
      saysFault: fault !== undefined,
      now,
    },
    DEFAULT_THRESHOLDS,
  );
  const told = currentAmong(failures, standing, service, fault);
  const asked = task === undefined ? [] : [task];
  world.add('tasks', [
    ...inTime(ended).filter((one) => one['taskArn'] !== task?.['taskArn'] && isTold(one, failures, told)),
    ...asked,
  ]);

  const ofTask = asked.map(parseTask).filter((one): one is Task => !('problem' in one));
  if (onlyFailing && standing.state !== 'failing') return { world, standing, failures, capacity: [] };
  const explained: readonly Task[] = [...ofTask, ...chosen(told)];
  await readDeployments(ports, world, key, service);
  const definitions = await readDefinitions(ports, world, service, explained);
  const serving = needsServingLog(standing, targetHealth) ? await readServing(ports, world, key) : [];
  await readLogs(ports, world, [...explained, ...serving], definitions);
  const capacity = await readCapacity(ports, world, {
    cluster: key.cluster,
    described,
    standing,
    tasks: told,
    definition: definitions.get(service?.taskDefinitionArn ?? ''),
  });
  return { world, standing, failures, capacity };
}

async function readStopped(
  ports: DiagnosePorts,
  world: LiveWorld,
  { cluster, service }: ServiceKey,
): Promise<readonly JsonObject[]> {
  return world.take('stopped tasks', 'tasks', await ports.readTasks(cluster, service, 'STOPPED')) ?? [];
}
