import { type Read, valueIn } from '../read';
import { primaryOf, type Service } from '../service';
import type { CurrentDeployment } from './guard';
import { isAnotherService } from './hold';
import type { Intent } from './intent';

/**
 * How a change ended, by what was read after it. `raced`: it took effect, on a deployment that began meanwhile.
 * `changed`: somebody else changed the service, so that it is not ours any more.
 */
export type Ending = 'applied' | 'not-applied' | 'raced' | 'changed';

/** Undefined where the read says nothing. */
export function settle(
  intent: Intent,
  service: Read<Service | 'absent'>,
  currentDeployment: Read<CurrentDeployment | undefined>,
): Ending | undefined {
  const read = valueIn(service);
  if (read === undefined) return undefined;
  if (read === 'absent' || isAnotherService(intent.hold, read)) return 'changed';
  const primary = primaryOf(read);
  if (intent.action === 'roll-back') return settleRollback(intent, read, currentDeployment);
  if (read.desiredCount === undefined) return undefined;
  if (intent.action === 'restore')
    return read.desiredCount === intent.to ? 'applied' : read.desiredCount === 0 ? 'not-applied' : 'changed';
  const isSameDeployment = primary === undefined || primary.id === intent.deploymentId;
  if (read.desiredCount === 0) return isSameDeployment ? 'applied' : 'raced';
  return isSameDeployment && read.desiredCount === intent.desired ? 'not-applied' : 'changed';
}

function settleRollback(
  { serviceDeploymentArn, rollsBackTo }: Intent,
  { taskDefinitionArn }: Service,
  currentDeployment: Read<CurrentDeployment | undefined>,
): Ending | undefined {
  if (taskDefinitionArn !== undefined && taskDefinitionArn === rollsBackTo) return 'applied';
  if (currentDeployment.state === 'unavailable') return undefined;
  const current = currentDeployment.value;
  if (current === undefined || current.serviceDeploymentArn !== serviceDeploymentArn) return 'changed';
  return current.status === 'IN_PROGRESS' || current.status === 'PENDING' ? 'not-applied' : 'applied';
}
