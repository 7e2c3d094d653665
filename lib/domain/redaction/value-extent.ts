/** Where a value stands, quotes excluded. */
export interface ValueExtent {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

const QUOTES = '"\'`';
const MAX_QUOTED = 4096;
const MAX_LISTED = 20;
const PREFIXED_QUOTE = /(?:[bBrRuUfF]|[A-Za-z_][A-Za-z_.]{0,40}[([])(?=["'])/y;
const NEXT_PAIR = /[ \t]{0,3}["']?[A-Za-z_][\w.-]{0,40}["']?[ \t]{0,2}[=:]/y;
const CLOSER = /[\])}]*(?=["'`,;\s]|\.?$|\.\s)/y;
const PLAIN = /[^\s"'`\\()[\]{}<,;&|]{1,4096}/y;
const ESCAPE = /\\["'`\\nrtu]/y;

/** The values that begin at `from`: one, or the members of a list. Spaces before it belong to the caller. */
export function valuesAt(text: string, from: number): readonly ValueExtent[] {
  if (text.charAt(from) !== '[') {
    const value = valueAt(text, from);
    return value === undefined ? [] : [value];
  }
  const values: ValueExtent[] = [];
  let at = from + 1;
  while (values.length < MAX_LISTED) {
    while (text.charAt(at) === ' ' || text.charAt(at) === '[') at += 1;
    const value = valueAt(text, at, true);
    if (value === undefined) break;
    values.push(value);
    at = value.end + value.quote.length;
    if (text.charAt(at) !== ',') break;
    at += 1;
  }
  return values;
}

function valueAt(text: string, from: number, listed = false): ValueExtent | undefined {
  PREFIXED_QUOTE.lastIndex = from;
  const at = PREFIXED_QUOTE.test(text) ? PREFIXED_QUOTE.lastIndex : from;
  const quote = text.charAt(at);
  if (quote !== '' && QUOTES.includes(quote)) return quotedAt(text, at + 1, quote);
  const end = endOfRun(text, from, listed);
  return end > from ? { start: from, end, quote: '' } : undefined;
}

function quotedAt(text: string, start: number, quote: string): ValueExtent {
  const limit = Math.min(text.length, start + MAX_QUOTED);
  let end = start;
  for (; end < limit; end += 1) {
    const character = text.charAt(end);
    if (character === quote || character === '\n') break;
    if (character === '\\') end += 1;
  }
  return { start, end: Math.min(end, limit), quote };
}

/** A bare value runs to white space, to a double quote, to the next pair or to the bracket that closes around it. */
function endOfRun(text: string, start: number, listed: boolean): number {
  let open = 0;
  let index = start;
  for (; index < text.length; index += 1) {
    if (follows(PLAIN, text, index)) index = PLAIN.lastIndex;
    const character = text.charAt(index);
    if (character === '' || /\s/.test(character) || character === '"') break;
    if (character === '\\' && follows(ESCAPE, text, index)) break;
    if (character === '(' || character === '[' || character === '{') open += 1;
    else if (character === ')' || character === ']' || character === '}') {
      if (open > 0) open -= 1;
      else if (listed || follows(CLOSER, text, index)) break;
    } else if ((character === "'" || character === '`' || character === '<') && !/[\w]/.test(text.charAt(index + 1)))
      break;
    else if (',;&|'.includes(character) && endsAt(text, index, listed)) break;
  }
  return index;
}

function endsAt(text: string, index: number, listed: boolean): boolean {
  const next = text.charAt(index + 1);
  return listed || next === '' || /[\s"'}\])|]/.test(next) || follows(NEXT_PAIR, text, index + 1);
}

function follows(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}
