import { scaleOrReplace } from '../../cross-checks/scale-or-replace';
import { courseOf } from '../../cross-checks/service-course';
import type { Facts } from '../../facts';
import { valueIn } from '../../read';
import type { Cause, CausePage, Finding } from '../cause';
import { atStart, serviceName } from '../service/aws-commands';
import { exitNotes, plannedBy } from './planned-stop';

export const deploymentReplaced: Cause = {
  id: 'deployment-replaced',
  title: 'a deployment replaced the task',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const signal = plannedBy(facts, 'scaling-or-deployment');
    if (signal === undefined) return fromMessages(facts);
    const told = scaleOrReplace(facts.stop, signal.deployment, valueIn(facts.evidence.service));
    if (told === 'scale-in') return undefined;
    return {
      confidence: told === 'replaced' ? 'certain' : 'likely',
      summary:
        told === 'replaced'
          ? `A task of ${serviceName(facts)} was stopped because a newer deployment took its place.`
          : `A task of ${serviceName(facts)} was stopped as planned: a deployment replaced it, or the service scaled in.`,
      quotes: [signal.quote],
      next: 'Nothing to do.',
      ...exitNotes(facts),
    };
  },
};

function fromMessages(facts: Facts): Finding | undefined {
  const course = courseOf(facts);
  if (course?.kind !== 'deployment-progress' || course.stage !== 'task-stopped') return undefined;
  return {
    confidence: 'likely',
    summary: `${atStart(serviceName(facts))} stops old tasks: a deployment replaces them, or the service scales in.`,
    quotes: [course.quote],
    next: 'Nothing to do.',
  };
}

export const page: CausePage = {
  meaning:
    'A new deployment started tasks of its own, and ECS stopped those of the old one. That is what every deployment does, and every rollback.',
  impact: 'None.',
  fix: [
    'Nothing.',
    'Which deployment: `aws ecs describe-services … --query "services[0].deployments"`.',
    'Exit code 137 means that the application ignores SIGTERM: requests may be cut during deployments.',
  ],
  confusedWith: '`scale-in`: ECS writes the same text, and only the service tells the two apart.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html'],
};
