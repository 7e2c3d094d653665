import { containerWords } from '../../container-words';
import { isShellWord } from '../../cross-checks/shell-word';
import { describeRole, roleName } from '../../cross-checks/which-role';
import type { Cause, CausePage } from '../cause';
import { failedLogDriver } from './failed-log-driver';

export const logDriverAccessDenied: Cause = {
  id: 'log-driver-access-denied',
  title: 'the role may not write the log',
  group: 'logging',
  kind: 'doomed',
  supersedes: ['log-driver-other', 'unknown-failed-to-start', 'task-role-access-denied'],
  explain(facts) {
    const failed = failedLogDriver(facts, ({ problem }) => problem === 'access-denied' || problem === 'no-credentials');
    if (failed === undefined) return undefined;
    const { signal, container, group, definition } = failed;
    if (signal.problem === 'no-credentials')
      return {
        confidence: 'certain',
        summary: `The awslogs driver of ${containerWords(container)} found no credentials to write with.`,
        quotes: [signal.quote],
        next: 'Check that the instance hands out role credentials: ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE and the credentials route 169.254.170.2 on it, and an execution role in the task definition.',
        notes: ['AMIs of ECS are set up for this; on an AMI of your own ecs-init has to add the iptables rules.'],
      };
    const action =
      signal.access?.action ?? (/log group/i.test(signal.quote.text) ? 'logs:CreateLogGroup' : 'logs:CreateLogStream');
    const role = signal.access?.role ?? roleName(definition?.executionRoleArn);
    const named = describeRole(role, definition);
    return {
      confidence: 'certain',
      summary: `${named === undefined ? 'The role that writes the log' : `The ${named}`} may not ${action}${group === undefined ? '' : ` for log group ${group}`}, so ${containerWords(container)} was not started.`,
      quotes: [signal.quote],
      next: `Allow ${action} on ${role === undefined ? 'the execution role (on EC2 without one: the instance role)' : `role ${role}`}${action === 'logs:CreateLogGroup' ? ', or create the group beforehand and drop awslogs-create-group' : ''}.`,
      ...(isShellWord(role) && /^logs:\w{2,60}$/.test(action)
        ? {
            command:
              `aws iam put-role-policy --role-name ${role} --policy-name write-logs --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["${action}","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}'`.replace(
                '"logs:CreateLogStream","logs:CreateLogStream"',
                '"logs:CreateLogStream"',
              ),
          }
        : {}),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The log driver may not create the log group or stream. On Fargate it works with the **execution role**, on EC2 with the execution role or, without one, the role of the instance.',
  impact: 'No container with this log configuration starts, so no task of this revision does.',
  fix: [
    'Attach `AmazonECSTaskExecutionRolePolicy`: it allows `logs:CreateLogStream` and `logs:PutLogEvents`.',
    '`awslogs-create-group: "true"` needs `logs:CreateLogGroup` on top; or create the group beforehand.',
    'A policy for one group must end in `:*`: `arn:aws:logs:REGION:ACCOUNT:log-group:GROUP:*`.',
    'EC2, credentials not found: use an ECS-optimized AMI or start ecs-init, so that 169.254.170.2 answers.',
  ],
  confusedWith:
    '`log-group-missing`: the role may write, the group is not there. `task-role-access-denied`: the application itself is refused, later, in its log.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
  ],
};
