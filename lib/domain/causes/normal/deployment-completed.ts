import { courseOf } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { serviceName } from '../service/aws-commands';

export const deploymentCompleted: Cause = {
  id: 'deployment-completed',
  title: 'the deployment completed',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const course = courseOf(facts);
    if (course?.kind !== 'deployment-progress' || course.stage !== 'completed') return undefined;
    const id = /ecs-svc\/\d{1,30}/.exec(course.quote.text)?.[0];
    return {
      confidence: 'certain',
      summary: `The deployment ${id === undefined ? '' : `${id} `}of ${serviceName(facts)} completed.`,
      quotes: [course.quote],
      next: 'Nothing to do.',
    };
  },
};

export const page: CausePage = {
  meaning:
    'All tasks of the new deployment run and are healthy, and the old ones are gone. The deployment is now the one that a rollback goes back to.',
  impact: 'None.',
  fix: ['Nothing.', 'A task that reaches RUNNING and crashes later does not undo this: watch the service for a while.'],
  confusedWith: '`service-steady`: the same state, told from time to time without a deployment.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html'],
};
