import { isHarmlessValue, isStandIn } from './harmless-value';
import { looksRandom } from './looks-random';
import type { SecretDetector, SecretSpan } from './secret-span';

const MAX_AUTHORITY = 600;
const END_OF_URL = /[\s"'`<>\\]/;
const HOST = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,250}(?::\d{1,5})?(?:[/?#,]|$)/;
const ORACLE_LOGIN = /jdbc:oracle:[a-z0-9]{1,10}:[^\s/"']{1,60}\/([^\s@"']{1,120})(?=@)/gi;
const DRIVER_LOGIN = /[\w.+-]{1,64}:([^\s@/"'`]{1,200})$/;
const LISTED_SIGNATURE =
  /(?<![\w-])(?:x-amz-(?:signature|credential|security-token)|x-goog-(?:signature|credential)|awsaccesskeyid|x-ms-signature)=([^\s&"'<>,;)\\]{8,3000})/gi;
const SIGNATURE = /(?:[?&;]|, ?)(?:sig|signature|hmac|code|oauth_token|oauth_verifier)=([^\s&"'<>,;)\\]{16,2000})/gi;

/** The password of `scheme://name:password@host`, also without a name; a key standing alone before the `@`, as in a Sentry DSN. */
export const URL_CREDENTIALS: SecretDetector = { keywords: ['://'], find: credentials };

/** `name:password@tcp(host)` of Go's MySQL driver, and `name:password@registry.example.com/image`. */
export const BARE_LOGINS: SecretDetector = { keywords: ['@'], find: bareLogins };

/** `jdbc:oracle:thin:name/password@host`. */
export const ORACLE_LOGINS: SecretDetector = { keywords: ['jdbc:oracle:'], find: oracleLogins };

/** Signatures and credentials of presigned addresses. */
export const PRESIGNED_PARAMETERS: SecretDetector = {
  keywords: ['x-amz-', 'x-goog-', 'awsaccesskeyid', 'x-ms-', 'sig=', 'signature=', 'hmac=', 'code=', 'oauth_'],
  find: presigned,
};

function* credentials(text: string): Generator<SecretSpan> {
  let at = text.indexOf('://');
  for (; at !== -1; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    const login = loginOf(text.slice(start, start + MAX_AUTHORITY));
    if (login === undefined) continue;
    const colon = login.indexOf(':');
    const password = colon === -1 ? '' : login.slice(colon + 1);
    if (password !== '') {
      const from = start + colon + 1;
      if (!isStandIn(password)) yield { start: from, end: from + password.length, kind: 'url-password' };
      continue;
    }
    const name = colon === -1 ? login : login.slice(0, colon);
    if (name.length >= 20 && looksRandom(name)) yield { start, end: start + name.length, kind: 'url-password' };
  }
}

/** What stands before the host. A password may hold `@`, and unencoded even `/`. */
function loginOf(rest: string): string | undefined {
  const end = rest.search(END_OF_URL);
  const url = end === -1 ? rest : rest.slice(0, end);
  const next = url.indexOf('://');
  const one = next === -1 ? url : url.slice(0, next);
  const slash = one.search(/[/?#]/);
  const authority = slash === -1 ? one : one.slice(0, slash);
  const sign = authority.lastIndexOf('@');
  if (sign !== -1) return authority.slice(0, sign);
  const colon = authority.indexOf(':');
  if (slash === -1 || colon === -1 || authority.startsWith('[') || /^\d{0,5}$/.test(authority.slice(colon + 1)))
    return undefined;
  const later = one.lastIndexOf('@');
  return later > slash && HOST.test(one.slice(later + 1)) ? one.slice(0, later) : undefined;
}

function* bareLogins(text: string): Generator<SecretSpan> {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const after = text.slice(at + 1, at + 140);
    const driver = /^(?:tcp|unix)\(/.test(after);
    if (!driver && !/^[a-z0-9-]{1,60}\.[a-z0-9.-]{2,60}(?::\d{1,5})?\/[a-z0-9]/.test(after)) continue;
    const login = DRIVER_LOGIN.exec(text.slice(Math.max(0, at - 270), at));
    const secret = login?.[1] ?? '';
    if (secret === '' || isHarmlessValue(secret) || login?.[0].startsWith('mailto:') === true) continue;
    if (driver || !/^[A-Za-z.]{1,30}$/.test(secret)) yield { start: at - secret.length, end: at, kind: 'url-password' };
  }
}

function* oracleLogins(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(ORACLE_LOGIN)) {
    const end = match.index + match[0].length;
    yield { start: end - (match[1] ?? '').length, end, kind: 'url-password' };
  }
}

function* presigned(text: string): Generator<SecretSpan> {
  for (const pattern of [LISTED_SIGNATURE, SIGNATURE]) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? '';
      const end = match.index + match[0].length;
      if (pattern === LISTED_SIGNATURE ? !isHarmlessValue(value) : looksRandom(value)) {
        yield { start: end - value.length, end, kind: 'url-signature' };
      }
    }
  }
}
