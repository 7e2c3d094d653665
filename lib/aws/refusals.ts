/** What is asked of AWS: the IAM action that the call needs, and what it is asked about. */
export interface Question {
  /** Such as `logs:GetLogEvents`. */
  readonly action: string;
  /** In words or as an ARN, for errors that do not say it themselves. */
  readonly about: string;
}

/**
 * `credentials`: AWS does not take the caller for anybody; `unreachable`: no answer came over the network. Whatever is
 * asked next fares the same.
 */
export type RefusalKind =
  | 'denied'
  | 'throttled'
  | 'missing'
  | 'late'
  | 'spent'
  | 'credentials'
  | 'unreachable'
  | 'failed';

/** A call that brought no answer, in words that a person can act on. What AWS or the network said is the `cause`. */
export class RefusedError extends Error {
  override readonly name: string = 'RefusedError';
  readonly kind: RefusalKind;
  constructor(kind: RefusalKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** AWS asks for a slower pace. A sweep knows it by the name. */
export class ThrottledError extends RefusedError {
  override readonly name = 'Throttled';
  constructor(message: string, options?: ErrorOptions) {
    super('throttled', message, options);
  }
}

const DENIED = /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|AuthorizationError(?:Exception)?)$/;
const THROTTLED =
  /^(?:Throttl(?:ing|ed)(?:Exception|Error)?|TooManyRequests(?:Exception)?|RequestLimitExceeded|RequestThrottled(?:Exception)?)$/;
const MISSING = /NotFound(?:Exception|Fault)?$/;
const CREDENTIALS =
  /^(?:CredentialsProviderError|UnrecognizedClientException|ExpiredToken(?:Exception)?|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|MissingAuthenticationToken(?:Exception)?|IncompleteSignature)$/;
const LATE = /^(?:AbortError|TimeoutError)$/;
/** Errors of connections, by Node's codes. */
const NETWORK =
  /\b(?:EAI_AGAIN|ECONNABORTED|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|EPROTO|ETIMEDOUT)\b/;
/** Faults of our own, also where the SDK has marked them in passing. */
const OWN_FAULT = /^(?:TypeError|RangeError|ReferenceError)$/;
/** As IAM words it: `User: … is not authorized to perform: logs:GetLogEvents on resource: arn:… because …`. */
const NOT_AUTHORIZED = /not authorized to perform: ([\w-]{1,60}:\w{1,80})(?: on resource: (\S{1,600}))?/;
const DENYING_POLICY = /with an explicit deny/;
const LACKING_POLICY = /because no ([a-z -]{1,60}?) allows/;
const LONGEST_MESSAGE = 300;

/**
 * What stood in the way, where it was AWS, the network or the time; undefined for a fault of our own, which must not
 * look like one of theirs.
 */
export function refusalOf(error: unknown, { action, about }: Question, role: string): RefusedError | undefined {
  if (error instanceof RefusedError) return error;
  if (!(error instanceof Error)) return undefined;
  const options = { cause: error };
  const { name } = error;
  const said = message(error);
  if (isThrottling(error)) return new ThrottledError(`AWS throttled ${action}: ${said}`, options);
  if (DENIED.test(name)) return new RefusedError('denied', permission(error, { action, about }, role), options);
  if (CREDENTIALS.test(name))
    return new RefusedError('credentials', `AWS refused the credentials for ${action}: ${name}: ${said}`, options);
  if (LATE.test(name)) return new RefusedError('late', `${action} gave no answer in time`, options);
  const isMarked = '$metadata' in error || '$response' in error;
  const code = NETWORK.exec('code' in error ? String(error.code) : isMarked ? error.message : '')?.[0];
  if (code !== undefined) return new RefusedError('unreachable', `${action} could not be reached: ${code}`, options);
  // The SDK marks with these what came as an answer, one that it could not read included.
  if (!isMarked || (OWN_FAULT.test(name) && !('$response' in error))) return undefined;
  const kind = MISSING.test(name) ? 'missing' : 'failed';
  return new RefusedError(kind, `${action} on ${about} was refused: ${name}: ${said}`, options);
}

function isThrottling(error: Error): boolean {
  const { name, $metadata, $retryable } = error as Error & {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $retryable?: { readonly throttling?: boolean };
  };
  return THROTTLED.test(name) || $retryable?.throttling === true || $metadata?.httpStatusCode === 429;
}

/** The permission to add, by IAM's own words where it says them. */
function permission(error: Error, { action, about }: Question, role: string): string {
  const [, needed = action, resource = about] = NOT_AUTHORIZED.exec(error.message) ?? [];
  if (DENYING_POLICY.test(error.message))
    return `not allowed: a policy explicitly denies ${needed} on ${resource} to the role of ${role}`;
  const lacking = LACKING_POLICY.exec(error.message)?.[1] ?? 'identity-based policy';
  const where = lacking === 'identity-based policy' ? `the role of ${role}` : `the ${lacking} of the role of ${role}`;
  return `not allowed: add ${needed} on ${resource} to ${where}`;
}

function message({ message: said }: Error): string {
  const line = said.slice(0, LONGEST_MESSAGE).replace(/\s+/g, ' ').trim();
  return line === '' ? '(no message)' : line;
}
