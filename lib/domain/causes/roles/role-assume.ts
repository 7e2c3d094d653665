import { describeUse, whichRole } from '../../cross-checks/which-role';
import { type Facts, signalOf } from '../../facts';
import { valueIn } from '../../read';
import type { Cause, CausePage } from '../cause';

export const roleAssume: Cause = {
  id: 'role-assume',
  title: 'ECS cannot assume a role of the task',
  group: 'roles',
  kind: 'doomed',
  supersedes: ['unknown-failed-to-start', 'volume-ebs'],
  explain(facts) {
    const signal = signalOf(facts, 'role-assumption');
    if (signal === undefined) return undefined;
    const definition = valueIn(facts.evidence.definition);
    const { role, infrastructure } = signal;
    const use = infrastructure ? 'the infrastructure role' : describeUse(whichRole(role, definition));
    const named = role === undefined ? 'a role of the task' : `role ${role}`;
    const principal = infrastructure ? 'ecs.amazonaws.com' : 'ecs-tasks.amazonaws.com';
    const unset = role === 'null' || role === 'undefined' || role === 'None';
    const changed = roleChange(facts);
    return {
      confidence: 'certain',
      summary: unset
        ? `The task definition names a role "${role}", which is what a script writes for a value that is not set; ECS cannot assume it.`
        : `ECS cannot assume ${named}${use === undefined ? '' : ` (${use})`}: it does not exist, does not trust ${principal}, or may not be passed.`,
      quotes: [signal.quote],
      next: unset
        ? 'Put the ARN of a real role into executionRoleArn or taskRoleArn, or leave the field out.'
        : `Check that ${role === undefined ? 'the role' : named} exists and that its trust policy allows ${principal} to call sts:AssumeRole.`,
      ...(unset || role === undefined || !/^[\w+=,.@-]{1,64}$/.test(role)
        ? {}
        : { command: `aws iam get-role --role-name ${role} --query Role.AssumeRolePolicyDocument` }),
      ...(changed === undefined ? {} : { blames: [changed] }),
      notes: [
        ...(role !== undefined && /instance/i.test(role) && !infrastructure
          ? [
              `By its name ${role} is a role for EC2 instances: such a role trusts ec2.amazonaws.com and cannot be used for a task.`,
            ]
          : []),
        ...(unset ? [] : ['A role that was made a moment ago may need a minute before ECS can use it.']),
      ],
    };
  },
};

function roleChange(facts: Facts): string | undefined {
  const change = facts.changes?.changes.find(
    ({ field, after }) => (field === 'execution role' || field === 'task role') && after !== undefined,
  );
  return change === undefined ? undefined : `${change.field}||`;
}

export const page: CausePage = {
  meaning:
    'ECS has to take on the execution role and the task role of a task before it starts it. One of them does not exist (any more), has a trust policy without `ecs-tasks.amazonaws.com`, or may not be passed by whoever deployed.',
  impact: 'No task of this revision starts. The service tries again and again and its events repeat the text.',
  fix: [
    'See whether it exists and whom it trusts: `aws iam get-role --role-name ROLE --query Role.AssumeRolePolicyDocument`. The principal must be `ecs-tasks.amazonaws.com` (for the infrastructure role of volumes: `ecs.amazonaws.com`).',
    'Compare the ARN in `executionRoleArn` and `taskRoleArn` letter by letter, account and path included.',
    'Whoever deploys needs `iam:PassRole` on the role.',
    'Just created together with the service: let the service depend on the role, or try again after a minute.',
  ],
  confusedWith:
    '`service-role-permissions`: the role of ECS itself. `secret-access-denied`, `image-pull-unauthorized`: the role could be assumed and lacks a right.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
  ],
};
