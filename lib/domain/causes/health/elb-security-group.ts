import { answersToChecks, checkedPlace, loadBalancerFailure } from '../../cross-checks/load-balancer-failure';
import { portTriangle } from '../../cross-checks/port-triangle';
import type { Cause, CausePage } from '../cause';
import { targetHealthCommand } from '../service/aws-commands';

export const elbSecurityGroup: Cause = {
  id: 'elb-security-group',
  title: 'a security group may keep the load balancer from the task',
  group: 'health',
  kind: 'doomed',
  explain(facts) {
    const failure = loadBalancerFailure(facts);
    if (failure === undefined || !failure.timedOut || failure.codes.length > 0) return undefined;
    const { listens, fault, lines } = portTriangle(facts);
    // Checks that were answered came through.
    if (fault !== undefined || answersToChecks(facts).length > 0) return undefined;
    const place = checkedPlace(facts, failure);
    return {
      confidence: 'possible',
      summary: `The load balancer gets no answer from ${place}${listens.length > 0 ? ', although the application listens there' : ''}: a security group may drop the packets.`,
      quotes: failure.quotes,
      next: `Allow ${failure.port === undefined ? 'the container port' : `port ${failure.port}`} in the security group of the tasks, from the security group of the load balancer.`,
      ...targetHealthCommand(failure.targetGroup?.arn),
      notes: lines,
      unchecked: [
        { what: 'the security groups', reason: 'they are not read; it would need ec2:DescribeSecurityGroups' },
      ],
    };
  },
};

export const page: CausePage = {
  meaning:
    'A security group that does not allow a packet drops it without a word, so the check of the load balancer times out although the application is well.',
  impact: 'No task becomes healthy; ECS replaces them for ever. Clients get 504 or 503.',
  fix: [
    'Security group of the tasks: an inbound rule for the container port whose source is the security group of the load balancer.',
    'Security group of the load balancer: outbound to the container port must be allowed.',
    'With instances and dynamic host ports allow 32768–65535 from the load balancer.',
    'A Network Load Balancer without security groups comes with its own addresses: allow the subnets of the load balancer.',
  ],
  confusedWith:
    '`elb-port-mismatch`: nothing listens on the port that is checked (a refused connection, no time-out). `elb-health-check-failed` with a busy application: its access log shows that checks arrive.',
  links: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    'https://repost.aws/knowledge-center/troubleshoot-unhealthy-checks-ecs',
  ],
};
