import type { ServiceKey } from '../app/ports';
import { asObjects } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import { parseService, type Service } from '../domain/service';
import type { LazyClient } from './clients';
import type { ECSClient } from './clients/ecs';
import type { Ask } from './reading';
import { refuseFailures } from './refuse-failures';

/** One service, with its tags. One that was deleted a short while ago is still there, as `INACTIVE`. */
export async function readService(
  { cluster, service }: ServiceKey,
  ecs: LazyClient<ECSClient>,
  ask: Ask,
): Promise<Read<Service>> {
  const found = await describeServices(cluster, [service], ecs, ask);
  const [first] = found;
  return first === undefined ? unavailable(`ECS knows no service ${service} in cluster ${cluster}`) : known(first);
}

/**
 * The same right before and after a change. `absent` is only what ECS says is missing or `INACTIVE`: an answer that cannot
 * be read is no absence.
 */
export async function readServiceNow(
  { cluster, service }: ServiceKey,
  ecs: LazyClient<ECSClient>,
  ask: Ask,
): Promise<Read<Service | 'absent'>> {
  const { services, missing } = await askForServices(cluster, [service], ecs, ask);
  const [found] = services;
  if (found !== undefined) return known(found.status === 'INACTIVE' ? 'absent' : found);
  return missing > 0
    ? known('absent')
    : unavailable(`ecs:DescribeServices told neither of ${service} in cluster ${cluster} nor that it is missing`);
}

/** At most 10 services of a cluster, with their tags. Those that ECS does not know are missing. */
export async function describeServices(
  cluster: string,
  names: readonly string[],
  ecs: LazyClient<ECSClient>,
  ask: Ask,
): Promise<readonly Service[]> {
  return (await askForServices(cluster, names, ecs, ask)).services;
}

async function askForServices(
  cluster: string,
  names: readonly string[],
  ecs: LazyClient<ECSClient>,
  ask: Ask,
): Promise<{ readonly services: readonly Service[]; readonly missing: number }> {
  const { DescribeServicesCommand } = await import('./clients/ecs');
  const client = await ecs();
  const action = 'ecs:DescribeServices';
  const answer = await ask({ action, about: `${names.join(', ')} in cluster ${cluster}` }, (options) =>
    client.send(new DescribeServicesCommand({ cluster, services: [...names], include: ['TAGS'] }), options),
  );
  refuseFailures(action, answer.failures, 'a service');
  // Tags were asked for: without any the answer may leave the list out.
  const services = asObjects(answer.services).flatMap((one) => parseService({ ...one, tags: one['tags'] ?? [] }) ?? []);
  return { services, missing: asObjects(answer.failures).length };
}
