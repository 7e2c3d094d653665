import { isRefusal } from '../access-refusal';
import { agentDetector } from '../agent-detector';
import { agentRefusal } from '../agent-refusal';
import type { Detector } from '../detector';
import type { SignalOf } from '../signal';
import { unreachedOf } from '../unreached';
import { namesIn } from './secret-names';

type SecretProblem = SignalOf<'secret'>['problem'];

const ABOUT_SECRETS =
  /pull secrets|retrieve (?:the )?secrets?|fetch secret|fetching secret data|ssm parameters?|json key|pull the secret|secret resource: unable to find|invalid parameters: \/?[\w./-]|perform: (?:secretsmanager|ssm):\w{1,60}|allows the (?:secretsmanager|ssm):\w{1,60}|secretsmanager secretID|Secrets Manager can['’]t find/i;
const OTHERS =
  /CannotPull|ecr registry auth|registry auth from|asm fetching|ecr:GetAuthorizationToken|operation error ECR/i;

const JSON_KEY = /contain json key\s+["']?([\w./+=@-]{1,200})/i;
const NO_ACCESS =
  /Access to KMS is not allowed|ciphertext refers to|KMSAccessDenied|KMSInvalidState|DecryptionFailure|InvalidKeyId|unable to find execution role credentials/i;
const MISSING =
  /ResourceNotFoundException|can['’]t find the specified secret|ParameterNotFound|ParameterVersionNotFound|invalid (?:ssm )?parameters?:|marked (?:for|as) delet\w+|scheduled for deletion|was deleted/i;
const INVALID =
  /looking for beginning of|invalid character|unexpected end of JSON|cannot unmarshal|minimum field size|validation error|ValidationException|Invalid(?:Parameter|Request)(?:Exception)?\b|invalid ARN|not a valid|could not find a secretsmanager secretID/i;
const FRIENDLY_MISSING = /Check whether the secret exists/i;

/** Secrets and parameters that a task's containers need before they start. */
export const secretFetch: Detector = agentDetector({
  id: 'secret-fetch',
  reads: ['reason', 'message'],
  hints: [
    'pull secrets',
    'retrieve secret',
    'retrieve the secret',
    'fetch secret',
    'fetching secret',
    'ssm parameter',
    'json key',
    'pull the secret',
    'secret resource',
    'invalid parameters:',
    'secretsmanager:',
    'perform: ssm:',
    'allows the ssm:',
    'find the specified secret',
    'secretsmanager secretid',
  ],
  find(text) {
    const about = ABOUT_SECRETS.exec(text);
    if (about === null || OTHERS.test(text)) return undefined;
    const { problem, piece } = problemOf(text);
    const key = JSON_KEY.exec(text)?.[1];
    const reference = /arn:[\w-]{1,30}:(?:secretsmanager|ssm):[^\s'",;)]{1,600}/.exec(text)?.[0].replace(/[:.]+$/, '');
    const unreached = problem === 'network' ? unreachedOf(text) : undefined;
    const store = storeOf(text);
    return {
      detail: {
        kind: 'secret',
        problem,
        names: key === undefined ? namesIn(text) : [key],
        ...(store === undefined ? {} : { store }),
        ...(reference === undefined ? {} : { reference }),
        ...(unreached === undefined ? {} : { unreached }),
        ...(problem === 'access-denied' ? { access: agentRefusal(text) } : {}),
      },
      piece: piece ?? about[0],
    };
  },
});

function problemOf(text: string): { readonly problem: SecretProblem; readonly piece?: string } {
  const found = (problem: SecretProblem, mark: RegExp) => {
    const piece = mark.exec(text)?.[0];
    return { problem, ...(piece === undefined ? {} : { piece }) };
  };
  if (JSON_KEY.test(text)) return found('json-key-missing', JSON_KEY);
  if (isRefusal(text)) return found('access-denied', /AccessDenied\w*|not authorized to perform/i);
  if (NO_ACCESS.test(text)) return found('access-denied', NO_ACCESS);
  if (MISSING.test(text)) return found('not-found', MISSING);
  if (INVALID.test(text)) return found('invalid', INVALID);
  if (unreachedOf(text) !== undefined) return found('network', /connection issue|timeout|dial tcp|deadline exceeded/i);
  if (FRIENDLY_MISSING.test(text)) return found('not-found', FRIENDLY_MISSING);
  return { problem: 'unspecified' };
}

function storeOf(text: string): SignalOf<'secret'>['store'] {
  if (/\bssm\b|ssm:|Parameter Store|Systems Manager/i.test(text)) return 'parameter-store';
  return /\basm\b|secretsmanager|Secrets Manager/i.test(text) ? 'secrets-manager' : undefined;
}
