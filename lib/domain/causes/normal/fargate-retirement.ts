import type { Cause, CausePage } from '../cause';
import { exitNotes, plannedBy, subjectOf } from './planned-stop';

export const fargateRetirement: Cause = {
  id: 'fargate-retirement',
  title: 'AWS retired the task for maintenance',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const signal = plannedBy(facts, 'retirement');
    if (signal === undefined) return undefined;
    return {
      confidence: 'certain',
      summary: `${subjectOf(facts)} was stopped by AWS for maintenance of what it runs on.`,
      quotes: [signal.quote],
      next: 'Nothing to do: the service has started another task; start a stand-alone task again.',
      ...exitNotes(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'AWS patches the hosts of Fargate and retires tasks that run on old ones. It announces that in the AWS Health Dashboard, seven days ahead by default.',
  impact: 'The service replaces the task. Only services with a single task, and stand-alone tasks, have a gap.',
  fix: [
    'Nothing for a service with two or more tasks.',
    'Choose the time yourself: deploy the service again (`--force-new-deployment`) before the announced date.',
    'Set the notice: `aws ecs put-account-setting-default --name fargateTaskRetirementWaitPeriod --value 14`.',
  ],
  confusedWith: '`host-terminated`: an EC2 instance of your own went away.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-maintenance.html'],
};
