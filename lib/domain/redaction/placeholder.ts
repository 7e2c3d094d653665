import type { SecretSpan } from './secret-span';

const PLACEHOLDER = /\[redacted:[a-z0-9-]{1,40}\]/g;

interface Replaced {
  readonly text: string;
  readonly hidden: number;
}

/** Puts `[redacted:<kind>]` in the place of each span; all else stays as it is. `spans` are ordered and do not overlap. */
export function replaceSpans(text: string, spans: readonly SecretSpan[]): Replaced {
  if (spans.length === 0) return { text, hidden: 0 };
  const pieces: string[] = [];
  let from = 0;
  for (const span of spans) {
    pieces.push(text.slice(from, span.start), `[redacted:${span.kind}]`);
    from = span.end;
  }
  pieces.push(text.slice(from));
  return { text: pieces.join(''), hidden: spans.length };
}

/** What is left of the spans outside the placeholders that the text already has; nothing is redacted twice. */
export function outsidePlaceholders(text: string, spans: readonly SecretSpan[]): readonly SecretSpan[] {
  if (spans.length === 0 || !text.includes('[redacted:')) return spans;
  const placeholders = placeholdersIn(text);
  const left: SecretSpan[] = [];
  let first = 0;
  for (const { start, end, kind } of spans) {
    while ((placeholders[first]?.end ?? Number.POSITIVE_INFINITY) <= start) first += 1;
    let from = start;
    for (let index = first; index < placeholders.length; index += 1) {
      const placeholder = placeholders[index];
      if (placeholder === undefined || placeholder.start >= end) break;
      keep(text, { start: from, end: placeholder.start, kind }, left);
      from = Math.max(from, placeholder.end);
    }
    keep(text, { start: from, end, kind }, left);
  }
  return left;
}

/** Where the placeholders are. */
export function placeholdersIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  if (!text.includes('[redacted:')) return [];
  return Array.from(text.matchAll(PLACEHOLDER), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function keep(text: string, span: SecretSpan, into: SecretSpan[]): void {
  if (span.end > span.start && /\S/.test(text.slice(span.start, span.end))) into.push(span);
}
