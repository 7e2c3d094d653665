import type { CheckRule } from '../check-context';
import { snippetOf } from '../finding';
import { secretProblem } from '../secret-form';
import { secretUses } from '../secret-uses';

/** A `valueFrom` that ECS cannot read. */
export const malformedSecret: CheckRule = (checked) =>
  secretUses(checked).flatMap(({ container, name, valueFrom, list }) => {
    const problem = secretProblem(valueFrom);
    if (problem === undefined) return [];
    return [
      {
        id: 'secret-reference-malformed',
        severity: 'error',
        container,
        what: `The valueFrom of ${name} in ${list} of ${container} is malformed: ${problem}.`,
        why: `ECS cannot fetch ${valueFrom === '' ? 'it' : valueFrom}, and a task does not start without all its secrets.`,
        fix:
          'Use the whole ARN of the secret (for one key of its JSON ARN:KEY::), the ARN of the parameter, or the name of a ' +
          'parameter of the same Region.',
        command: isParameter(valueFrom)
          ? "aws ssm describe-parameters --query 'Parameters[].ARN' --output text"
          : "aws secretsmanager list-secrets --query 'SecretList[].ARN' --output text",
        ...(isKeyWithoutColons(valueFrom) ? { snippet: snippetOf({ name, valueFrom: `${valueFrom}::` }) } : {}),
        cause: 'secret-invalid',
      },
    ];
  });

const isParameter = (valueFrom: string): boolean => /:ssm:|^\//.test(valueFrom);

/** `…:secret:NAME:KEY`, without the two colons that must follow. */
const isKeyWithoutColons = (valueFrom: string): boolean => /^arn:(?:[^:]*:){5}[^:]+:[^:]+$/.test(valueFrom);
