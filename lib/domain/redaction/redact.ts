import { findSecrets } from './find-secrets';
import { secretsAcrossLines } from './line-seams';
import { outsidePlaceholders, replaceSpans } from './placeholder';
import { mergeSpans } from './secret-span';

declare const redacted: unique symbol;

/** Text without secrets. Only this folder makes it, so an output that takes it cannot be handed raw text. */
export type RedactedText = string & { readonly [redacted]: true };

export interface Redacted {
  readonly text: RedactedText;
  /** How many pieces of the text were replaced. */
  readonly hidden: number;
}

export interface RedactedLines {
  readonly lines: readonly RedactedText[];
  /** How many pieces of the lines were replaced; a secret that lies in two lines counts in both. */
  readonly hidden: number;
}

/** Hiding one secret can lay bare the next; each round leaves less to hide, and nearly all texts need two. */
const MAX_ROUNDS = 16;

/** Puts `[redacted:<kind>]` in the place of every secret and leaves all else byte for byte. Redacting twice changes nothing more. */
export function redact(text: string): Redacted {
  let current = text;
  let hidden = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const replaced = replaceSpans(current, findSecrets(current));
    if (replaced.hidden === 0) break;
    current = replaced.text;
    hidden += replaced.hidden;
  }
  return { text: current as RedactedText, hidden };
}

/** The same for the lines of one log in their order, with the secrets that lie across lines. The lines stay as many as they were. */
export function redactLines(lines: readonly string[]): RedactedLines {
  let current = lines;
  let hidden = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const spans = secretsAcrossLines(current);
    let found = 0;
    current = current.map((line, index) => {
      const replaced = replaceSpans(line, outsidePlaceholders(line, mergeSpans(spans[index] ?? [])));
      found += replaced.hidden;
      return replaced.text;
    });
    if (found === 0) break;
    hidden += found;
  }
  return { lines: current as readonly RedactedText[], hidden };
}
