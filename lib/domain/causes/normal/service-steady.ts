import { courseOf, troubleOf } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { atStart, serviceName } from '../service/aws-commands';

export const serviceSteady: Cause = {
  id: 'service-steady',
  title: 'the service is steady',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const { symptom } = facts;
    const course = courseOf(facts);
    if (course?.kind === 'steady-state')
      return {
        confidence: 'certain',
        summary: `${atStart(serviceName(facts))} has reached a steady state.`,
        quotes: [course.quote],
        next: 'Nothing to do.',
      };
    if (course !== undefined || symptom.kind !== 'service' || facts.signals.length > 0) return undefined;
    const { runningCount, desiredCount, deployments } = symptom.service;
    const settled = deployments.length > 0 && deployments.every(({ rolloutState }) => rolloutState === 'COMPLETED');
    if (!settled || desiredCount === undefined || runningCount !== desiredCount || troubleOf(facts) !== undefined)
      return undefined;
    return {
      confidence: 'likely',
      summary: `${atStart(serviceName(facts))} runs ${runningCount} of ${desiredCount} tasks, and its deployment is completed.`,
      quotes: [],
      next: 'Nothing to do.',
    };
  },
};

export const page: CausePage = {
  meaning:
    'The service runs as many tasks as it wants, and all of them are healthy. ECS repeats this about every six hours.',
  impact: 'None.',
  fix: ['Nothing.', 'Steady with a desired count of 0 means switched off, not well.'],
  confusedWith: '`deployment-completed`: said once, at the end of a deployment.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages.html'],
};
