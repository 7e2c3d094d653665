import { isShellWord } from '../../cross-checks/shell-word';
import { regionOf } from '../../cross-checks/way-out';
import type { Facts } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { sentence } from '../image/words';
import { type FailedSecret, failedSecret, list, secretRegion } from './failed-secret';

export const secretNotFound: Cause = {
  id: 'secret-not-found',
  title: 'a secret or parameter does not exist',
  group: 'secrets',
  kind: 'doomed',
  supersedes: ['secret-other', 'unknown-failed-to-start'],
  explain(facts) {
    const secret = failedSecret(facts, 'not-found', 'json-key-missing');
    if (secret === undefined) return undefined;
    const { signal, shown, variables, blames, notes } = secret;
    const command = commandOf(facts, secret);
    return {
      confidence: 'certain',
      summary:
        signal.problem === 'json-key-missing'
          ? `${sentence(shown)} has no JSON key ${list(signal.names)}.`
          : isVersion(signal.quote.text)
            ? `${sentence(shown)} has no value in the version that the task asks for.`
            : `${sentence(shown)} ${signal.names.length > 1 ? 'do' : 'does'} not exist in the region and account that the task asks.`,
      quotes: [signal.quote],
      next: nextStep(secret),
      ...(command === undefined ? {} : { command }),
      ...(variables.length === 0 ? {} : { variables }),
      ...(blames.length === 0 ? {} : { blames }),
      notes: [...notes, ...regions(facts, secret)],
    };
  },
};

/** The secret is there, but nothing was ever stored in it. */
const isVersion = (text: string): boolean =>
  /secret value for|staging label|VersionNotFound|version \d+ not found/i.test(text);

function nextStep({ signal, shown, mapped }: FailedSecret): string {
  const variable =
    mapped[0] === undefined ? '' : `, or correct valueFrom of ${mapped[0].name} in container ${mapped[0].container}`;
  if (signal.problem === 'json-key-missing') return `Add the key ${list(signal.names)} to ${shown}${variable}.`;
  if (isVersion(signal.quote.text)) return `Store a value in ${shown}${variable}.`;
  return signal.names.length === 0
    ? 'Compare every valueFrom in the secrets of the task definition with what exists in that region and account.'
    : `Create ${shown}${variable}.`;
}

function commandOf(facts: Facts, secret: FailedSecret): string | undefined {
  const { signal, mapped } = secret;
  const region = secretRegion(secret) ?? regionOf(facts);
  const where = region === undefined ? '' : ` --region ${region}`;
  const name = signal.problem === 'json-key-missing' ? mapped[0]?.address.name : signal.names[0];
  if (!isShellWord(name)) return undefined;
  const isParameter = signal.store === 'parameter-store' || (signal.store === undefined && name.startsWith('/'));
  return isParameter
    ? `aws ssm get-parameters --names ${signal.names.filter(isShellWord).join(' ')}${where} --query InvalidParameters`
    : `aws secretsmanager describe-secret --secret-id ${name}${where}`;
}

function regions(facts: Facts, secret: FailedSecret): readonly string[] {
  const [asked, home] = [secretRegion(secret), regionOf(facts)];
  return asked === undefined || home === undefined || asked === home
    ? []
    : [`The task runs in ${home}, but the secret is looked for in ${asked}.`];
}

export const page: CausePage = {
  meaning:
    'The task definition fills a variable from a secret of Secrets Manager or a parameter of SSM, and that secret, parameter, version or JSON key does not exist: never created, misspelt, deleted, or in another region or account.',
  impact: 'No task of this revision can start: ECS reads all secrets before it starts a container.',
  fix: [
    'Look for it: `aws secretsmanager describe-secret --secret-id NAME --region REGION`, or `aws ssm get-parameters --names NAME --query InvalidParameters`.',
    'Create it, or correct `valueFrom`. An ARN with a JSON key ends in `:KEY::` (key, version stage, version id).',
    'A JSON key that is missing: `aws secretsmanager get-secret-value --secret-id NAME --query SecretString` shows the keys there are.',
    'A secret that is marked for deletion: `aws secretsmanager restore-secret --secret-id NAME`.',
  ],
  confusedWith:
    '`secret-access-denied`: it may exist, the role may not look. `secret-invalid`: it exists and is no JSON. `exit-missing-configuration`: the container started and its own check found a variable missing.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-not-found-error.html',
  ],
};
