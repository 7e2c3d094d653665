import type { AccessRefusal } from './signal';

const ACTION = /(?:not authorized to perform:?|allows the)\s+([a-z0-9-]{2,40}:[A-Za-z*]{2,80})/i;
const RESOURCE = /\bon resource:?\s+(\S{1,400}?)(?:\s|$|,|;)/i;
const ROLE = /assumed-role\/([\w+=,.@-]{1,128})/i;

/** Role, action and resource of an IAM refusal, as far as the text got: ECS cuts long ones. */
export function accessRefusal(text: string): AccessRefusal {
  const action = ACTION.exec(text)?.[1];
  const resource = RESOURCE.exec(text)?.[1];
  const role = ROLE.exec(text)?.[1];
  const kms = /\bkms:\w|KMS|ciphertext refers to a customer master key/.test(text);
  return {
    ...(action === undefined ? {} : { action }),
    ...(resource === undefined ? {} : { resource }),
    ...(role === undefined ? {} : { role }),
    ...(kms ? { kms } : {}),
  };
}

/** IAM, KMS or a resource policy said no. */
export const isRefusal = (text: string): boolean =>
  /AccessDenied|not authorized to perform|no identity-based policy allows|UnauthorizedOperation/i.test(text);
