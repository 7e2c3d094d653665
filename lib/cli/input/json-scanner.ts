/** What a piece of text did to the JSON value that is being read. */
export type Scan =
  | { readonly state: 'more' }
  /** The value is complete; `end` is the index after it. */
  | { readonly state: 'complete'; readonly end: number }
  | { readonly state: 'broken'; readonly expected: string };

type Expected = 'a value' | 'a name' | 'a colon' | 'a comma or the end';

const SPACE = /[\t\r\n ]*/y;
const SCALAR = /[-+.\w]+/y;
const MORE: Scan = { state: 'more' };

/**
 * Finds the end of one JSON object or array that spans lines, and the place where it stops being one, so that a broken
 * value does not swallow its neighbours. Only the structure is looked at: scalars and escapes are left to JSON.parse.
 */
export function jsonScanner(): (line: string, from: number) => Scan {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'a value';
  let mayEnd = false;

  const valueDone = (): void => {
    expected = 'a comma or the end';
    mayEnd = true;
  };

  /** False where the character may not stand here. */
  const structure = (character: string): boolean => {
    const inObject = open.at(-1) === '{';
    if (character === '{' || character === '[') {
      if (expected !== 'a value') return false;
      open.push(character);
      expected = character === '{' ? 'a name' : 'a value';
      mayEnd = true;
      return true;
    }
    if (character === '}' || character === ']') {
      if (!mayEnd || inObject !== (character === '}')) return false;
      open.pop();
      valueDone();
      return true;
    }
    if (character === ':' ? expected !== 'a colon' : expected !== 'a comma or the end') return false;
    expected = character === ',' && inObject ? 'a name' : 'a value';
    mayEnd = false;
    return true;
  };

  return (line, from) => {
    let at = from;
    for (;;) {
      SPACE.lastIndex = at;
      SPACE.test(line);
      at = SPACE.lastIndex;
      const character = line[at];
      if (character === undefined) return MORE;
      if (character === '"') {
        if (expected !== 'a value' && expected !== 'a name') return broken(expected);
        at = endOfString(line, at);
        if (at < 0) return broken('the closing quotation mark');
        if (expected === 'a name') expected = 'a colon';
        else valueDone();
        mayEnd = expected !== 'a colon';
      } else if ('{}[],:'.includes(character)) {
        if (!structure(character)) return broken(expected);
        at += 1;
        if (open.length === 0) return { state: 'complete', end: at };
      } else {
        SCALAR.lastIndex = at;
        if (expected !== 'a value' || !SCALAR.test(line)) return broken(expected);
        at = SCALAR.lastIndex;
        valueDone();
      }
    }
  };
}

const broken = (expected: string): Scan => ({ state: 'broken', expected });

/** Index after the string that begins at `start`; negative where it does not end on this line. */
function endOfString(line: string, start: number): number {
  for (let quote = line.indexOf('"', start + 1); quote >= 0; quote = line.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (line[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return -1;
}
