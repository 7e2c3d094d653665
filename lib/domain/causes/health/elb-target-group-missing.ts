import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { messagesCommand, serviceName } from '../service/aws-commands';

export const elbTargetGroupMissing: Cause = {
  id: 'elb-target-group-missing',
  title: 'the target group is gone',
  group: 'health',
  kind: 'doomed',
  supersedes: ['elb-health-check-failed', 'service-start-impaired', 'deployment-circuit-breaker'],
  explain(facts) {
    const signal = currentSignals(facts, 'health-check').find(
      ({ problem }) => problem === 'target-group-missing' || problem === 'target-missing',
    );
    if (signal === undefined) return undefined;
    const group = signal.targetGroup === undefined ? 'The target group' : `Target group ${signal.targetGroup}`;
    const gone = signal.problem === 'target-group-missing';
    return {
      confidence: gone ? 'certain' : 'likely',
      summary: gone
        ? `${group} of ${serviceName(facts)} does not exist any more, so no task can become healthy.`
        : `${group} of ${serviceName(facts)} does not know the task: somebody or something else took the target out.`,
      quotes: [signal.quote],
      next: gone
        ? `Create the target group again, put it behind a listener and point ${serviceName(facts)} at it.`
        : `Look for what deregisters targets of ${serviceName(facts)} besides ECS, such as a script or a second stack.`,
      ...messagesCommand(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The service names a target group that was deleted, often by a stack that was taken down or replaced. ECS cannot register tasks there.',
  impact: 'Tasks start and are never served any traffic; ECS counts them as unhealthy and replaces them.',
  fix: [
    'See what the service names: `aws ecs describe-services --cluster CLUSTER --services SERVICE --query "services[0].loadBalancers"`.',
    'Create the target group (type `ip` for awsvpc) and a listener rule for it.',
    'Point the service at it: `aws ecs update-service --cluster CLUSTER --service SERVICE --load-balancers targetGroupArn=…,containerName=…,containerPort=…`; older services have to be created again.',
  ],
  confusedWith: '`elb-health-check-failed`: the target group exists, and its checks fail.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html'],
};
