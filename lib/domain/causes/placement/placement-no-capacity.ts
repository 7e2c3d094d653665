import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { instancesCommand } from '../service/aws-commands';
import { askedFor, closestMatch, taskName, unplaced } from './unplaced';

export const placementNoCapacity: Cause = {
  id: 'placement-no-capacity',
  title: 'the cluster has no room for a task',
  group: 'placement',
  kind: 'transient',
  supersedes: ['unknown-failed-to-start', 'other', 'service-start-impaired', 'deployment-circuit-breaker'],
  explain(facts) {
    const named = unplaced(facts, 'capacity');
    const signal = named ?? unplaced(facts, 'unspecified');
    if (signal === undefined) return undefined;
    const { cluster } = namesOf(facts);
    const resource =
      signal.resource === undefined || signal.resource === '*' ? 'capacity' : signal.resource.toLowerCase();
    const shown = resource === 'cpu' || resource === 'gpu' || resource === 'fpga' ? resource.toUpperCase() : resource;
    const launch = /UnfulfillableCapacity|InsufficientInstanceCapacity|Unable to launch instance/i.test(
      signal.quote.text,
    );
    return {
      confidence: named === undefined ? 'possible' : 'certain',
      summary: launch
        ? `${taskName(facts)} finds no instance: EC2 cannot launch one of the kind that the capacity provider asks for.`
        : named === undefined
          ? `${taskName(facts)} was not placed: no container instance of ${cluster} meets its requirements, and ECS does not say which.`
          : `${taskName(facts)} was not placed: no instance of ${cluster} has enough ${shown} left${askedFor(facts)}.`,
      quotes: [signal.quote],
      next: launch
        ? 'Let the capacity provider choose among more instance types and Availability Zones, or fall back to On-Demand.'
        : `Add instances to ${cluster}, or let the task ask for less ${shown}.`,
      ...instancesCommand(facts),
      ...closestMatch(signal),
    };
  },
};

export const page: CausePage = {
  meaning:
    'ECS looked at every instance of the cluster, and none has enough free CPU, memory or GPU for the task. What counts is what other tasks have reserved, not what they use.',
  impact: 'The task waits. Running tasks are not touched, but a deployment that starts new tasks first stands still.',
  fix: [
    'See what is left: `aws ecs describe-container-instances … --query "containerInstances[].[ec2InstanceId,remainingResources]"`.',
    'Add instances, or switch on managed scaling in the capacity provider.',
    'Ask for less: a container may not need its whole hard limit as reservation (`memoryReservation`).',
    'A deployment needs room for old and new tasks; lower `minimumHealthyPercent` if there is none.',
    'A task larger than the largest instance never fits: instances reserve some memory for themselves.',
  ],
  confusedWith:
    '`fargate-capacity`: AWS itself has none. `placement-no-instances`: the cluster is empty. `placement-constraint`: there is room, but not of the right kind.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html',
  ],
};
