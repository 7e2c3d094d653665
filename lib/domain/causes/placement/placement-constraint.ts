import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { instancesCommand } from '../service/aws-commands';
import { BEHIND_A_NAMED_PLACEMENT, closestMatch, taskName, unplaced } from './unplaced';

export const placementConstraint: Cause = {
  id: 'placement-constraint',
  title: 'no instance has what the task demands',
  group: 'placement',
  kind: 'doomed',
  supersedes: BEHIND_A_NAMED_PLACEMENT,
  explain(facts) {
    const signal = unplaced(facts, 'constraint');
    if (signal === undefined) return undefined;
    const { cluster, definition } = namesOf(facts);
    const daemon = /DAEMON/.test(signal.quote.text);
    const strategy = /compute strategy/i.test(signal.quote.text);
    return {
      confidence: 'certain',
      summary: strategy
        ? `${taskName(facts)} cannot run: ${definition ?? 'its task definition'} does not fit the launch type or capacity provider of the service.`
        : daemon
          ? `A daemon task of ${cluster} no longer meets its placement constraint.`
          : `${taskName(facts)} was not placed: no instance of ${cluster} has an attribute that ${definition ?? 'its task definition'} demands.`,
      quotes: [signal.quote],
      next: strategy
        ? 'Compare requiresCompatibilities of the task definition with the launch type or capacity provider of the service.'
        : `Compare requiresAttributes of ${definition ?? 'the task definition'} with the attributes of the instances of ${cluster}.`,
      ...instancesCommand(facts),
      ...closestMatch(signal),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The task demands something that no instance of the cluster has: a log driver, a Docker plugin, a CPU architecture, an attribute of a placement constraint, awsvpc in the right VPC, or another launch type.',
  impact: 'The task is never placed, however much room there is.',
  fix: [
    'What is demanded: `aws ecs describe-task-definition --task-definition NAME --query "taskDefinition.requiresAttributes[].name"`.',
    'What is there: `aws ecs describe-container-instances … --query "containerInstances[].attributes[].name"`. The difference is the cause.',
    'Old agents lack capabilities: update the AMI or the agent. A log driver must stand in `ECS_AVAILABLE_LOGGING_DRIVERS`.',
    'Check `placementConstraints` of service and task definition for typing errors.',
  ],
  confusedWith:
    '`placement-no-capacity`: the right instances are there, but full. `image-architecture`: the image, not the instance, has the wrong architecture.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html',
  ],
};
