import { isShellWord } from '../../cross-checks/shell-word';
import { asObjects, asText } from '../../json';
import { isHarmlessValue, isNumber, isPhrase } from '../../redaction/harmless-value';
import { couldBeSecret } from '../../redaction/looks-random';
import { redact } from '../../redaction/redact';
import { sensitiveName } from '../../redaction/sensitive-name';
import type { CheckRule } from '../check-context';
import { snippetOf } from '../finding';

/** A value in `environment` that reads like a secret, by its name or by its form. The value itself is never told. */
export const plainSecret: CheckRule = ({ containers, definition: { family } }) =>
  containers.flatMap(({ definition: { name: container }, raw }) =>
    asObjects(raw['environment']).flatMap((variable) => {
      const name = asText(variable['name']);
      const value = asText(variable['value']);
      const kind = name === undefined || value === undefined ? undefined : kindOf(name, value);
      if (name === undefined || kind === undefined) return [];
      const path = `/${family}/${name}`;
      return [
        {
          id: 'secret-in-environment',
          severity: 'warning',
          container,
          what: `${name} of ${container} holds ${kind} in plain text.`,
          why: 'Everybody who may call ecs:DescribeTaskDefinition or see the console reads it, and every revision keeps it for good.',
          fix: `Keep it in Parameter Store or Secrets Manager, name it in secrets, and change the value: it is known by now.`,
          ...(isShellWord(path) && isShellWord(name)
            ? { command: `aws ssm put-parameter --name ${path} --type SecureString --value "$${name}"` }
            : {}),
          snippet: snippetOf({ secrets: [{ name, valueFrom: path }] }),
        },
      ];
    }),
  );

/** What the value is taken for, in words; undefined where it is none. */
function kindOf(name: string, value: string): string | undefined {
  if (redact(value).hidden > 0) return 'a password or token within its value';
  const sensitive = sensitiveName(name);
  if (sensitive === undefined || isHarmlessValue(value) || isPhrase(value) || isNumber(value)) return undefined;
  if (!sensitive.firm && !couldBeSecret(value)) return undefined;
  return `a ${sensitive.kind.replaceAll('-', ' ')}`.replace(/^a (?=[aeiou])/, 'an ');
}
