import { asText } from '../json';

/** Names of ECS have at most 255 characters. */
const LONGEST_NAME = 512;
const LONGEST_ARN = 1_024;
/** Control, format and direction characters, breaks of lines, halves of pairs. */
const PLAIN = /^[ -~]*$/;
const STRANGE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;

/**
 * A name, an id or a word of an event as it may stand in a key, a log and a message: bounded, and with U+FFFD for each
 * character that no such name has. Nothing is left out, so that a strange name never becomes that of something else.
 */
export function plainName(text: string, longest = LONGEST_NAME): string {
  const name = text.slice(0, longest);
  return PLAIN.test(name) ? name : name.replace(STRANGE, '\ufffd');
}

/** A name in a value from outside; undefined where there is none. */
export function asName(value: unknown): string | undefined {
  const text = asText(value);
  return text === undefined ? undefined : asText(plainName(text));
}

/** An ARN in a value from outside; undefined where there is none, or one that is longer than any of AWS. */
export function asArn(value: unknown): string | undefined {
  const text = asText(value);
  return text === undefined || text.length > LONGEST_ARN ? undefined : plainName(text, LONGEST_ARN);
}
