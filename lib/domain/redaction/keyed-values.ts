import { isCall, isHarmlessValue, isNumber, isPhrase } from './harmless-value';
import { couldBeSecret } from './looks-random';
import { type NamePlace, nameBefore } from './name-before';
import { placeholdersIn } from './placeholder';
import type { SecretDetector, SecretSpan } from './secret-span';
import { type ValueExtent, valuesAt } from './value-extent';

const ARN = /\barn:[a-z-]{2,20}:[A-Za-z0-9:/_.*+@$<>[\]{}…-]{1,2048}/g;
const SEPARATOR = /[:=]/g;
const PROSE_WORD = /^[A-Za-z][A-Za-z'’-]{0,30}[.,:;!?]?$/;
const THEN_PROSE = /[ \t](?:[A-Za-z][A-Za-z'’-]{0,40}(?![\w=:-])|[`"'(])/y;

/** Values under a telling name: JSON, YAML, dotenv, logfmt, queries, headers, connection strings. The name itself always stays. */
export const KEYED_VALUES: SecretDetector = {
  keywords: [
    'pass',
    'pwd',
    'pw',
    'secret',
    'token',
    'key',
    'credential',
    'salt',
    'pepper',
    'jwt',
    '_auth',
    'masterauth',
  ],
  find: keyedValues,
};

/** A text made to keep the judge busy, value within value, is hidden rather than judged. */
function* keyedValues(text: string): Generator<SecretSpan> {
  const skipped = [...placeholdersIn(text), ...arnsIn(text)].sort((a, b) => a.start - b.start);
  let next = 0;
  let done = 0;
  let work = 0;
  for (const { index } of text.matchAll(SEPARATOR)) {
    while ((skipped[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next += 1;
    if (index < done || (skipped[next]?.start ?? Number.POSITIVE_INFINITY) <= index) continue;
    const from = afterSeparator(text, index);
    if (from === undefined) continue;
    const place = nameBefore(text, index);
    if (place === undefined) continue;
    const start = skipSpaces(text, from);
    for (const value of valuesAt(text, start)) {
      work += value.end - value.start;
      const tooMuch = work > 4 * text.length + 4096;
      if (
        !tooMuch &&
        !isSecret(text, place, value, { colon: text.charAt(index) === ':' && from === index + 1, spaced: start > from })
      )
        continue;
      yield { start: value.start, end: value.end, kind: place.name.kind };
      done = value.end;
    }
  }
}

interface Style {
  /** `name: value`, as prose has it too, and not `name=value`. */
  readonly colon: boolean;
  readonly spaced: boolean;
}

function isSecret(text: string, place: NamePlace, extent: ValueExtent, style: Style): boolean {
  const value = text.slice(extent.start, extent.end);
  if (value.trim() === '' || isHarmlessValue(value)) return false;
  if (extent.quote !== '') return !isPhrase(value) && (place.name.firm || place.quoted || !isNumber(value));
  if (style.spaced && !style.colon && isCall(value)) return false;
  if (style.colon && style.spaced && isProse(text, value, extent.end)) return false;
  if (place.name.firm) return !(place.short && isNumber(value));
  if (isNumber(value)) return false;
  if (style.colon)
    return place.startsLine && endsLine(text, extent.end) ? /^\S{4,}$/.test(value) : couldBeSecret(value);
  return !style.spaced || couldBeSecret(value);
}

function isProse(text: string, value: string, end: number): boolean {
  if (!PROSE_WORD.test(value)) return false;
  if (value.endsWith(':')) return true;
  THEN_PROSE.lastIndex = end;
  return THEN_PROSE.test(text);
}

function arnsIn(text: string) {
  if (!text.includes('arn:')) return [];
  return Array.from(text.matchAll(ARN), ({ index, 0: arn }) => ({ start: index, end: index + arn.length }));
}

/** The index behind `:`, `=`, `=>` or `:=`; undefined for `::`, `==`, `!=` and their like, and for `://`. */
function afterSeparator(text: string, index: number): number | undefined {
  const before = text.charAt(index - 1);
  const next = text.charAt(index + 1);
  if (text.charAt(index) === ':') {
    if (before === ':' || next === ':' || (next === '/' && text.charAt(index + 2) === '/')) return undefined;
    return next === '=' ? index + 2 : index + 1;
  }
  if (before !== '' && ':=!<>~'.includes(before)) return undefined;
  if (next === '=' || next === '~') return undefined;
  return next === '>' ? index + 2 : index + 1;
}

function skipSpaces(text: string, from: number): number {
  let index = from;
  while (index < from + 8 && (text.charAt(index) === ' ' || text.charAt(index) === '\t')) index += 1;
  return index;
}

function endsLine(text: string, index: number): boolean {
  return /^[ \t]{0,8}(?:$|[\r\n#])/.test(text.slice(index, index + 9));
}
