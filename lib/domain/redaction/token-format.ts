import type { SecretDetector, SecretSpan } from './secret-span';

/**
 * A token that its own shape gives away. The pattern is global, bounded and free of nested quantifiers;
 * if it has a group, the group is the secret and ends the match.
 */
export interface TokenFormat {
  readonly kind: string;
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
}

/** A format that begins with a literal: `prefix` and what follows it, not in the middle of a longer word. */
export function prefixed(kind: string, prefix: string, rest: string): TokenFormat {
  const literal = prefix.replace(/[.\-/]/g, '\\$&');
  return { kind, keywords: [prefix.toLowerCase()], pattern: new RegExp(`(?<![A-Za-z0-9_-])${literal}${rest}`, 'g') };
}

export function tokenDetector(format: TokenFormat): SecretDetector {
  return { keywords: format.keywords, find: (text) => matches(text, format) };
}

function* matches(text: string, { pattern, kind }: TokenFormat): Generator<SecretSpan> {
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    yield { start: end - (match[1] ?? match[0]).length, end, kind };
  }
}
