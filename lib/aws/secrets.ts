import type { SecretAnswer, SecretPort } from '../app/ports';
import { asObject, own } from '../domain/json';
import type { SecretReference } from '../domain/secret-reference';
import type { LazyClient } from './clients';
import type { GetSecretValueCommand, SecretsManagerClient } from './clients/secrets-manager';
import type { GetParameterCommand, SSMClient } from './clients/ssm';

/** Milliseconds that a value is used before it is read again. */
const LIFETIME = 5 * 60_000;

export interface SecretClients {
  readonly ssm: LazyClient<Pick<SSMClient, 'send'>>;
  readonly secretsManager: LazyClient<Pick<SecretsManagerClient, 'send'>>;
}

/** A secret of Parameter Store or Secrets Manager, kept for 5 minutes. Failures are not kept. */
export function secretPort(reference: SecretReference, clients: SecretClients, now: () => number): SecretPort {
  let kept: { readonly value: string; readonly until: number } | undefined;
  return {
    async readSecret() {
      if (kept !== undefined && now() < kept.until) return { ok: true, value: kept.value };
      const answer = await read(reference, clients);
      kept = answer.ok ? { value: answer.value, until: now() + LIFETIME } : undefined;
      return answer;
    },
    forget() {
      kept = undefined;
    },
  };
}

async function read(reference: SecretReference, clients: SecretClients): Promise<SecretAnswer> {
  const what = describe(reference);
  try {
    const text =
      reference.store === 'ssm' ? await parameterOf(reference.name, clients) : await secretOf(reference.name, clients);
    const value =
      reference.store === 'ssm' || reference.jsonKey === undefined ? text : memberOf(text, reference.jsonKey);
    const trimmed = value?.trim() ?? '';
    return trimmed === '' ? refused(`${what} is empty: expected a text`) : { ok: true, value: trimmed };
  } catch (error) {
    return failureOf(error, what, reference);
  }
}

async function parameterOf(name: string, { ssm }: SecretClients): Promise<string | undefined> {
  const [client, { GetParameterCommand }] = await Promise.all([ssm(), import('./clients/ssm')]);
  const command: GetParameterCommand = new GetParameterCommand({ Name: name, WithDecryption: true });
  return (await client.send(command)).Parameter?.Value;
}

async function secretOf(name: string, { secretsManager }: SecretClients): Promise<string | undefined> {
  const [client, { GetSecretValueCommand }] = await Promise.all([
    secretsManager(),
    import('./clients/secrets-manager'),
  ]);
  const command: GetSecretValueCommand = new GetSecretValueCommand({ SecretId: name });
  return (await client.send(command)).SecretString;
}

/** A member of the secret's JSON; undefined where it has none of that name. */
function memberOf(text: string | undefined, key: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
  const member = own(asObject(json) ?? {}, key);
  return typeof member === 'string' ? member : undefined;
}

const describe = (reference: SecretReference): string =>
  reference.store === 'ssm'
    ? `the parameter ${reference.name}`
    : `the secret ${reference.name}${reference.jsonKey === undefined ? '' : `, key ${reference.jsonKey}`}`;

const refused = (error: string): SecretAnswer => ({ ok: false, retry: false, error });

/** What to do about what AWS refuses for good. The rest (throttling, time-outs, faults of AWS) passes. */
const REMEDIES: Readonly<Record<string, string>> = {
  ParameterNotFound: 'create it, or correct its name in the settings',
  ParameterVersionNotFound: 'correct its version in the settings',
  ResourceNotFoundException: 'create it, or correct its name in the settings',
  InvalidRequestException: 'it is marked for deletion: restore it',
  DecryptionFailure: 'allow kms:Decrypt on its key',
  InvalidKeyId: 'allow kms:Decrypt on its key',
  ValidationException: 'correct its name in the settings',
  InvalidParameterException: 'correct its name in the settings',
};

function failureOf(error: unknown, what: string, { store }: SecretReference): SecretAnswer {
  const name = error instanceof Error ? error.name : 'an unknown error';
  const action = store === 'ssm' ? 'ssm:GetParameter' : 'secretsmanager:GetSecretValue';
  const remedy = name === 'AccessDeniedException' ? `allow ${action} on it` : REMEDIES[name];
  return remedy === undefined
    ? { ok: false, retry: true, error: `${what} could not be read: ${name}` }
    : refused(`${what} could not be read: ${name}; ${remedy}`);
}
