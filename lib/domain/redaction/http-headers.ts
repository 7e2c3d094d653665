import { isHarmlessValue, isPhrase } from './harmless-value';
import { couldBeSecret, looksRandom } from './looks-random';
import type { SecretDetector, SecretSpan } from './secret-span';

const SEPARATOR = `(?:["'\\]]{0,2}[ \\t]{0,3}(?::|=>|=)[ \\t]{0,3}\\[?b?["']?|["'][ \\t]{0,3},[ \\t]{0,3}["'])`;
const AUTHORIZATION = new RegExp(
  `\\bauthorization${SEPARATOR}(?:([A-Za-z][A-Za-z0-9-]{1,30})[ \\t]{1,3})?(?=\\S)`,
  'gi',
);
const BEARER =
  /\b(?:bearer[ \t]{1,3}([A-Za-z0-9._~+/=-]{8,12000})|basic[ \t]{1,3}([A-Za-z0-9+/]{8,4000}={0,2})(?![A-Za-z0-9._=-]))/gi;
const COOKIE = new RegExp(`\\b(?:set-)?cookie${SEPARATOR}`, 'gi');
const COOKIE_PAIR = /[ \t]?([\w.$-]{1,80})(?:=([^;\s"',]{0,4096}))?/y;
const COOKIE_ATTRIBUTE = /^(?:path|domain|expires|max-age|samesite|version)$/i;
const LISTED_HEADER =
  /["'](?:x-[a-z-]{0,40}(?:key|token|secret)|api-key|private-token)["'][ \t]{0,3},[ \t]{0,3}["']([^"'\n]{4,4096})/gi;
const WHOLE_REST = /^(?:digest|aws4-hmac-sha256|hmac|oauth|hawk|signature)$/i;

/** Credentials of an `Authorization` header: the scheme stays, what follows it goes. */
export const AUTHORIZATION_HEADERS: SecretDetector = { keywords: ['authorization'], find: authorizations };

/** `Bearer …` and `Basic …` without their header. */
export const BEARER_TOKENS: SecretDetector = { keywords: ['bearer ', 'basic '], find: bearers };

/** The cookies of a `Cookie` or `Set-Cookie` header; their names and attributes stay. */
export const COOKIE_HEADERS: SecretDetector = { keywords: ['cookie'], find: cookies };

/** Raw header lists, name and value as neighbours: `["X-Api-Key", "…"]`. */
export const LISTED_HEADERS: SecretDetector = { keywords: ['x-', 'api-key', 'private-token'], find: listed };

function* authorizations(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(AUTHORIZATION)) {
    const scheme = match[1];
    const start = match.index + match[0].length;
    const rest = scheme !== undefined && WHOLE_REST.test(scheme) ? /^[^"'\r\n]{1,4096}/ : /^[^\s"',\]}]{1,12000}/;
    const value = rest.exec(text.slice(start, start + 12000))?.[0] ?? '';
    if (isHarmlessValue(value) || isPhrase(value)) continue;
    if (couldBeSecret(value)) yield { start, end: start + value.length, kind: 'authorization' };
  }
}

function* bearers(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(BEARER)) {
    const value = match[1] ?? match[2] ?? '';
    const end = match.index + match[0].length;
    if (looksRandom(value) || /^[A-Za-z0-9+/]{8,}={1,2}$/.test(value))
      yield { start: end - value.length, end, kind: 'authorization' };
  }
}

function* cookies(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(COOKIE)) {
    COOKIE_PAIR.lastIndex = match.index + match[0].length;
    for (let pair = COOKIE_PAIR.exec(text); pair !== null; pair = COOKIE_PAIR.exec(text)) {
      const [, name = '', value = ''] = pair;
      const end = COOKIE_PAIR.lastIndex;
      if (value !== '' && !COOKIE_ATTRIBUTE.test(name)) yield { start: end - value.length, end, kind: 'cookie' };
      if (text.charAt(end) !== ';') break;
      COOKIE_PAIR.lastIndex = end + 1;
    }
  }
}

function* listed(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(LISTED_HEADER)) {
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? '').length;
    if (couldBeSecret(text.slice(start, end))) yield { start, end, kind: 'token' };
  }
}
