import { courseOf } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { atStart, serviceName } from '../service/aws-commands';

export const deploymentInProgress: Cause = {
  id: 'deployment-in-progress',
  title: 'a deployment is under way',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const { symptom } = facts;
    const course = courseOf(facts);
    if (course?.kind === 'deployment-progress' && (course.stage === 'in-progress' || course.stage === 'task-started')) {
      const event = symptom.kind === 'deployment' ? symptom.event.rollingBackTo : undefined;
      const reason = facts.signals.flatMap((one) =>
        one.kind === 'deployment-progress' ? (one.rollingBackTo ?? []) : [],
      )[0];
      const back = event ?? course.rollingBackTo ?? reason;
      return {
        confidence: 'certain',
        summary:
          back === undefined
            ? `A deployment of ${serviceName(facts)} is under way: new tasks start.`
            : `${atStart(serviceName(facts))} is being rolled back to deployment ${back}.`,
        quotes: [course.quote],
        next:
          back === undefined
            ? 'Nothing to do but wait for the steady state.'
            : 'Read why the deployment before failed; the rollback itself needs nothing.',
      };
    }
    if (course !== undefined || symptom.kind !== 'service' || facts.signals.length > 0) return undefined;
    if (!symptom.service.deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS')) return undefined;
    return {
      confidence: 'possible',
      summary: `A deployment of ${serviceName(facts)} is under way.`,
      quotes: [],
      next: 'Nothing to do but wait for the steady state.',
    };
  },
};

export const page: CausePage = {
  meaning:
    'A deployment (or a rollback, which is a deployment of the old revision) is going on: tasks start, targets are registered.',
  impact: 'None so far.',
  fix: [
    'Wait. Watch: `aws ecs describe-services … --query "services[0].deployments[].[status,rolloutState,runningCount,failedTasks]"`.',
    'Without a circuit breaker a bad deployment stays in progress for ever: look at `failedTasks`.',
  ],
  confusedWith: '`service-start-impaired`: it does not get on. `deployment-circuit-breaker`: it has failed.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html'],
};
