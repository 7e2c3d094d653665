import { LONG_FLAGS, SHORT_FLAGS } from './command-flags';
import { AUTHORIZATION_HEADERS, BEARER_TOKENS, COOKIE_HEADERS, LISTED_HEADERS } from './http-headers';
import { JSON_WEB_TOKENS } from './json-web-token';
import { KEYED_VALUES } from './keyed-values';
import { NAME_VALUE_PAIRS, XML_ELEMENTS } from './name-value-pairs';
import { outsidePlaceholders } from './placeholder';
import { PRIVATE_KEY_BLOCKS } from './private-key-block';
import { ANNOUNCED_LOGINS, VALUES_NOT_A_NUMBER } from './refused-values';
import { mergeSpans, type SecretDetector, type SecretSpan } from './secret-span';
import { SESSION_VALUES } from './session-values';
import { QUOTED_PASSWORDS } from './spoken-passwords';
import { inOriginal, viewsOf } from './text-view';
import { tokenDetector } from './token-format';
import { CLOUD_TOKENS } from './token-formats/cloud';
import { DEVELOPMENT_TOKENS } from './token-formats/development';
import { MESSAGING_AND_PAYMENT_TOKENS } from './token-formats/messaging-and-payments';
import { MODEL_AND_MONITORING_TOKENS } from './token-formats/models-and-monitoring';
import { BARE_LOGINS, ORACLE_LOGINS, PRESIGNED_PARAMETERS, URL_CREDENTIALS } from './url-credentials';

/** All families. Among spans of one length the earlier family names the placeholder. */
const DETECTORS: readonly SecretDetector[] = [
  PRIVATE_KEY_BLOCKS,
  ...[
    ...DEVELOPMENT_TOKENS,
    ...CLOUD_TOKENS,
    ...MESSAGING_AND_PAYMENT_TOKENS,
    ...MODEL_AND_MONITORING_TOKENS,
    ...JSON_WEB_TOKENS,
  ].map(tokenDetector),
  URL_CREDENTIALS,
  BARE_LOGINS,
  ORACLE_LOGINS,
  PRESIGNED_PARAMETERS,
  AUTHORIZATION_HEADERS,
  BEARER_TOKENS,
  COOKIE_HEADERS,
  LISTED_HEADERS,
  KEYED_VALUES,
  NAME_VALUE_PAIRS,
  XML_ELEMENTS,
  QUOTED_PASSWORDS,
  SESSION_VALUES,
  ANNOUNCED_LOGINS,
  VALUES_NOT_A_NUMBER,
  LONG_FLAGS,
  SHORT_FLAGS,
];

/** Where secrets stand in a text, in order and without overlap, placeholders left out. Never throws. */
export function findSecrets(text: string): readonly SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const view of viewsOf(text)) {
    const lower = view.text.toLowerCase();
    for (const detector of DETECTORS) {
      if (!detector.keywords.some((keyword) => lower.includes(keyword))) continue;
      for (const span of detector.find(view.text)) {
        if (span.end > span.start) found.push(inOriginal(view, span));
      }
    }
  }
  return found.length === 0 ? found : outsidePlaceholders(text, mergeSpans(found));
}
