import { graceTooShort } from '../../cross-checks/health-check-grace';
import { loadBalancerFailure } from '../../cross-checks/load-balancer-failure';
import { namesOf, signalOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { serviceName, updateCommand } from '../service/aws-commands';

export const healthCheckGraceTooShort: Cause = {
  id: 'health-check-grace-too-short',
  title: 'the health check grace period is shorter than the start',
  group: 'health',
  kind: 'doomed',
  supersedes: [
    'elb-health-check-failed',
    'elb-security-group',
    'exit-killed-sigkill',
    'exit-sigterm',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const failure = loadBalancerFailure(facts);
    const check = graceTooShort(facts);
    if (failure === undefined || check === undefined) return undefined;
    // A wrong code below 500 comes from an application that is up.
    if (failure.codes.some((code) => code < 500)) return undefined;
    const { container } = namesOf(facts);
    const starts = Math.round(check.startsIn);
    const wanted = Math.ceil((starts * 1.5) / 30) * 30;
    const up = signalOf(facts, 'listening')?.quote;
    return {
      confidence: 'likely',
      summary: `${container} needs ${starts} s to start, but failing checks end a task of ${serviceName(facts)} after ${check.endsAt} s.`,
      quotes: [...(up === undefined ? [] : [up]), ...failure.quotes],
      next: `Set the health check grace period of ${serviceName(facts)} to ${wanted} s.`,
      ...updateCommand(facts, `--health-check-grace-period-seconds ${wanted}`),
      chain: [
        'the health check fails',
        `the application is up after ${starts} s`,
        `the grace period is ${check.grace} s`,
      ],
      notes: [
        `Grace period ${check.grace} s; the target group calls a target unhealthy after ${check.unhealthyThreshold} checks, ${check.interval} s apart.`,
        ...(check.lived === undefined ? [] : [`This task lived for ${check.lived} s.`]),
      ],
    };
  },
};

export const page: CausePage = {
  meaning:
    'The application starts slower than ECS waits. While a task starts it cannot answer the load balancer; ECS forgives that only for the grace period of the service, which is 0 s by default.',
  impact:
    'Tasks are killed just before they would be ready, and the next one starts the same way: the deployment never ends.',
  fix: [
    'Raise the grace period: `aws ecs update-service --cluster CLUSTER --service SERVICE --health-check-grace-period-seconds 120`.',
    'Make the start faster: more CPU, migrations and cache warming in a job of their own.',
    'The grace period also covers container health checks; those have `startPeriod` besides.',
  ],
  confusedWith:
    '`elb-health-check-failed`: the check fails although the application has long been up. `container-health-check-failed`: the check of the task definition, whose `startPeriod` counts.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
  ],
};
