/** Prefixes that frameworks want or drop. */
const FRAMEWORK_PREFIX =
  /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|NUXT|EXPO_PUBLIC|GATSBY|PUBLIC|DJANGO|FLASK|RAILS|SPRING|APP)_(?=[A-Z0-9]+_)/;

/**
 * The defined name that was probably meant by the wanted one: another case, other separators, swapped words, a
 * plural, a framework's prefix, or a typing error in one word. `DB_HOST` and `DB_PORT` are no such pair.
 */
export const nearMiss = (wanted: string, defined: readonly string[]): string | undefined =>
  defined.find((name) => name !== wanted && isNear(wanted, name));

function isNear(wanted: string, defined: string): boolean {
  if (wanted.length < 4 || defined.length < 4) return false;
  const [a, b] = [wanted.toUpperCase(), defined.toUpperCase()];
  if (letters(a) === letters(b)) return true;
  if (a.replace(FRAMEWORK_PREFIX, '') === b.replace(FRAMEWORK_PREFIX, '')) return true;
  const [left, right] = [words(a), words(b)];
  if (left.length !== right.length) return false;
  if ([...left].sort().join('_') === [...right].sort().join('_')) return true;
  const different = left.flatMap((word, at): readonly (readonly [string, string])[] => {
    const other = right[at] ?? '';
    return word === other ? [] : [[word, other]];
  });
  const [pair, ...more] = different;
  return pair !== undefined && more.length === 0 && a.length >= 6 && isTypingError(...pair);
}

const letters = (name: string): string => name.replace(/[^A-Z0-9]/g, '');
const words = (name: string): readonly string[] => name.split(/[^A-Z0-9]+/).filter((word) => word !== '');

/** Spellings of one word that programs do not agree on. */
const SAME_MEANING: readonly (readonly string[])[] = [
  ['URL', 'URI'],
  ['PASSWORD', 'PASSWD', 'PASS', 'PWD'],
];

/** Two neighbours changed places behind the first letter: `DSN` and `DNS`. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 3 || a[0] !== b[0]) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function isTypingError(a: string, b: string): boolean {
  if (/\d/.test(a + b)) return false;
  if (a === `${b}S` || b === `${a}S`) return true;
  if (SAME_MEANING.some((group) => group.includes(a) && group.includes(b))) return true;
  if (isSwap(a, b)) return true;
  const shortest = Math.min(a.length, b.length);
  if (shortest < 5 || shortest > 40 || a[0] !== b[0]) return false;
  const apart = distance(a, b);
  return apart === 1 || (apart === 2 && shortest >= 7);
}

/** Insertions, deletions, replacements and swaps of neighbours between two short words. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : change;
      row.push(Math.min(change, swap, (row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
