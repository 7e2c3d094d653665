/** How the text of a variable is read. */
export interface Form<T> {
  /** What is accepted, in words that fit behind `expected`. */
  readonly accepts: string;
  /** The text is secret, or people put a secret there by mistake: a problem does not repeat it. */
  readonly confidential?: boolean;
  /** Undefined where the text has another form. */
  parse(text: string): T | undefined;
}

/** Any text. */
export const text = (accepts: string): Form<string> => ({ accepts, parse: (given) => given });

/** A text that a pattern matches as a whole. */
export const matching = (accepts: string, pattern: RegExp): Form<string> => ({
  accepts,
  parse: (given) => (pattern.test(given) ? given : undefined),
});

/** A whole number within bounds, both included. */
export const wholeNumber = (what: string, least: number, most: number): Form<number> => ({
  accepts: `${what}, a whole number from ${least} to ${most}`,
  parse(given) {
    const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  },
});

/** Texts with commas between them, each of which a pattern matches. */
export const list = (accepts: string, pattern: RegExp): Form<readonly string[]> => ({
  accepts,
  parse(given) {
    const items = given.split(',').map((item) => item.trim());
    return items.every((item) => pattern.test(item)) ? items : undefined;
  },
});
