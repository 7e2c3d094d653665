import { nameOfArn } from '../../ecs-events/ecs-arn';
import type { CheckRule } from '../check-context';
import { snippetOf } from '../finding';

const EXECUTION = /exec(?:ution|role|[-_]|$)/i;
const TASK = /task[-_]?role|app(?:lication)?[-_]?role/i;

/** The execution role stands where the task role belongs, by the names of the two. */
export const swappedRoles: CheckRule = ({ definition: { taskRoleArn, executionRoleArn } }) => {
  if (taskRoleArn === undefined || !EXECUTION.test(nameOfArn(taskRoleArn))) return [];
  const other = executionRoleArn === undefined ? undefined : nameOfArn(executionRoleArn);
  if (other !== undefined && EXECUTION.test(other)) return [];
  const isClear = other === undefined || TASK.test(other);
  return [
    {
      id: 'roles-swapped',
      severity: isClear ? 'error' : 'warning',
      what:
        other === undefined
          ? `taskRoleArn is ${nameOfArn(taskRoleArn)}, an execution role by its name, and there is no executionRoleArn.`
          : `taskRoleArn is ${nameOfArn(taskRoleArn)} and executionRoleArn is ${other}: by their names they are swapped.`,
      why: 'The execution role pulls the image, fetches secrets and opens the log; the task role is what the application calls AWS with. Swapped, each lacks the rights of the other.',
      fix: other === undefined ? 'Move it to executionRoleArn.' : 'Swap the two ARNs.',
      snippet: snippetOf({
        executionRoleArn: taskRoleArn,
        ...(executionRoleArn === undefined ? {} : { taskRoleArn: executionRoleArn }),
      }),
      cause: 'task-role-access-denied',
    },
  ];
};
