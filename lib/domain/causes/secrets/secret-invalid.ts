import { isShellWord } from '../../cross-checks/shell-word';
import type { Cause, CausePage } from '../cause';
import { sentence } from '../image/words';
import { failedSecret } from './failed-secret';

export const secretInvalid: Cause = {
  id: 'secret-invalid',
  title: 'a secret is not what the task definition expects',
  group: 'secrets',
  kind: 'doomed',
  supersedes: ['secret-other', 'unknown-failed-to-start'],
  explain(facts) {
    const secret = failedSecret(facts, 'invalid');
    if (secret === undefined) return undefined;
    const { signal, shown, variables, notes, blames } = secret;
    const json = /looking for|invalid character|JSON|unmarshal/i.test(signal.quote.text);
    const version = /VersionId|VersionStage|minimum field size/i.test(signal.quote.text);
    const name = signal.names[0];
    return {
      confidence: 'certain',
      summary: json
        ? `The value of ${shown} is not valid JSON, but the task definition asks for a key in it.`
        : version
          ? `The version in the valueFrom of ${shown} is not valid: a colon too few or too many in ARN:key:stage:version.`
          : `${sentence(shown)} is not referred to in a way that the store accepts.`,
      quotes: [signal.quote],
      next: json
        ? `Store ${shown} again as JSON with double quotes, or leave the key out of valueFrom.`
        : 'Correct valueFrom: ARN, or ARN:json-key:version-stage:version-id with all three colons.',
      ...(json && isShellWord(name)
        ? {
            command: `aws secretsmanager get-secret-value --secret-id ${name} --query SecretString --output text | python3 -m json.tool`,
          }
        : {}),
      ...(variables.length === 0 ? {} : { variables }),
      ...(blames.length === 0 ? {} : { blames }),
      notes,
    };
  },
};

export const page: CausePage = {
  meaning:
    'The secret was found, but not as the task definition expects it: the value is not JSON although a JSON key is asked for, or `valueFrom` is not a valid reference (colons miscounted, an ARN of the wrong kind).',
  impact: 'No task of this revision can start.',
  fix: [
    'See whether the value is JSON: `aws secretsmanager get-secret-value --secret-id NAME --query SecretString --output text | python3 -m json.tool`. Single quotes, as a Windows shell may leave them, are not JSON.',
    'Count the colons: `ARN:KEY:STAGE:VERSION`; leave empty what you do not need, but keep the colons (`ARN:KEY::`).',
    'A plain value needs the bare ARN, without a key.',
  ],
  confusedWith:
    '`secret-not-found`: the JSON is fine and lacks the key. `registry-auth-secret`: the secret of a private registry.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html'],
};
