import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { atStart, serviceName, updateCommand } from './aws-commands';

export const deploymentConfiguration: Cause = {
  id: 'deployment-configuration',
  title: 'the deployment settings leave no room',
  group: 'service',
  kind: 'doomed',
  supersedes: ['service-start-impaired', 'deployment-circuit-breaker', 'other'],
  explain(facts) {
    const signal = currentSignals(facts, 'deployment-blocked')[0];
    if (signal === undefined) return undefined;
    const protectedTasks = signal.by === 'task-protection';
    return {
      confidence: 'certain',
      summary: protectedTasks
        ? `${atStart(serviceName(facts))} cannot scale in or replace tasks: more of them are protected than may stay.`
        : `${atStart(serviceName(facts))} can neither stop an old task nor start a new one: minimum and maximum healthy percent forbid both.`,
      quotes: [signal.quote],
      next: protectedTasks
        ? 'Wait until the protected tasks end their work, or take their protection away (UpdateTaskProtection).'
        : 'Raise the maximum percent to 200, or lower the minimum healthy percent below 100.',
      ...(protectedTasks
        ? {}
        : updateCommand(facts, '--deployment-configuration minimumHealthyPercent=100,maximumPercent=200')),
    };
  },
};

export const page: CausePage = {
  meaning:
    'A deployment may go below the desired count only down to `minimumHealthyPercent`, and above it only up to `maximumPercent`. With few tasks the two can forbid every step; so can tasks that protect themselves from scale-in.',
  impact: 'The deployment stands still. What runs keeps running, in the old revision.',
  fix: [
    'One task, no room: minimum 100 needs maximum 200; maximum 100 needs minimum 0.',
    'Protected tasks: `aws ecs get-task-protection --cluster CLUSTER --tasks …`; `update-task-protection --no-protection-enabled`.',
    'Rounding counts: with 2 tasks, minimum 75 % rounds up to 2.',
  ],
  confusedWith: '`placement-no-capacity`: steps are allowed, but there is no room on the cluster.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html',
  ],
};
