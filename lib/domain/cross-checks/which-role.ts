import type { TaskDefinition } from '../definition/task-definition';
import { nameOfArn } from '../ecs-events/ecs-arn';

/** What a role is to a task. `both`: the definition names it twice. */
export type RoleUse = 'execution' | 'task' | 'both' | 'other' | 'unknown';

/** What the role of this name (or ARN) is to the task; `unknown` where the definition is not known. */
export function whichRole(role: string | undefined, definition: TaskDefinition | undefined): RoleUse {
  if (role === undefined || definition === undefined) return 'unknown';
  const name = nameOfArn(role);
  const execution = roleName(definition.executionRoleArn) === name;
  const task = roleName(definition.taskRoleArn) === name;
  if (execution && task) return 'both';
  return execution ? 'execution' : task ? 'task' : 'other';
}

/** Name of a role out of its ARN, whatever path it has. */
export const roleName = (arn: string | undefined): string | undefined =>
  arn === undefined ? undefined : nameOfArn(arn);

/** For sentences: `the execution role`, … */
export function describeUse(use: RoleUse): string | undefined {
  switch (use) {
    case 'execution':
      return 'the execution role';
    case 'task':
      return 'the task role';
    case 'both':
      return 'the execution role and the task role';
    case 'other':
      return 'a role that the task definition does not name';
    case 'unknown':
      return undefined;
  }
}

/** `role NAME (the execution role)`, or what is known of it. */
export function describeRole(role: string | undefined, definition: TaskDefinition | undefined): string | undefined {
  if (role === undefined) return undefined;
  const use = describeUse(whichRole(role, definition));
  return use === undefined ? `role ${nameOfArn(role)}` : `role ${nameOfArn(role)} (${use})`;
}
