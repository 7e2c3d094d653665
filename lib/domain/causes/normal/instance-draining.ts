import type { Cause, CausePage } from '../cause';
import { exitNotes, plannedBy, subjectOf } from './planned-stop';

export const instanceDraining: Cause = {
  id: 'instance-draining',
  title: 'the container instance is draining',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const signal = plannedBy(facts, 'draining');
    if (signal === undefined) return undefined;
    return {
      confidence: 'certain',
      summary: `${subjectOf(facts)} left its container instance, or was not started on it, because the instance is draining.`,
      quotes: [signal.quote],
      next: 'Nothing to do: ECS starts the task on another instance.',
      ...exitNotes(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'An instance in state DRAINING takes no new tasks and gives up those it has, so that it can be updated or removed.',
  impact: 'Tasks move to other instances within the limits of the deployment configuration.',
  fix: [
    'Nothing, if somebody or the capacity provider drains on purpose.',
    'Back into service: `aws ecs update-container-instances-state --status ACTIVE …`.',
    'Check that the other instances have room for what moves.',
  ],
  confusedWith:
    '`instance-deregistered`: the instance was taken out by force. `host-terminated`: it went away without draining.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-draining.html'],
};
