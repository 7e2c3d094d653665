/** How much of a value is kept. */
export interface Measure {
  /** UTF-16 units of one text. */
  readonly longestText: number;
  /** Members of one list. */
  readonly longestList: number;
}

/**
 * A copy of plain data in which long texts and lists are cut, so that its form stays and its size does not. Texts end
 * with `…` where they were cut, and never in the middle of a pair.
 */
export function cutTexts(value: unknown, measure: Measure): unknown {
  if (typeof value === 'string') return cutText(value, measure.longestText);
  if (Array.isArray(value)) return value.slice(0, measure.longestList).map((item) => cutTexts(item, measure));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cutTexts(member, measure)]));
}

function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = /[\ud800-\udbff]/.test(text[longest - 2] ?? '') ? longest - 2 : longest - 1;
  return `${text.slice(0, end)}…`;
}
