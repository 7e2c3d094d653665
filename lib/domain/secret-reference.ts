/** Where a secret is kept: never the secret itself. */
export type SecretReference =
  /** A SecureString of Systems Manager Parameter Store. */
  | { readonly store: 'ssm'; readonly name: string }
  /** A secret of Secrets Manager; with a key, one member of its JSON. */
  | { readonly store: 'secretsmanager'; readonly name: string; readonly jsonKey?: string };

const FORMS = 'ssm:/name, secretsmanager:name or secretsmanager:name:json-key';
const SECRET_ARN = /^(arn:[^:]+:secretsmanager:[^:]*:\d{12}:secret:[^:]+)(?::(.+))?$/;
const SECRET_NAME = /^([^:]+)(?::(.+))?$/;

/**
 * Reads `ssm:/ecs-medic/slack`, `secretsmanager:ecs-medic/slack`, `secretsmanager:ecs-medic/slack:bot-token`; an ARN may
 * stand for the name. The problem does not repeat the text: people put the secret itself there.
 */
export function parseSecretReference(text: string): SecretReference | { readonly problem: string } {
  const [store, rest] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1).trim()];
  if (store === 'ssm' && /^[\w./:-]+$/.test(rest)) return { store, name: rest };
  if (store === 'secretsmanager') {
    const [, name, jsonKey] = SECRET_ARN.exec(rest) ?? SECRET_NAME.exec(rest) ?? [];
    if (name !== undefined) return jsonKey === undefined ? { store, name } : { store, name, jsonKey };
  }
  return { problem: `expected ${FORMS}, got a text of ${text.length} characters of another form` };
}
