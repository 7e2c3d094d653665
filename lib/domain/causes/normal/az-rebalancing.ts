import { courseOf } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { serviceName } from '../service/aws-commands';
import { exitNotes, plannedBy } from './planned-stop';

export const azRebalancing: Cause = {
  id: 'az-rebalancing',
  title: 'tasks are being spread over the Availability Zones',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const course = courseOf(facts);
    const message = course?.kind === 'deployment-progress' && course.stage === 'rebalancing' ? course : undefined;
    const signal = plannedBy(facts, 'az-rebalancing') ?? message;
    if (signal === undefined) return undefined;
    return {
      confidence: 'certain',
      summary: `ECS evens out the tasks of ${serviceName(facts)} over the Availability Zones.`,
      quotes: [signal.quote],
      next: 'Nothing to do: a new task starts before the old one is stopped.',
      ...exitNotes(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The tasks of the service stood unevenly over the Availability Zones, for example after a zone had trouble. ECS starts tasks in the emptier zones and stops others.',
  impact: 'None: the number of tasks does not fall below the desired count.',
  fix: [
    'Nothing.',
    'Long-running work that must not be cut: task scale-in protection.',
    'Switch it off with `--availability-zone-rebalancing DISABLED`.',
  ],
  confusedWith: '`scale-in`: fewer tasks in all. `deployment-replaced`: a new revision.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html'],
};
