/** Source of a pattern for upper-case words joined by underscores, as environment variables are named by custom. */
export const VARIABLE = `[A-Z][A-Z0-9]{0,40}(?:_{1,2}[A-Z0-9]{1,40}){1,12}(?![A-Za-z0-9])`;

/** Source of a pattern for any name of a setting: `db.host`, `ConnectionStrings:Default`, `SECRET_KEY`, `api-key`. */
export const ANY_NAME = String.raw`[A-Za-z_][\w.:\[\]/-]{0,100}\w|[A-Za-z_]`;

const WHOLE_VARIABLE = new RegExp(`^${VARIABLE}$`);

/** Single words that are variables in many images; any other single upper-case word is just loud. */
const SINGLE_WORDS = new Set(
  'PORT HOST HOSTNAME TOKEN SECRET PASSWORD USERNAME DSN ENV DOMAIN DATABASE ENVIRONMENT REGION BUCKET APIKEY'.split(
    ' ',
  ),
);

/** Upper-case words with underscores that name an error, not a setting. */
const ERROR_CODE =
  /^(?:ERR|EAI|ER|WSA|ORA|CODE|ERROR)_|_(?:NOT_FOUND|FAILED|FAILURE|ERROR|EXCEPTION|REFUSED|DENIED|EXCEEDED|MISSING|INVALID|NOT_SET|REQUIRED|UNAVAILABLE|UNREACHABLE)$|^(?:NO_SECRET|NOT_FOUND|SELF_SIGNED_\w{1,40}|UNABLE_TO_\w{1,60}|DEPTH_ZERO_\w{1,40})$/;

/** `SECRET_KEY` and the few single words such as `PORT`; not `ERR_MODULE_NOT_FOUND`. */
export const looksLikeVariable = (name: string): boolean =>
  SINGLE_WORDS.has(name) || (WHOLE_VARIABLE.test(name) && !ERROR_CODE.test(name));

/** Where a name stands in a text. */
export interface NameAt {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const MOST_NAMES = 40;

/** Names of variables in a text, in its order. */
export function variablesIn(text: string): readonly NameAt[] {
  const found: NameAt[] = [];
  const single = [...SINGLE_WORDS].join('|');
  const pattern = new RegExp(`(?<![A-Za-z0-9_./-])(?:${VARIABLE}|(?:${single})(?![A-Za-z0-9_]))`, 'g');
  for (const match of text.matchAll(pattern)) {
    if (found.length >= MOST_NAMES) break;
    const name = match[0];
    if (looksLikeVariable(name)) found.push({ name, start: match.index, end: match.index + name.length });
  }
  return found;
}

/** Each name once, in order. */
export const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];
