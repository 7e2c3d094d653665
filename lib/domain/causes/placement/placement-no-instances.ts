import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { instancesCommand } from '../service/aws-commands';
import { BEHIND_A_NAMED_PLACEMENT, taskName, unplaced } from './unplaced';

export const placementNoInstances: Cause = {
  id: 'placement-no-instances',
  title: 'the cluster has no container instances',
  group: 'placement',
  kind: 'doomed',
  supersedes: BEHIND_A_NAMED_PLACEMENT,
  explain(facts) {
    const signal = unplaced(facts, 'no-instances');
    if (signal === undefined) return undefined;
    const { cluster } = namesOf(facts);
    const provider = /capacity provider/i.test(signal.quote.text);
    return {
      confidence: 'certain',
      summary: `${taskName(facts)} was not placed: ${provider ? 'its capacity provider' : `cluster ${cluster}`} has no container instance.`,
      quotes: [signal.quote],
      next: provider
        ? 'Check why the Auto Scaling group of the capacity provider launches nothing: its activities, its maximum size, the vCPU quota.'
        : `Check why no instance registers with ${cluster}: size of the Auto Scaling group, ECS_CLUSTER in its user data, the instance role, the way to the ECS endpoint.`,
      ...instancesCommand(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The service wants EC2 instances, and the cluster (or the capacity provider) has none that is registered and active. Either none was launched, or they run and their agents do not register.',
  impact: 'No task of any EC2 service in the cluster can start.',
  fix: [
    'Activities of the Auto Scaling group: `aws autoscaling describe-scaling-activities --auto-scaling-group-name GROUP`. No Spot capacity and vCPU limits show there.',
    'Instances run but do not register: `ECS_CLUSTER=NAME` in `/etc/ecs/ecs.config`, the role `AmazonEC2ContainerServiceforEC2Role`, a way to the ECS endpoints; read `/var/log/ecs/ecs-agent.log`.',
    'A service that is meant for Fargate: set launch type or capacity provider strategy to FARGATE.',
  ],
  confusedWith:
    '`placement-no-capacity`: instances are there and full. `agent-disconnected`: instances are registered and do not answer.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_container_instance.html',
  ],
};
