const SETS = {
  hex: '0123456789abcdef',
  lower: '0123456789abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  slug: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  digit: '0123456789',
} as const;

/** Repeatable random material: the same seed, the same values. */
export interface SeededRandom {
  readonly below: (limit: number) => number;
  readonly of: (set: keyof typeof SETS, length: number) => string;
}

/** A 32-bit xorshift generator. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 1;
  const below = (limit: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  const of = (set: keyof typeof SETS, length: number) =>
    Array.from({ length }, () => SETS[set].charAt(below(SETS[set].length))).join('');
  return { below, of };
}
