import { describeRole } from '../../cross-checks/which-role';
import { type Facts, signalOf } from '../../facts';
import { valueIn } from '../../read';
import { secretAddress } from '../../signals/secrets/secret-names';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage } from '../cause';
import { failedPull } from './pulled-image';

export const registryAuthSecret: Cause = {
  id: 'registry-auth-secret',
  title: 'the credentials for the private registry cannot be used',
  group: 'image',
  kind: 'doomed',
  supersedes: [
    'image-pull-other',
    'unknown-failed-to-start',
    'secret-other',
    'secret-access-denied',
    'secret-not-found',
    'secret-invalid',
  ],
  explain(facts) {
    const definition = valueIn(facts.evidence.definition);
    const pull = failedPull(facts, ({ problem }) => problem === 'registry-secret');
    const secret = pull === undefined ? secretOfRegistry(facts) : undefined;
    const quote = pull?.signal.quote ?? secret?.signal.quote;
    if (quote === undefined) return undefined;
    const credentials = secret?.credentials ?? pull?.containerDefinition?.registryCredentials;
    const named =
      credentials === undefined ? 'the secret in repositoryCredentials' : `secret ${secretAddress(credentials).name}`;
    const access = pull?.signal.access ?? secret?.signal.access;
    const role = describeRole(access?.role, definition);
    const trouble =
      access !== undefined || secret?.signal.problem === 'access-denied'
        ? `cannot be read by ${role ?? 'the execution role'}`
        : /malformed|unmarshal|empty/i.test(quote.text)
          ? 'does not hold {"username": …, "password": …}'
          : 'cannot be read or is not as it should be';
    return {
      confidence: 'certain',
      summary: `The login to the private registry failed: ${named} ${trouble}.`,
      quotes: [quote],
      next: `Check that ${named} exists in the task's region, holds {"username": …, "password": …}, and that the execution role may secretsmanager:GetSecretValue on it.`,
    };
  },
};

/** A secret that was not read although no variable needs it: the one with the registry's credentials. */
function secretOfRegistry(
  facts: Facts,
): { readonly signal: SignalOf<'secret'>; readonly credentials: string } | undefined {
  for (const { registryCredentials, secrets } of valueIn(facts.evidence.definition)?.containers ?? []) {
    if (registryCredentials === undefined) continue;
    const { name } = secretAddress(registryCredentials);
    const signal = signalOf(facts, 'secret', (one) => one.problem !== 'network' && one.names.includes(name));
    if (signal === undefined || secrets.some(({ valueFrom }) => secretAddress(valueFrom).name === name)) continue;
    return { signal, credentials: registryCredentials };
  }
  return undefined;
}

export const page: CausePage = {
  meaning:
    'The container pulls from a private registry with the user name and password in a secret (`repositoryCredentials`), and that secret is missing, may not be read, or does not hold what ECS expects. The registry itself was not asked yet.',
  impact: 'No task of this service can start, even with an image that ran yesterday.',
  fix: [
    'See which secret it is: `aws ecs describe-task-definition --task-definition FAMILY --query "taskDefinition.containerDefinitions[].repositoryCredentials"`.',
    'Its value must be JSON: `{"username": "USER", "password": "TOKEN"}`.',
    'Let the **execution role** read it: `secretsmanager:GetSecretValue` on the secret, and `kms:Decrypt` where it has a key of its own.',
  ],
  confusedWith:
    '`image-pull-unauthorized`: the secret was read and the registry refused what is in it. `secret-access-denied`, `secret-not-found`: a secret for a variable of the container. `secret-network`: Secrets Manager was not reached.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html'],
};
