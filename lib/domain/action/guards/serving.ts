import { counted } from '../../text/counted';
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
