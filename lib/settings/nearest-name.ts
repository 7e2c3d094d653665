/** The name that a mistyped one may have meant: the one with most pairs of neighbouring letters in common. */
export function nearestName<Name extends string>(word: string, names: readonly Name[]): Name | undefined {
  const asked = pairsOf(word);
  let nearest: Name | undefined;
  let most = 0;
  for (const name of names) {
    const pairs = pairsOf(name);
    const common = [...pairs].filter((pair) => asked.has(pair)).length;
    const share = (2 * common) / (pairs.size + asked.size);
    if (share > most) {
      most = share;
      nearest = name;
    }
  }
  return nearest;
}

const pairsOf = (word: string): ReadonlySet<string> => {
  const letters = word.slice(0, 100).toUpperCase();
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
};
