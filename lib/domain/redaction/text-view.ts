import type { SecretSpan } from './secret-span';

/** A reading of a text: the text itself, or what it says once one layer of escapes is taken off. */
export interface TextView {
  readonly text: string;
  /** Where each character of the view begins in the original, with the original's length at the end; absent in the original itself. */
  readonly offsets?: Uint32Array;
}

const MAX_LAYERS = 3;
const ESCAPED = /\\(?:["'`\\/nrtbf]|u[0-9a-fA-F]{4})/;
const ESCAPES = new RegExp(ESCAPED.source, 'g');
const PERCENT = /%[2-7][0-9a-fA-F]/;
const PERCENTS = /%[2-7][0-9a-fA-F]/g;
const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ' };

/** The original, then the readings under JSON escapes and under percent encoding, three layers at most of each. */
export function viewsOf(text: string): readonly TextView[] {
  const views: TextView[] = [{ text }];
  const plain = peel(views, { text }, ESCAPED, ESCAPES, unescaped);
  peel(views, { text }, PERCENT, PERCENTS, percentDecoded);
  if (plain.text !== text) peel(views, plain, PERCENT, PERCENTS, percentDecoded);
  return views;
}

/** The span of the original that a span of the view stands for. */
export function inOriginal(view: TextView, span: SecretSpan): SecretSpan {
  const { offsets } = view;
  if (offsets === undefined) return span;
  return { start: offsets[span.start] ?? 0, end: offsets[span.end] ?? 0, kind: span.kind };
}

function peel(
  views: TextView[],
  first: TextView,
  needed: RegExp,
  every: RegExp,
  decode: (sequence: string) => string,
): TextView {
  let view = first;
  for (let layer = 0; layer < MAX_LAYERS && needed.test(view.text); layer += 1) {
    view = decoded(view, every, decode);
    views.push(view);
  }
  return view;
}

function decoded(view: TextView, every: RegExp, decode: (sequence: string) => string): TextView {
  const offsets = new Uint32Array(view.text.length + 1);
  const pieces: string[] = [];
  let length = 0;
  let from = 0;
  const copy = (until: number) => {
    pieces.push(view.text.slice(from, until));
    for (let index = from; index < until; index += 1) {
      offsets[length] = view.offsets?.[index] ?? index;
      length += 1;
    }
  };
  for (const match of view.text.matchAll(every)) {
    copy(match.index);
    pieces.push(decode(match[0]));
    offsets[length] = view.offsets?.[match.index] ?? match.index;
    length += 1;
    from = match.index + match[0].length;
  }
  copy(view.text.length);
  offsets[length] = view.offsets?.[view.text.length] ?? view.text.length;
  return { text: pieces.join(''), offsets: offsets.subarray(0, length + 1) };
}

function unescaped(sequence: string): string {
  const letter = sequence.charAt(1);
  if (letter === 'u') return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
  return CONTROL[letter] ?? letter;
}

function percentDecoded(sequence: string): string {
  return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
}
