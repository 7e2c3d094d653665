import { type Detector, lineDetector } from '../detector';

const ROLLBACK = /rolling back to (?:deployment(?:Id)?:? )?\(?(ecs-svc\/\d{1,30}|[\w/-]{3,60})/i;
const FAILED =
  /deployment failed\b|circuit breaker: tasks? failed to start|circuit breaker (?:was )?triggered|SERVICE_DEPLOYMENT_FAILED|rolloutState\W{1,4}FAILED|deployment alarms?: |alarms? detected|rollback (?:was )?(?:triggered|started)/i;

/** ECS gave a deployment up: the circuit breaker, an alarm, or no reason given. */
export const deploymentFailed: Detector = lineDetector({
  id: 'deployment-failed',
  reads: ['message'],
  hints: ['deployment', 'circuit breaker', 'rolloutstate', 'rolling back', 'alarm'],
  line(text, _index, { origin }) {
    const rollingBackTo = ROLLBACK.exec(text)?.[1]?.replace(/\.$/, '');
    // An event SERVICE_DEPLOYMENT_IN_PROGRESS tells of a rollback as of any other deployment.
    const event = origin.kind === 'deployment-reason' || origin.kind === 'service-action';
    if (!FAILED.test(text) && (rollingBackTo === undefined || event)) return undefined;
    const by = /alarm/i.test(text)
      ? 'alarm'
      : /circuit breaker|tasks? failed to start/i.test(text)
        ? 'circuit-breaker'
        : 'unspecified';
    return {
      detail: { kind: 'deployment-failed', by, ...(rollingBackTo === undefined ? {} : { rollingBackTo }) },
      piece: text,
    };
  },
});

/** The percentages of a deployment, or protected tasks, leave ECS no room. */
export const deploymentBlocked: Detector = lineDetector({
  id: 'deployment-blocked',
  reads: ['reason', 'message'],
  hints: [
    'deployment configuration',
    'minimumhealthypercent',
    'protected tasks',
    '_blocked',
    'task protection',
    'scale-in protection',
  ],
  line(text) {
    if (/number of protected tasks|(?:task|scale-in) protection|DEPLOYMENT_BLOCKED|TASKSET_BLOCKED/i.test(text))
      return { detail: { kind: 'deployment-blocked', by: 'task-protection' }, piece: text };
    if (/because of the service deployment configuration|minimumHealthyPercent or maximumPercent/i.test(text))
      return { detail: { kind: 'deployment-blocked', by: 'percentages' }, piece: text };
    return undefined;
  },
});
