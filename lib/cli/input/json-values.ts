import { jsonScanner } from './json-scanner';
import type { InputLine } from './lines';

/** Longest JSON value that is read whole, in UTF-16 units: 128 MB of ASCII. */
export const LONGEST_VALUE = 128 * 1024 * 1024;
/** Levels of nesting that are read. */
export const DEEPEST = 64;
/** Lines of a broken value that are read again, one by one. */
const MOST_AGAIN = 200;

/** A JSON value and the line on which it begins, or what is wrong with the text that begins there. */
export type Piece =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly error: string };

/** A value that began on an earlier line and is not complete. */
interface Open {
  readonly line: number;
  readonly scan: ReturnType<typeof jsonScanner>;
  readonly parts: string[];
  readonly again: InputLine[];
  size: number;
}

/**
 * The JSON values of a text in their order: one a line, several on a line, or pretty-printed one after the other. A
 * broken one is told with its line; its neighbours are read.
 */
export async function* jsonValues(lines: AsyncIterable<InputLine>): AsyncGenerator<Piece> {
  const reader = valueReader();
  for await (const line of lines) yield* reader.take(line);
  yield* reader.finish();
}

function valueReader() {
  let open: Open | undefined;
  let skipping = false;

  function* take(line: InputLine): Generator<Piece> {
    const queue = [line];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const again = yield* read(next);
      queue.unshift(...again);
    }
  }

  /** Answers the lines that have to be read again. */
  function* read({ number, text: raw }: InputLine): Generator<Piece, readonly InputLine[]> {
    if (raw === undefined) {
      if (open !== undefined) yield incomplete(open);
      open = undefined;
      skipping = true;
      yield { line: number, error: `the line is longer than ${LONGEST_VALUE / 1024 / 1024} MB` };
      return [];
    }
    const text = raw.replace(/\0+\r?$/, '');
    if (open === undefined) {
      if (text.trim() === '' || (skipping && /^[\s}\]"]/.test(text))) return [];
      skipping = false;
      const value = parsed(text);
      if (value !== undefined) {
        yield checked(number, value.value);
        return [];
      }
    }
    return yield* scan(number, text);
  }

  function* scan(number: number, text: string): Generator<Piece, readonly InputLine[]> {
    let at = 0;
    for (;;) {
      if (open === undefined) {
        at += /^[\s,]*/.exec(text.slice(at))?.[0].length ?? 0;
        if (at >= text.length) return [];
        if (text[at] !== '{' && text[at] !== '[') {
          yield { line: number, error: notJson(text.slice(at)) };
          return [];
        }
        open = { line: number, scan: jsonScanner(), parts: [], again: [], size: 0 };
      }
      const current = open;
      const step = current.scan(text, at);
      if (step.state === 'more') {
        yield* keep(current, { number, text }, text.slice(at));
        return [];
      }
      open = undefined;
      if (step.state === 'broken') {
        skipping = true;
        const where = number === current.line ? '' : ` (line ${number})`;
        yield { line: current.line, error: `not valid JSON: expected ${step.expected}${where}` };
        const worthIt = number > current.line && current.again.length < MOST_AGAIN;
        return worthIt ? [...current.again, { number, text }] : [];
      }
      current.parts.push(text.slice(at, step.end));
      at = step.end;
      const whole = current.parts.join('\n');
      const value = parsed(whole);
      yield value === undefined ? { line: current.line, error: notJson(whole) } : checked(current.line, value.value);
    }
  }

  function* keep(current: Open, line: InputLine, part: string): Generator<Piece> {
    current.parts.push(part);
    current.size += part.length;
    if (line.number > current.line && current.again.length < MOST_AGAIN) current.again.push(line);
    if (current.size <= LONGEST_VALUE) return;
    open = undefined;
    skipping = true;
    yield { line: current.line, error: `the JSON value is longer than ${LONGEST_VALUE / 1024 / 1024} MB` };
  }

  function* finish(): Generator<Piece> {
    if (open === undefined) return;
    yield incomplete(open);
    // Where a line was cut within an array, whole lines after it were taken for its elements.
    for (const { number, text = '' } of open.again) {
      const value = text.startsWith('{') ? parsed(text) : undefined;
      if (value !== undefined) yield checked(number, value.value);
    }
  }

  return { take, finish };
}

const incomplete = ({ line }: Open): Piece => ({ line, error: 'not valid JSON: the text ends within the value' });

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

function notJson(text: string): string {
  try {
    JSON.parse(text);
    return 'not valid JSON';
  } catch (error) {
    return `not valid JSON: ${error instanceof Error ? error.message.slice(0, 160) : String(error)}`;
  }
}

const checked = (line: number, value: unknown): Piece =>
  deeperThan(value, DEEPEST) ? { line, error: `nested deeper than ${DEEPEST} levels` } : { line, value };

/** Goes level by level, so that no depth overflows the stack. */
function deeperThan(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const one of level)
      if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) next.push(inner);
    if (depth >= levels && next.length > 0) return true;
    level = next;
  }
  return false;
}
