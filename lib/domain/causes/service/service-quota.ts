import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { atStart, messagesCommand, serviceName } from './aws-commands';

export const serviceQuota: Cause = {
  id: 'service-quota',
  title: 'a limit of the AWS account is reached',
  group: 'service',
  kind: 'transient',
  supersedes: [
    'placement-no-capacity',
    'secret-other',
    'unknown-failed-to-start',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = currentSignals(facts, 'quota')[0];
    if (signal === undefined) return undefined;
    const { quota } = signal;
    return {
      confidence: 'certain',
      summary: signal.throttled
        ? `AWS slows down calls${quota === undefined ? '' : ` to ${quota}`} for ${serviceName(facts)}: too many in a short time.`
        : `${atStart(serviceName(facts))} cannot start tasks: a limit of the account is reached${quota === undefined ? '' : `, ${quota}`}.`,
      quotes: [signal.quote],
      next: signal.throttled
        ? 'Wait: ECS tries again by itself; spread deployments and find what else calls so often.'
        : `Ask for a higher quota${quota === undefined ? '' : ` (${quota})`} in Service Quotas, or stop tasks that are not needed.`,
      ...messagesCommand(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The account may run only so many vCPUs, tasks or instances in a Region, and may make only so many calls a second. One of these limits was hit.',
  impact: 'New tasks wait. Throttling heals by itself; a quota stays until it is raised or tasks end.',
  fix: [
    'Fargate: `aws service-quotas list-service-quotas --service-code fargate`; EC2: `--service-code ec2`.',
    'Ask for more: `aws service-quotas request-service-quota-increase …`. New accounts begin very low.',
    'Crash loops eat quota: stop them (desired count 0) before anything else.',
    'Throttled calls: CloudTrail shows who makes them; pipelines that poll every second are the usual reason.',
  ],
  confusedWith:
    '`fargate-capacity`: AWS has no room, whatever your quota. `image-pull-rate-limited`: the limit of a registry.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling-on-ecs.html',
  ],
};
