const MOST = 3;

/** The ids that a mistyped one may have meant, nearest first. */
export function nearestIds(word: string, ids: readonly string[]): readonly string[] {
  const parts = new Set(word.split('-'));
  const scored = ids.map((id) => {
    const shared = id.split('-').filter((part) => parts.has(part)).length;
    return { id, distance: editDistance(word, id) / Math.max(word.length, id.length) - shared / 4 };
  });
  return scored
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ id }) => id);
}

/** Insertions, removals and replacements that make one word of the other. */
function editDistance(a: string, b: string): number {
  const word = a.slice(0, 64);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (word[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
