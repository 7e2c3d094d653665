import { checkedPlace, type LoadBalancerFailure, loadBalancerFailure } from '../../cross-checks/load-balancer-failure';
import { portTriangle } from '../../cross-checks/port-triangle';
import { type Facts, namesOf, signalOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { messagesCommand, serviceName, targetHealthCommand } from '../service/aws-commands';

export const elbHealthCheckFailed: Cause = {
  id: 'elb-health-check-failed',
  title: "the load balancer's health check fails",
  group: 'health',
  kind: 'unknown',
  supersedes: ['exit-killed-sigkill', 'exit-sigterm', 'service-start-impaired', 'deployment-circuit-breaker'],
  explain(facts) {
    const failure = loadBalancerFailure(facts);
    if (failure === undefined) return undefined;
    const { container } = namesOf(facts);
    const place = checkedPlace(facts, failure);
    const triangle = portTriangle(facts);
    return {
      confidence: failure.silent === undefined ? 'certain' : 'likely',
      summary: summaryOf(facts, failure, place),
      quotes: failure.quotes,
      next: `Ask the application the same question from inside the network of the task: does ${container} listen on 0.0.0.0 and answer on ${place}?`,
      ...(failure.targetGroup?.arn === undefined
        ? messagesCommand(facts)
        : targetHealthCommand(failure.targetGroup.arn)),
      notes: [hintOf(failure), ...(triangle.listens.length > 0 || triangle.mapped.length > 0 ? triangle.lines : [])],
      ...(facts.deep && signalOf(facts, 'listening') === undefined
        ? {
            unchecked: [
              { what: 'the port on which the application listens', reason: 'no log line that was read tells it' },
            ],
          }
        : {}),
    };
  },
};

function summaryOf(facts: Facts, { silent, timedOut }: LoadBalancerFailure, place: string): string {
  if (silent === 'no target')
    return `No target of ${serviceName(facts)} is registered with ${place}, so nobody is served.`;
  if (silent !== undefined) return `No target of ${serviceName(facts)} is healthy in ${place}.`;
  const how = timedOut ? 'got no answer in time from' : 'failed for';
  return `The check of the load balancer ${how} ${serviceName(facts)}${place === 'the target group' ? '' : ` (${place})`}, so ECS replaces the task.`;
}

function hintOf({ silent, timedOut }: LoadBalancerFailure): string {
  if (silent === 'no target')
    return 'ECS registers a target only when the task is RUNNING: look at what keeps the tasks from running.';
  if (timedOut)
    return 'A time-out means that packets get lost (security group, wrong port) or that the application is too busy to answer.';
  return 'Without a status code the connection was refused or cut: wrong port, bound to 127.0.0.1, or not up yet.';
}

export const page: CausePage = {
  meaning:
    'The load balancer asks every task for its health path at an interval. This task did not answer as expected, so ECS took it out and started another. The text of AWS does not say why; exit code 137 or 143 afterwards is only the stop itself.',
  impact:
    'With every new task failing, the service never becomes steady: the old revision keeps serving as long as it has tasks, then clients get 502, 503 or 504.',
  fix: [
    'Ask the target group for the reason: `aws elbv2 describe-target-health --target-group-arn ARN`.',
    'Compare three numbers: the port in the log (`listening on …`), `containerPort` of the task definition, the port of the target group. The application must listen on 0.0.0.0.',
    'Allow the port in the security group of the tasks, from the security group of the load balancer.',
    'If the start takes longer than interval × unhealthy threshold, raise the grace period: `aws ecs update-service --health-check-grace-period-seconds 120 …`.',
  ],
  confusedWith:
    '`elb-port-mismatch`, `elb-health-path`, `elb-health-dependency`, `elb-security-group`, `health-check-grace-too-short`: the same stop, once it is known why. `container-health-check-failed`: the check in the task definition, not that of the load balancer.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  ],
};
