import { isShellWord } from '../../cross-checks/shell-word';
import { describeRole, roleName, whichRole } from '../../cross-checks/which-role';
import type { Cause, CausePage } from '../cause';
import { type FailedSecret, failedSecret } from './failed-secret';

export const secretAccessDenied: Cause = {
  id: 'secret-access-denied',
  title: 'the execution role may not read a secret',
  group: 'secrets',
  kind: 'doomed',
  supersedes: ['secret-other', 'unknown-failed-to-start', 'task-role-access-denied'],
  explain(facts) {
    const secret = failedSecret(facts, 'access-denied');
    if (secret === undefined) return undefined;
    const { signal, shown, variables, blames, notes, definition } = secret;
    const execution = roleName(definition?.executionRoleArn);
    const role = signal.access?.role ?? execution;
    const action = actionOf(secret);
    const named = describeRole(role, definition);
    const without = /unable to find execution role credentials/i.test(signal.quote.text);
    const command = commandOf(secret, role, action);
    return {
      confidence: 'certain',
      summary: without
        ? `The task has no credentials of an execution role, so ${shown} cannot be read.`
        : `${named === undefined ? 'The execution role' : `The ${named}`} may not ${action}${action.startsWith('kms') ? ' with the key of' : ' on'} ${shown}.`,
      quotes: [signal.quote],
      next: without
        ? 'Set executionRoleArn in the task definition to a role that may read the secrets.'
        : `Allow ${action}${signal.access?.resource?.startsWith('arn:') ? ` on ${signal.access.resource}` : ''} in a policy of ${role === undefined ? 'the execution role' : `role ${role}`}.`,
      ...(command === undefined ? {} : { command }),
      ...(variables.length === 0 ? {} : { variables }),
      ...(blames.length === 0 ? {} : { blames }),
      notes: [...notes, ...roleNotes(secret, role)],
    };
  },
};

function actionOf({ signal }: FailedSecret): string {
  if (signal.access?.action !== undefined) return signal.access.action;
  if (signal.access?.kms || /KMS|ciphertext|Decryption/i.test(signal.quote.text)) return 'kms:Decrypt';
  return signal.store === 'parameter-store' ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue';
}

function commandOf({ signal }: FailedSecret, role: string | undefined, action: string): string | undefined {
  const arn = signal.access?.resource ?? signal.reference;
  if (!isShellWord(role) || !/^[\w-]{2,40}:\w{2,80}$/.test(action)) return undefined;
  const whole = isShellWord(arn) && /^arn:[\w-]+:(?:secretsmanager|ssm|kms):[\w-]+:\d{12}:./.test(arn);
  const resource = whole && (action.startsWith('kms') ? arn.includes(':kms:') : true) ? arn : 'ARN';
  return `aws iam put-role-policy --role-name ${role} --policy-name read-secrets --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"${resource}"}]}'`;
}

/** ECS reads secrets with the execution role, whatever the task role may do. */
function roleNotes({ definition, signal }: FailedSecret, role: string | undefined): readonly string[] {
  const task = roleName(definition?.taskRoleArn);
  const use = whichRole(role, definition);
  const kms = signal.access?.kms
    ? ["A secret with a key of its own needs kms:Decrypt on that key, and the key's policy has to allow it."]
    : [];
  if (use === 'execution' && task !== undefined)
    return [
      `The right belongs on the execution role ${role}; giving it to the task role ${task} changes nothing, since ECS reads the secrets before the container starts.`,
      ...kms,
    ];
  if (use === 'other')
    return [
      `The definition names execution role ${roleName(definition?.executionRoleArn) ?? 'none'}, but ${role} was refused.`,
      ...kms,
    ];
  return kms;
}

export const page: CausePage = {
  meaning:
    'ECS reads the secrets of a task with its **execution role**, before any container starts. IAM (or the key in KMS, or the policy of the secret) does not allow that role to read one of them.',
  impact: 'No task of this revision can start. Retrying does not help.',
  fix: [
    'Allow it on the execution role, not on the task role: `secretsmanager:GetSecretValue` on the secret, or `ssm:GetParameters` on the parameter.',
    'A secret or parameter with a customer key needs `kms:Decrypt` on that key as well.',
    'The ARN in the policy must match: secrets end in six random characters, so write `…:secret:NAME-??????`.',
    'A secret in another account needs a policy on the secret and on its key there.',
  ],
  confusedWith:
    '`task-role-access-denied`: the application is refused at run time, in its log; that is the task role. `secret-not-found`: the secret does not exist. `image-pull-unauthorized`: the same role, refused by ECR.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html',
  ],
};
