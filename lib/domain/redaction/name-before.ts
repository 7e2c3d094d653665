import { type SensitiveName, sensitiveName } from './sensitive-name';

/** A sensitive name in front of a separator. */
export interface NamePlace {
  readonly name: SensitiveName;
  readonly quoted: boolean;
  /** The name is a single short word such as `pass`, which also counts things. */
  readonly short: boolean;
  /** Nothing but indentation, a list dash or `export` stands before the name. */
  readonly startsLine: boolean;
}

const NAME_CHARACTER = /[\w.$-]/;
const MAX_NAME = 80;
const PRECEDING = /(?:[A-Za-z]{1,20} ){1,2}$/;
const PARTICIPLE = /^(?:provided|supplied|given|received|used)$/i;
const FAULT = /\b(?:unexpected|illegal|unknown|next|bad|stray|invalid|missing|expired|wrong) $/i;
const LINE_START = /(?:^|[\r\n])[ \t]{0,20}(?:- |export )?["']?$/;

/** The sensitive name that ends before the separator at `index`; quotes, brackets and a few spaces may come between. */
export function nameBefore(text: string, index: number): NamePlace | undefined {
  let end = index;
  while (end > index - 4 && /[ \t]/.test(text.charAt(end - 1))) end -= 1;
  const unquoted = end;
  while (end > unquoted - 2 && /["'`\]]/.test(text.charAt(end - 1))) end -= 1;
  let start = end;
  while (start > 0 && end - start < MAX_NAME && NAME_CHARACTER.test(text.charAt(start - 1))) start -= 1;
  if (start === end) return undefined;
  const own = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 44), start);
  if (isArnPiece(own, before, text, index)) return undefined;
  const quoted = end < unquoted;
  const preceding = quoted ? '' : (PRECEDING.exec(before)?.[0] ?? '');
  const name = sensitiveName(own) ?? sensitivePhrase(preceding, own);
  if (name === undefined || isWorkingDirectory(own, text, index) || isImageTag(before, text, index)) return undefined;
  const firm = name.firm && !(FAULT.test(preceding) && !name.kind.startsWith('password'));
  return { name: { kind: name.kind, firm }, quoted, short: own.length <= 4, startsLine: LINE_START.test(before) };
}

/** A name of several words: `API key`, `secret access key`, `API key provided`. */
function sensitivePhrase(preceding: string, own: string): SensitiveName | undefined {
  if (preceding === '') return undefined;
  return sensitiveName(PARTICIPLE.test(own) ? preceding : preceding + own);
}

/** `secret:name-AbCdEf`, the rest of an ARN whose head was cut off. */
function isArnPiece(own: string, before: string, text: string, index: number): boolean {
  const last = own === 'secret' ? before.slice(-1) : own.endsWith('.secret') ? '.' : '';
  return last !== '' && ':.…*'.includes(last) && text.charAt(index) === ':' && /[\w/]/.test(text.charAt(index + 1));
}

function isWorkingDirectory(own: string, text: string, index: number): boolean {
  return /^(?:OLD)?PWD$/i.test(own) && /^\s{0,3}["']?[/~]/.test(text.slice(index + 1, index + 6));
}

/** `registry/auth-token:1.4.2`: the part before the colon is an image, not a name. */
function isImageTag(before: string, text: string, index: number): boolean {
  return before.endsWith('/') && text.charAt(index) === ':' && /\w/.test(text.charAt(index + 1));
}
