/** A secret in a text: UTF-16 offsets, `end` exclusive, and what it is, in the words of the placeholder. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/** Finds one family of secrets. `keywords` are lower-case literals: without any of them in the text, `find` has nothing to find. */
export interface SecretDetector {
  readonly keywords: readonly string[];
  readonly find: (text: string) => Iterable<SecretSpan>;
}

/** Spans in order, overlapping ones made one: it takes the kind of its longest member, the first found among equals. */
export function mergeSpans(spans: readonly SecretSpan[]): readonly SecretSpan[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: SecretSpan[] = [];
  let longest = 0;
  for (const span of ordered) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) {
      merged.push(span);
      longest = span.end - span.start;
      continue;
    }
    const length = span.end - span.start;
    const kind = length > longest ? span.kind : last.kind;
    longest = Math.max(longest, length);
    merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end), kind };
  }
  return merged;
}
