import type { CauseId } from '../../causes/cause-id';
import { parseImage } from '../../cross-checks/image-reference';
import { type CheckRule, isForFargate } from '../check-context';
import { snippetOf } from '../finding';
import { secretUses } from '../secret-uses';

interface Need {
  readonly what: string;
  readonly cause: CauseId;
}

/**
 * No execution role, although something needs it. On instances ECR and awslogs use the role of the instance
 * (task_execution_IAM_role of the developer guide).
 */
export const missingExecutionRole: CheckRule = (checked, context) => {
  const { definition } = checked;
  if (definition.executionRoleArn !== undefined) return [];
  const fargate = isForFargate(checked, context);
  const { containers } = definition;
  const first = <T>(values: readonly T[]): readonly T[] => values.slice(0, 1);
  const needs: readonly Need[] = [
    ...first(secretUses(checked)).map(({ container }) => ({
      what: `the secrets of ${container}`,
      cause: 'secret-access-denied' as const,
    })),
    ...first(containers.filter(({ registryCredentials }) => registryCredentials !== undefined)).map(({ name }) => ({
      what: `the repositoryCredentials of ${name}`,
      cause: 'registry-auth-secret' as const,
    })),
    ...first(containers.filter(({ environmentFiles }) => environmentFiles.length > 0)).map(({ name }) => ({
      what: `the environmentFiles of ${name}`,
      cause: 'env-file-error' as const,
    })),
    ...first(
      containers.filter(({ image }) => fargate && image !== undefined && parseImage(image).registry === 'ecr'),
    ).map(({ name }) => ({ what: `the ECR image of ${name}`, cause: 'image-pull-unauthorized' as const })),
    ...first(containers.filter(({ log }) => fargate && log?.driver === 'awslogs')).map(({ name }) => ({
      what: `the awslogs driver of ${name}`,
      cause: 'log-driver-access-denied' as const,
    })),
  ];
  const [need] = needs;
  if (need === undefined) return [];
  return [
    {
      id: 'execution-role-missing',
      severity: 'error',
      what: `There is no executionRoleArn, and it is needed for ${needs.map(({ what }) => what).join(', ')}.`,
      why: 'ECS itself fetches these before the container starts, with the execution role. Without it the registration is refused or no task starts.',
      fix: 'Name a role that ecs-tasks.amazonaws.com may assume and that has the policy AmazonECSTaskExecutionRolePolicy, with the rights to the secrets added.',
      command: 'aws iam list-roles --query "Roles[?contains(RoleName, \'xecution\')].Arn" --output text',
      snippet: snippetOf({
        executionRoleArn: `arn:aws:iam::${checked.account ?? 'ACCOUNT'}:role/ecsTaskExecutionRole`,
      }),
      cause: need.cause,
    },
  ];
};
