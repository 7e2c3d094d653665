import { primaryOf, type Service } from '../service';
import type { Task } from '../stop';

/**
 * `Scaling activity initiated by (deployment …)` is said of both. A task of the deployment that is PRIMARY now was
 * scaled in; a task of another deployment, or of another revision, was replaced. Undefined where the service is not
 * known or does not tell.
 */
export function scaleOrReplace(
  task: Task | undefined,
  deployment: string | undefined,
  service: Service | undefined,
): 'scale-in' | 'replaced' | undefined {
  if (service === undefined) return undefined;
  const primary = primaryOf(service);
  if (service.desiredCount === 0) return 'scale-in';
  if (primary === undefined) return undefined;
  const own = task?.startedBy?.startsWith('ecs-svc/') ? task.startedBy : deployment;
  if (own !== undefined && own !== primary.id) return 'replaced';
  if (
    own === undefined &&
    task?.taskDefinitionArn !== undefined &&
    primary.taskDefinitionArn !== undefined &&
    task.taskDefinitionArn !== primary.taskDefinitionArn
  )
    return 'replaced';
  if (own === undefined) return undefined;
  return 'scale-in';
}
