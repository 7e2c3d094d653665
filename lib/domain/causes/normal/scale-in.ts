import { scaleOrReplace } from '../../cross-checks/scale-or-replace';
import { valueIn } from '../../read';
import type { Cause, CausePage } from '../cause';
import { serviceName } from '../service/aws-commands';
import { exitNotes, plannedBy } from './planned-stop';

export const scaleIn: Cause = {
  id: 'scale-in',
  title: 'the service scaled in',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const signal = plannedBy(facts, 'scaling-or-deployment');
    if (signal === undefined) return undefined;
    const service = valueIn(facts.evidence.service);
    if (scaleOrReplace(facts.stop, signal.deployment, service) !== 'scale-in') return undefined;
    const count = service?.desiredCount;
    return {
      confidence: 'certain',
      summary: `A task of ${serviceName(facts)} was stopped because fewer are wanted${count === undefined ? '' : ` (${count} now)`}; its deployment is still the current one.`,
      quotes: [signal.quote],
      next: 'Nothing to do; the scaling activities of the service show what lowered the count.',
      ...exitNotes(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The desired count of the service went down, by auto scaling, a schedule or a person, and ECS stopped what is too much.',
  impact: 'None, if the rest carries the load.',
  fix: [
    'Why: `aws application-autoscaling describe-scaling-activities --service-namespace ecs --resource-id service/CLUSTER/SERVICE`.',
    'Exit code 137 after it means that the application ignores SIGTERM: let it end within `stopTimeout`.',
    'Work that must not be cut: task scale-in protection.',
  ],
  confusedWith: '`deployment-replaced`: ECS writes the same text; there the task belongs to an older deployment.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html'],
};
