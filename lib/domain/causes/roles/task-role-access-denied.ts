import { isShellWord } from '../../cross-checks/shell-word';
import { describeRole, roleName, whichRole } from '../../cross-checks/which-role';
import type { TaskDefinition } from '../../definition/task-definition';
import { namesOf, signalsOf } from '../../facts';
import { valueIn } from '../../read';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage } from '../cause';

type AwsAccess = SignalOf<'aws-access'>;

export const taskRoleAccessDenied: Cause = {
  id: 'task-role-access-denied',
  title: 'the application may not call AWS',
  group: 'roles',
  kind: 'doomed',
  explain(facts) {
    const signals = signalsOf(facts, 'aws-access');
    const signal = signals.find(({ access }) => access?.action !== undefined) ?? signals[0];
    if (signal === undefined) return undefined;
    const definition = valueIn(facts.evidence.definition);
    const { container } = namesOf(facts);
    const { next, command } = remedyOf(signal, definition);
    return {
      confidence: facts.exitCode === 0 ? 'possible' : 'likely',
      summary: summaryOf(signal, container, definition),
      quotes: [signal.quote],
      next,
      ...(command === undefined ? {} : { command }),
      notes: notesOf(signal, definition),
    };
  },
};

function summaryOf({ problem, access }: AwsAccess, container: string, definition: TaskDefinition | undefined): string {
  if (problem === 'no-credentials')
    return `The application in ${container} found no AWS credentials${definition !== undefined && definition.taskRoleArn === undefined ? ': the task definition has no task role' : ''}.`;
  if (problem === 'expired')
    return `AWS took the credentials of the application in ${container} for expired or invalid.`;
  const role = describeRole(access?.role, definition);
  const what = access?.action ?? 'a call to AWS';
  const on = access?.resource === undefined ? '' : ` on ${access.resource}`;
  return `The application in ${container} was refused ${what}${on}${role === undefined ? '' : ` with ${role}`}.`;
}

function remedyOf(
  { problem, access }: AwsAccess,
  definition: TaskDefinition | undefined,
): { readonly next: string; readonly command?: string } {
  const task = roleName(definition?.taskRoleArn);
  if (problem === 'no-credentials')
    return {
      next:
        definition !== undefined && task === undefined
          ? 'Set taskRoleArn in the task definition to a role that trusts ecs-tasks.amazonaws.com and allows what the application calls.'
          : 'Check that the process sees AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and reaches 169.254.170.2, and that its SDK is new enough to use them.',
    };
  if (problem === 'expired')
    return {
      next: 'Remove fixed keys (AWS_ACCESS_KEY_ID and the like) from the environment and let the SDK use the task role.',
    };
  const role = task ?? access?.role;
  const action = access?.action;
  const exact = action !== undefined && /^[\w-]{2,40}:\w{2,80}$/.test(action);
  const resource = isShellWord(access?.resource) && /^arn:/.test(access.resource) ? access.resource : 'ARN';
  return {
    next: `Allow ${action ?? 'the call'}${access?.resource === undefined ? '' : ` on ${access.resource}`} in a policy of ${role === undefined ? 'the task role' : `role ${role}`}.`,
    ...(exact && isShellWord(role)
      ? {
          command: `aws iam put-role-policy --role-name ${role} --policy-name ${action.replace(':', '-')} --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"${resource}"}]}'`,
        }
      : {}),
  };
}

/** Which of the two roles it was, and which it should be. */
function notesOf({ problem, access }: AwsAccess, definition: TaskDefinition | undefined): readonly string[] {
  if (definition === undefined || problem !== 'denied') return [];
  const task = roleName(definition.taskRoleArn);
  const use = whichRole(access?.role, definition);
  if (access?.role === undefined) return task === undefined ? ['The task definition has no task role.'] : [];
  if (use === 'task' || use === 'both')
    return ['It is the task role, the right place for what the application may do.'];
  if (task === undefined)
    return [`The task definition has no task role, so the application worked with ${access.role}.`];
  return [
    `The application worked with ${access.role}, not with the task role ${task}: it assumed another role, or has keys of its own.`,
  ];
}

export const page: CausePage = {
  meaning:
    'The application called AWS while it ran (S3, SQS, DynamoDB, Secrets Manager …) and was refused, or found no credentials. It works with the **task role**; the execution role is only for what ECS itself does before the start.',
  impact: 'The container ends, or starts without what it needs, as often as ECS starts it again.',
  fix: [
    'Add the action and resource of the refusal to the task role: `aws iam put-role-policy --role-name ROLE --policy-name NAME --policy-document …`.',
    'No credentials: set `taskRoleArn`. In scripts started by `su`, `sudo` or cron the variable `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` is lost: pass it on.',
    'Who am I: run `aws sts get-caller-identity` in the container (ECS Exec).',
    'The refusal may also come from a bucket policy, a key policy, a VPC endpoint policy or an SCP: the text says `explicit deny` then.',
  ],
  confusedWith:
    '`secret-access-denied`, `image-pull-unauthorized`, `log-driver-access-denied`: refused before the start, with the execution role. `exit-database-auth`: a database refused a password.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
  ],
};
