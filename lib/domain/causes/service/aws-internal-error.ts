import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { messagesCommand } from './aws-commands';

export const awsInternalError: Cause = {
  id: 'aws-internal-error',
  title: 'AWS reports an internal error',
  group: 'service',
  kind: 'transient',
  supersedes: [
    'secret-other',
    'unknown-failed-to-start',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = currentSignals(facts, 'aws-internal')[0];
    if (signal === undefined) return undefined;
    const placing = /unable to place a task/i.test(signal.quote.text);
    const health = /InfrastructureHealth/.test(signal.quote.text);
    return {
      confidence: health ? 'likely' : 'certain',
      summary: health
        ? 'ECS stopped the task because the host that it ran on was not healthy.'
        : 'AWS says that the fault is its own: an internal error, not an error of the application.',
      quotes: [signal.quote],
      next: placing
        ? 'Wait for the next attempt; if it stays, check that the subnets lie in Availability Zones that Fargate supports.'
        : 'Wait for the next attempt; if it stays, look at the AWS Health Dashboard and open a support case with the task ARN.',
      ...messagesCommand(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'A part of AWS failed while it started or ran the task. The text gives no reason that could be repaired from outside.',
  impact: 'One task is lost; ECS starts another. Only a series of them is an incident.',
  fix: [
    'Wait: the service starts the next task by itself. RunTask has to be called again.',
    'The AWS Health Dashboard shows trouble of a Region or Availability Zone.',
    'Internal errors on every placement: a subnet in a zone where Fargate is not offered.',
    'Give AWS Support the task ARN and the time.',
  ],
  confusedWith:
    '`eni-timeout`: the network interface is named. `image-reference-invalid`: `InternalError: failed to normalize image reference` is a bad image name.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/internal-error.html',
    'https://health.aws.amazon.com/health/status',
  ],
};
