import { isHarmlessValue, isPhrase } from './harmless-value';
import type { SecretDetector, SecretSpan } from './secret-span';
import { sensitiveName } from './sensitive-name';

const NAME_THEN_VALUE =
  /["']?\b(?:name|key)["']?\s{0,4}[:=]\s{0,4}["']?([\w.-]{2,80})["']?\s{0,4},?\s{0,12}["']?\bvalue["']?\s{0,4}[:=]\s{0,4}(?:"([^"\n]{1,2000})|'([^'\n]{1,2000})|([^\s"',}]{1,2000}))/gi;
const VALUE_THEN_NAME =
  /["']value["']\s{0,4}:\s{0,4}["']([^"'\n]{1,2000})["']\s{0,4},\s{0,12}["'](?:name|key)["']\s{0,4}:\s{0,4}["']([\w.-]{2,80})["']/gi;
const ELEMENT = /<([A-Za-z_][\w.:-]{1,60})>([^<\n]{1,1000})<\//g;

/** `{"name": "DB_PASSWORD", "value": "…"}`, as task definitions and manifests write variables, in both orders. */
export const NAME_VALUE_PAIRS: SecretDetector = { keywords: ['value'], find: pairs };

/** `<password>…</password>`. */
export const XML_ELEMENTS: SecretDetector = { keywords: ['</'], find: elements };

function* pairs(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(NAME_THEN_VALUE)) {
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const end = match.index + match[0].length;
    yield* secret(match[1] ?? '', value, end - value.length);
  }
  for (const match of text.matchAll(VALUE_THEN_NAME)) {
    const value = match[1] ?? '';
    yield* secret(match[2] ?? '', value, match.index + match[0].indexOf(value, 7));
  }
}

function* elements(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(ELEMENT)) {
    const name = match[1] ?? '';
    yield* secret(name, match[2] ?? '', match.index + name.length + 2);
  }
}

function* secret(name: string, value: string, start: number): Generator<SecretSpan> {
  const sensitive = sensitiveName(name);
  if (sensitive === undefined || value.trim() === '' || isHarmlessValue(value) || isPhrase(value)) return;
  yield { start, end: start + value.length, kind: sensitive.kind };
}
