import { asText } from '../domain/json';
import type { Service } from '../domain/service';
import type { DiagnosePorts } from './diagnose-ports';
import type { LiveWorld } from './live-world';
import type { ServiceKey } from './ports';

/** What ECS remembers of deployments, so that the last good revision is known. Other controllers have none. */
export async function readDeployments(
  ports: DiagnosePorts,
  world: LiveWorld,
  key: ServiceKey,
  service: Service | undefined,
): Promise<void> {
  if (service?.arn === undefined || (service.deploymentController ?? 'ECS') !== 'ECS') return;
  const deployments = world.take(
    'deployments',
    'serviceDeployments',
    await ports.listServiceDeployments(key, service.arn),
  );
  if (deployments === undefined) return;
  world.add('serviceDeployments', deployments);
  const arns = deployments.flatMap((one) => asText(one['targetServiceRevisionArn']) ?? []);
  if (arns.length === 0) return;
  const revisions = world.take(
    'service revisions',
    'serviceRevisions',
    await ports.describeServiceRevisions([...new Set(arns)]),
  );
  if (revisions !== undefined) world.add('serviceRevisions', revisions);
}
