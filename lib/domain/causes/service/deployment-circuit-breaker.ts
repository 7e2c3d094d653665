import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { messagesCommand, serviceName } from './aws-commands';

export const deploymentCircuitBreaker: Cause = {
  id: 'deployment-circuit-breaker',
  title: 'the deployment failed',
  group: 'service',
  kind: 'unknown',
  supersedes: ['service-start-impaired', 'other'],
  explain(facts) {
    const { kind } = facts.symptom;
    if (kind === 'stop' || kind === 'task') return undefined;
    const failures = currentSignals(facts, 'deployment-failed');
    const signal = failures.find(({ by }) => by !== 'unspecified') ?? failures[0];
    if (signal === undefined) return undefined;
    const back = failures.find(({ rollingBackTo }) => rollingBackTo !== undefined)?.rollingBackTo;
    const eventBack = facts.symptom.kind === 'deployment' ? facts.symptom.event.rollingBackTo : undefined;
    const to = back ?? eventBack;
    const who =
      signal.by === 'alarm'
        ? 'an alarm of the deployment went off'
        : signal.by === 'circuit-breaker'
          ? 'its tasks failed too often'
          : 'ECS does not say why';
    return {
      confidence: 'certain',
      summary: `The deployment of ${serviceName(facts)} failed: ${who}${to === undefined ? '' : `; ECS rolls back to ${to}`}.`,
      quotes: failures.map(({ quote }) => quote).slice(0, 3),
      next:
        signal.by === 'alarm'
          ? 'Look at the alarm that the deployment watches: which one, and since when.'
          : 'Read the reason of the stopped tasks of this deployment: it names the cause.',
      ...messagesCommand(facts),
      unchecked: [{ what: 'the stopped tasks of the deployment', reason: 'this text tells of the service only' }],
    };
  },
};

export const page: CausePage = {
  meaning:
    'ECS gave the deployment up: tasks failed to start or failed their health checks too often (circuit breaker), or a CloudWatch alarm went off. This says that it failed, not why; the stopped tasks do.',
  impact:
    'With rollback the last completed deployment is started again. Without it the service stays as it is and no new task is started.',
  fix: [
    'Reasons of the stopped tasks: `aws ecs list-tasks --cluster CLUSTER --service-name SERVICE --desired-status STOPPED`, then `describe-tasks`.',
    'What the deployment saw: `aws ecs list-service-deployments …`, `describe-service-deployments` (failure count, alarms, rollback).',
    'Repair and deploy again. Until then nothing is retried.',
    'Make sure that `rollback` is on: `deploymentCircuitBreaker={enable=true,rollback=true}`.',
  ],
  confusedWith:
    '`service-start-impaired`: ECS still tries. Every specific cause of a stop explains the failed deployment better.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
  ],
};
