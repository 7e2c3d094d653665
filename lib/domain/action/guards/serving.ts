import type { CauseId } from '../../causes/cause-id';
import { counted } from '../../text/counted';
import type { ActionLimits } from '../action-limits';
import { type ActionState, agrees, type Guard, type Opinion, objects, type RunningTask } from '../guard';
import { serviceIn } from './service-in';

/** A task of it serves: by its health check, or, where it has none, by having run for long. Unknown times count as long. */
export const serves = ({ healthStatus, startedAt }: RunningTask, now: number, servingAfter: number): boolean =>
  healthStatus === 'HEALTHY' ||
  (healthStatus !== 'UNHEALTHY' && (startedAt === undefined || now - startedAt >= servingAfter));

/** Never while a task or a target is healthy. */
export const nothingServes: Guard = {
  id: 'serving',
  ask(state, now, { limits }) {
    const targets = targetsOf(state);
    if (targets !== undefined && !targets.agrees) return targets;
    const unhealthy = unhealthyBy(state, now, limits);
    if (unhealthy !== undefined)
      return objects(`its tasks run until a health check fails (${unhealthy}), so they may serve until then`);
    const { runningTasks } = state;
    if (runningTasks.state === 'unavailable')
      return objects(`whether a task is healthy could not be read: ${runningTasks.reason}`);
    const serving = runningTasks.value.filter((task) => serves(task, now, limits.servingAfter));
    if (serving.length > 0)
      return objects(`${counted(serving.length, 'task')} ${serving.length === 1 ? 'serves' : 'serve'}`);
    return agrees(
      runningTasks.value.length === 0
        ? 'no task runs'
        : `${counted(runningTasks.value.length, 'task')} just started, none of them healthy`,
    );
  },
};

/** Causes by which a task runs and a check is what fails; of the other causes of health checks nothing is reached at all. */
const UNHEALTHY: ReadonlySet<CauseId> = new Set<CauseId>([
  'elb-health-check-failed',
  'elb-health-path',
  'elb-health-dependency',
  'container-health-check-failed',
  'health-check-grace-too-short',
]);

/**
 * A task that fails a health check runs meanwhile. A load balancer without any healthy target sends requests to all of
 * them (Elastic Load Balancing: a target group fails open), so the check may be all that fails.
 */
function unhealthyBy(
  { record: { incident, loop } }: ActionState,
  now: number,
  limits: ActionLimits,
): CauseId | undefined {
  const since = Math.max(loop?.since ?? 0, now - limits.freshness);
  return incident?.causes.find(({ cause, lastAt }) => lastAt >= since && UNHEALTHY.has(cause))?.cause;
}

/** The same of the tasks of the revision that would be rolled back: those of the one before may serve. */
export const newRevisionDoesNotServe: Guard = {
  id: 'serving',
  ask(state, now, { limits }) {
    const { runningTasks } = state;
    if (runningTasks.state === 'unavailable')
      return objects(`whether a task is healthy could not be read: ${runningTasks.reason}`);
    const revision = serviceIn(state)?.taskDefinitionArn;
    const serving = runningTasks.value.filter(
      (task) =>
        (task.taskDefinitionArn === undefined || task.taskDefinitionArn === revision) &&
        serves(task, now, limits.servingAfter),
    );
    return serving.length > 0
      ? objects(`${counted(serving.length, 'task')} of the new revision ${serving.length === 1 ? 'serves' : 'serve'}`)
      : agrees('no task of the new revision serves');
  },
};

function targetsOf(state: ActionState): Opinion | undefined {
  const service = serviceIn(state);
  if (service === undefined || service.loadBalancers.length === 0) return undefined;
  const { targetHealth } = state;
  if (targetHealth.state === 'unavailable')
    return objects(`whether a target is healthy could not be read: ${targetHealth.reason}`);
  const healthy = targetHealth.value.filter((target) => target.state === 'healthy').length;
  return healthy > 0
    ? objects(`${counted(healthy, 'target')} ${healthy === 1 ? 'is' : 'are'} healthy`)
    : agrees('no target is healthy');
}
