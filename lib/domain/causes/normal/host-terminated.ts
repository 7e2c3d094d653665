import type { Cause, CausePage } from '../cause';
import { exitNotes, plannedBy, subjectOf } from './planned-stop';

export const hostTerminated: Cause = {
  id: 'host-terminated',
  title: 'the EC2 host went away',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const signal = plannedBy(facts, 'host-terminated');
    if (signal === undefined) return undefined;
    const host = signal.instance === undefined ? 'its EC2 instance' : `instance ${signal.instance}`;
    return {
      confidence: 'certain',
      summary: `${subjectOf(facts)} ended because ${host} was stopped or terminated.`,
      quotes: [signal.quote],
      next: 'Nothing to do if the Auto Scaling group or Spot did it; else find out in CloudTrail who stopped the instance.',
      ...exitNotes(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The EC2 instance under the task was stopped or terminated: by its Auto Scaling group, by Spot, by a person. Exit codes are mostly missing, since nobody was left to report them.',
  impact: 'All tasks of the instance are gone at once; services start them elsewhere if there is room.',
  fix: [
    'Who did it: `aws autoscaling describe-scaling-activities`, or CloudTrail events StopInstances and TerminateInstances.',
    'Let ECS drain first: `ECS_ENABLE_SPOT_INSTANCE_DRAINING=true`, managed draining of the capacity provider.',
    'Managed termination protection keeps instances with tasks from scale-in.',
  ],
  confusedWith:
    '`spot-interruption`: the reason names Spot. `instance-draining`: tasks moved before the instance ended.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-draining.html'],
};
