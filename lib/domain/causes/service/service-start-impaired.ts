import { currentSignals, troubleOf } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { messagesCommand, serviceName } from './aws-commands';

export const serviceStartImpaired: Cause = {
  id: 'service-start-impaired',
  title: 'ECS cannot get the tasks started',
  group: 'service',
  kind: 'unknown',
  supersedes: ['other'],
  explain(facts) {
    const { kind } = facts.symptom;
    if (kind === 'stop' || kind === 'task') return undefined;
    const signal = currentSignals(facts, 'start-impaired')[0];
    const failing = troubleOf(facts) === 'tasks fail';
    if (signal === undefined && !failing) return undefined;
    const configuration = /CONFIGURATION_FAILURE/.test(signal?.quote.text ?? '');
    return {
      confidence: signal === undefined ? 'possible' : 'certain',
      summary: configuration
        ? `ECS cannot place tasks of ${serviceName(facts)} because of its configuration: mostly a role that cannot be assumed, or tags without the long ARN format.`
        : `Tasks of ${serviceName(facts)} fail again and again before they run; ECS waits longer before each new attempt.`,
      quotes: signal === undefined ? [] : [signal.quote],
      next: 'Read the reason of the last stopped task: it names the cause.',
      ...messagesCommand(facts),
      unchecked: [
        {
          what: 'the stopped tasks',
          reason: 'this text tells of the service only; ListTasks with desiredStatus STOPPED shows them',
        },
      ],
    };
  },
};

export const page: CausePage = {
  meaning:
    'ECS has tried several times and no task reached RUNNING. It now waits up to 15 minutes between attempts. This message never says why: the stopped tasks do.',
  impact:
    'The service has fewer tasks than it wants, and after the cause is gone it may take minutes until the next attempt.',
  fix: [
    'Find the last stopped tasks: `aws ecs list-tasks --cluster CLUSTER --service-name SERVICE --desired-status STOPPED`.',
    'Their reasons: `aws ecs describe-tasks --cluster CLUSTER --tasks ARN --query "tasks[].[stoppedReason,containers[].reason]"`.',
    'After the repair, `aws ecs update-service … --force-new-deployment` ends the waiting.',
  ],
  confusedWith:
    '`deployment-circuit-breaker`: ECS has given up, it does not try again. A crash loop of tasks that do reach RUNNING is never slowed down.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html',
  ],
};
