import { valueIn } from '../../read';
import { isDeploying } from '../../service';
import { counted } from '../../text/counted';
import { agrees, type Guard, objects } from '../guard';
import { dayAndTime, lasting } from '../words';
import { primaryIn, serviceIn } from './service-in';

/** What is to be changed was read just now. */
export const readable: Guard = {
  id: 'unreadable',
  ask({ service }) {
    if (service.state === 'unavailable') return objects(`the service could not be read: ${service.reason}`);
    return service.value === 'absent' ? objects('ECS knows no such service') : agrees('the service was read just now');
  },
};

/** ECS runs the service, as a REPLICA. */
export const active: Guard = {
  id: 'service-state',
  ask(state) {
    const { status = 'of unknown state', schedulingStrategy } = serviceIn(state) ?? {};
    if (status !== 'ACTIVE') return objects(`the service is ${status}`);
    return schedulingStrategy === undefined || schedulingStrategy === 'REPLICA'
      ? agrees('the service is ACTIVE')
      : objects(`its scheduling strategy is ${schedulingStrategy}: its count cannot be set`);
  },
};

/** There is a count to take away, and to bring back. */
export const notAtZero: Guard = {
  id: 'already-at-zero',
  ask(state) {
    const desired = serviceIn(state)?.desiredCount;
    if (desired === undefined) return objects('its desired count is not known');
    return desired > 0 ? agrees(`its desired count is ${desired}`) : objects('its desired count is 0 already');
  },
};

/** It was created long enough ago to have had its chance. */
export const notNew: Guard = {
  id: 'new-service',
  ask(state, now, { limits }) {
    const createdAt = serviceIn(state)?.createdAt;
    if (createdAt === undefined) return objects('when it was created is not known');
    return now - createdAt >= limits.newServiceGrace
      ? agrees(`it was created ${dayAndTime(createdAt)}`)
      : objects(
          `it was created ${lasting(now - createdAt)} ago, and is left alone for ${lasting(limits.newServiceGrace)}`,
        );
  },
};

/** Nobody else deploys it: CodeDeploy and external controllers have counts of their own. */
export const deployedByEcs: Guard = {
  id: 'deployment-controller',
  ask(state) {
    const controller = serviceIn(state)?.deploymentController ?? 'ECS';
    return controller === 'ECS'
      ? agrees('ECS deploys it')
      : objects(`${controller} deploys it, and may be moving traffic between two sets of tasks`);
  },
};

/** While revisions change places, a count of zero may hit the one that works. */
export const noOtherDeploymentRuns: Guard = {
  id: 'deployment',
  ask(state, now, { limits }) {
    const { deployments = [] } = serviceIn(state) ?? {};
    const { currentDeployment } = state;
    if (currentDeployment.state === 'unavailable')
      return objects(`whether a deployment can be rolled back could not be read: ${currentDeployment.reason}`);
    // The event that tells of it may be late.
    const isRollingBack = currentDeployment.value?.status?.startsWith('ROLLBACK') === true;
    if (isRollingBack || state.record.deployment?.state === 'rolling-back')
      return objects('a deployment is being rolled back');
    const primary = primaryIn(state);
    if (primary === undefined) return objects('it has no PRIMARY deployment');
    const others = deployments.filter((one) => one !== primary && (one.runningCount ?? 0) > 0);
    if (others.length > 0)
      return objects(
        `${counted(others.length, 'other deployment')} of it still ${others.length === 1 ? 'has' : 'have'} tasks`,
      );
    const age = now - (primary.createdAt ?? now);
    if (age < limits.newDeploymentGrace)
      return objects(
        `its deployment began ${lasting(age)} ago, and has ${lasting(limits.newDeploymentGrace)} to succeed`,
      );
    return agrees(`one deployment, which began ${lasting(age)} ago`);
  },
};

/** One that never completes must not keep a service awake for ever. */
const LONG_ENOUGH = 60 * 60_000;

/** At zero any revision completes: one that is being deployed gets its time to show what it is worth. */
export const deploymentIsDone: Guard = {
  id: 'deployment',
  ask(state, now, policy) {
    const primary = primaryIn(state);
    const age = now - (primary?.createdAt ?? now);
    return primary?.rolloutState === 'IN_PROGRESS' && age < LONG_ENOUGH
      ? objects(`a deployment is under way since ${lasting(age)}`)
      : noOtherDeploymentRuns.ask(state, now, policy);
  },
};

/** ECS's own circuit breaker goes first: it knows the deployment. */
export const breakerIsDone: Guard = {
  id: 'circuit-breaker',
  ask(state) {
    const service = serviceIn(state);
    if (service?.circuitBreaker?.enable !== true) return agrees('it has no circuit breaker');
    return isDeploying(service)
      ? objects("ECS's circuit breaker watches the deployment that is under way")
      : agrees('its circuit breaker has nothing to watch');
  },
};

/** No task asked to be left alone (task scale-in protection). */
export const notProtected: Guard = {
  id: 'task-protection',
  ask({ runningTasks }) {
    if (runningTasks.state === 'unavailable')
      return objects(`whether a task is protected could not be read: ${runningTasks.reason}`);
    const count = runningTasks.value.filter(({ isProtected }) => isProtected).length;
    return count > 0 ? objects(`${counted(count, 'task')} protected from scale-in`) : agrees('no task is protected');
  },
};

/** What scales it must be known, to be suspended and put back. */
export const autoScalingKnown: Guard = {
  id: 'auto-scaling',
  ask({ scalableTarget }) {
    if (scalableTarget.state === 'unavailable')
      return objects(`whether Application Auto Scaling scales it could not be read: ${scalableTarget.reason}`);
    const target = valueIn(scalableTarget);
    return agrees(
      target === undefined
        ? 'it does not scale by itself'
        : `it scales by itself between ${target.min} and ${target.max}, which is suspended and remembered`,
    );
  },
};
