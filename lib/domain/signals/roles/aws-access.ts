import type { Passage } from '../../text/passage';
import { accessRefusal } from '../access-refusal';
import { type Detector, lineDetector } from '../detector';
import type { AccessRefusal } from '../signal';

/** Marks of an AWS SDK: Python, JavaScript, Java, Go, .NET, Ruby, PHP, Rust, the CLI. */
const OF_AWS =
  /is not authorized to perform: ?[a-z0-9-]{2,40}:\w|An error occurred \(|botocore|api error \w|operation error [A-Z]|Status ?Code: 40[0134]|status code: 40[013]|amazonaws|awssdk|aws-sdk|\bAws::|\bAmazon\.[A-Z]|Amazon\w{1,30}Exception|AWS HTTP error|\((?:client|server)\): |AccessDenied: Access Denied|AccessDeniedException: (?:User|Access|The ciphertext)|unhandled error \(/;
const DENIED =
  /AccessDenied(?:Exception|Fault)?\b|UnauthorizedOperation|UnauthorizedAccess|AuthorizationError(?:Exception)?|not authorized to perform|no identity-based policy allows|Access Denied \(Service: |Exception: Access Denied\s*$|An error occurred \((?:403|Forbidden)\)|api error Forbidden|KMSAccessDenied|Access to KMS is not allowed/;
const NO_CREDENTIALS =
  /Unable to locate credentials|NoCredentialsError|PartialCredentialsError|Could not load credentials from any provider|CredentialsProviderError|Missing credentials in config|Unable to load (?:AWS )?credentials from any|NoCredentialProviders|no EC2 IMDS role found|failed to (?:refresh|retrieve) (?:cached )?credentials|Unable to get IAM security credentials|Failed to resolve AWS credentials|Error retrieving credentials from the instance profile|MissingCredentialsError|unable to sign request without credentials|no providers in chain provided credentials|the credential provider was not enabled|CredentialsNotLoaded|EC2RoleRequestError|AmazonClientException: Unable to find credentials/i;
const EXPIRED =
  /ExpiredToken(?:Exception)?\b|security token included in the request is (?:expired|invalid)|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|The provided token has expired|RequestExpired/;

/** Something else says the same words: file systems, Spring Security, databases, telemetry that no service lives on. */
const OTHERS =
  /java\.nio\.file|springframework\.security|UnauthorizedAccessException|Access denied for user|Access is denied\b|PutTraceSegments|PutTelemetryRecords|PutMetricData|\bx-?ray\b|OTLP|otel/i;
/** Levels that say the application went on. */
const NOT_AN_ERROR =
  /^.{0,120}?\b(?:DEBUG|TRACE|INFO|WARN|WARNING)\b|["']?(?:level|severity|levelname)["']?\s*[:=]\s*["']?(?:debug|trace|info|warn|warning|10|20|30|40)\b/;
const ACCESS_LINE = /"(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS) [^"]{0,2000}" \d{3}/;
/** A text of ECS's own, pasted: the execution role's affair. */
const OF_ECS =
  /ResourceInitializationError|CannotPull|CannotStartContainer|CannotCreate|registry auth|Fetching secret data|logging driver|unable to assume|\(service [^)]{1,255}\) /i;

const OPERATION = /when calling the (\w{1,80}) operation/;
const GO_OPERATION = /operation error ([\w ]{1,40}): (\w{1,80})/;

/** The application's own calls to AWS: refused, without credentials, or with expired ones. */
export const awsAccess: Detector = lineDetector({
  id: 'aws-access',
  reads: ['log'],
  hints: [
    'accessdenied',
    'access denied',
    'not authorized to perform',
    'unauthorizedoperation',
    'authorizationerror',
    'identity-based policy',
    'api error forbidden',
    'occurred (403)',
    'occurred (forbidden)',
    'credentials',
    'credentialproviders',
    'imds role',
    'ec2rolerequesterror',
    'expiredtoken',
    'requestexpired',
    'security token',
    'provided token',
    'invalidclienttokenid',
    'unrecognizedclient',
    'invalidaccesskeyid',
    'access to kms',
  ],
  line(text, index, passage) {
    if (OTHERS.test(text) || ACCESS_LINE.test(text) || isHarmless(text, index, passage)) return undefined;
    if (passage.origin.kind === 'pasted' && OF_ECS.test(text)) return undefined;
    const missing = NO_CREDENTIALS.exec(text)?.[0];
    if (missing !== undefined) return { detail: { kind: 'aws-access', problem: 'no-credentials' }, piece: text };
    if (EXPIRED.test(text)) return { detail: { kind: 'aws-access', problem: 'expired' }, piece: text };
    if (!DENIED.test(text) || !OF_AWS.test(text)) return undefined;
    return { detail: { kind: 'aws-access', problem: 'denied', access: refusalIn(text, index, passage) }, piece: text };
  },
});

function isHarmless(text: string, index: number, { lines }: Passage): boolean {
  const source = lines[index]?.source ?? text;
  return NOT_AN_ERROR.test(source.slice(0, 2000));
}

/** Some SDKs put the sentence of IAM on the next line. */
function refusalIn(text: string, index: number, { lines }: Passage): AccessRefusal {
  const refusal = accessRefusal(text);
  const known = refusal.action === undefined ? { ...accessRefusal(lines[index + 1]?.text ?? ''), ...refusal } : refusal;
  if (known.action !== undefined) return known;
  const go = GO_OPERATION.exec(text);
  const operation = OPERATION.exec(text)?.[1] ?? go?.[2];
  if (operation === undefined) return known;
  const service = go?.[1]?.toLowerCase().replace(/ /g, '');
  return { ...known, action: service === undefined ? operation : `${service}:${operation}` };
}
