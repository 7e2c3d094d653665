import { type RedactedText, redact } from './redact';

/** A variable of a container without its value. */
export interface RedactedVariable {
  readonly name: RedactedText;
}

/** The names of environment variables; no value gets through, harmless or not. A name that holds a token is redacted too. */
export function redactEnvironment(
  pairs: readonly { readonly name: string; readonly value?: string | undefined }[],
): readonly RedactedVariable[] {
  return pairs.map(({ name }) => ({ name: redact(name).text }));
}
