import { describeRole, whichRole } from '../../../lib/domain/cross-checks/which-role';
import { parseTaskDefinition } from '../../../lib/domain/definition/parse-task-definition';

const definition = parseTaskDefinition({
  taskDefinitionArn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web:3',
  executionRoleArn: 'arn:aws:iam::111122223333:role/exec',
  taskRoleArn: 'arn:aws:iam::111122223333:role/team/app',
});

describe('which role of the task a role is', () => {
  it('is told by its name, whatever path its ARN has', () => {
    expect(whichRole('exec', definition)).toBe('execution');
    expect(whichRole('arn:aws:iam::111122223333:role/app', definition)).toBe('task');
    expect(whichRole('ecsInstanceRole', definition)).toBe('other');
  });

  it('is unknown without a definition or a role', () => {
    expect(whichRole('exec', undefined)).toBe('unknown');
    expect(whichRole(undefined, definition)).toBe('unknown');
  });

  it('can be both', () => {
    const both = parseTaskDefinition({
      family: 'web',
      executionRoleArn: 'arn:aws:iam::1:role/one',
      taskRoleArn: 'arn:aws:iam::1:role/one',
    });
    expect(describeRole('one', both)).toBe('role one (the execution role and the task role)');
  });

  it('is said in words', () => {
    expect(describeRole('exec', definition)).toBe('role exec (the execution role)');
    expect(describeRole('exec', undefined)).toBe('role exec');
  });
});
