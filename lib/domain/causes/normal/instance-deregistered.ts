import type { Cause, CausePage } from '../cause';
import { exitNotes, plannedBy, subjectOf } from './planned-stop';

export const instanceDeregistered: Cause = {
  id: 'instance-deregistered',
  title: 'the container instance was deregistered',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const signal = plannedBy(facts, 'deregistered');
    if (signal === undefined) return undefined;
    return {
      confidence: 'certain',
      summary: `${subjectOf(facts)} ended because its container instance was deregistered by force.`,
      quotes: [signal.quote],
      next: 'Nothing to do if it was meant: the service starts the task elsewhere; check the instance for containers that were left behind.',
      ...exitNotes(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'Somebody or a script took the container instance out of the cluster with force. ECS gives up its tasks; the containers may go on running there without ECS.',
  impact: 'Services start the tasks elsewhere. Orphaned containers can still hold ports and write to databases.',
  fix: [
    'See who did it: CloudTrail, DeregisterContainerInstance.',
    'Drain before deregistering: `aws ecs update-container-instances-state --status DRAINING …`.',
    'Stop containers that were left on the instance, or terminate it.',
  ],
  confusedWith: '`user-stopped`: the same stop code UserInitiated, but a single task was meant.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister_container_instance.html'],
};
