import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { sentence } from '../image/words';
import { failedSecret } from './failed-secret';

export const secretOther: Cause = {
  id: 'secret-other',
  title: 'a secret or the registry login could not be fetched',
  group: 'secrets',
  kind: 'unknown',
  supersedes: ['unknown-failed-to-start'],
  explain(facts) {
    const secret = failedSecret(facts, 'unspecified');
    if (secret === undefined) return undefined;
    const { signal, shown, variables, notes } = secret;
    const { cluster } = namesOf(facts);
    const task = facts.stop?.taskId;
    const named = signal.store !== undefined || signal.names.length > 0;
    const tried = /retried (?:[3-9]|\d\d) time/i.test(signal.quote.text);
    return {
      confidence: named ? 'likely' : 'possible',
      summary: named
        ? `${sentence(shown)} could not be read, and the text does not say why.`
        : 'The task could not fetch its secrets or log in to the registry, and the text does not say which of the two, or why.',
      quotes: [signal.quote],
      next: 'Read the whole reason of the task, then check in this order: a way out of the subnet, the rights of the execution role, the names in valueFrom.',
      ...(task === undefined
        ? {}
        : { command: `aws ecs describe-tasks --cluster ${cluster} --tasks ${task} --query 'tasks[].stoppedReason'` }),
      ...(variables.length === 0 ? {} : { variables }),
      notes: [
        ...notes,
        ...(tried
          ? ['ECS tried several times, as it does when the network fails; a refusal is not tried again so often.']
          : []),
      ],
    };
  },
};

export const page: CausePage = {
  meaning:
    'Fargate could not prepare the task: it failed while it fetched secrets or logged in to the registry, and what is left of the text does not say more. The short text `unable to pull secrets or registry auth` stands for all of these.',
  impact: 'The task did not start. Whether the next one will depends on the reason behind it.',
  fix: [
    'Read the whole text: `aws ecs describe-tasks --cluster CLUSTER --tasks TASK --query "tasks[].stoppedReason"` (kept for about an hour).',
    'Most often the subnet has no way out: a public address and an internet gateway, a NAT gateway, or VPC endpoints (`ecr.api`, `ecr.dkr`, S3, `secretsmanager`, `ssm`, `logs`).',
    'Next: the execution role exists, may read the secrets and has `ecr:GetAuthorizationToken`.',
    'Next: every `valueFrom` exists in this region and account.',
  ],
  confusedWith:
    '`secret-network`, `secret-access-denied`, `secret-not-found`, `image-pull-network`: what it mostly turns out to be once the whole text is known.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html'],
};
