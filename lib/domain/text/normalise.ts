/** Longest piece of one line that is read, in UTF-16 units; the middle of a longer one is left out. */
export const LONGEST_LINE = 16_384;
/** Lines of one log that are read. */
export const MOST_LINES = 400;

const ESCAPE_SEQUENCES =
  /[\u001b\u009b](?:\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)?|[PX^_][^\u001b]{0,4096}(?:\u001b\\)?|[[(#;?]{0,4}(?:\d{1,4}(?:;\d{0,4}){0,16})?[ -/]{0,4}[0-9A-PR-TZcf-nq-uy=><~@])?/g;
/** Control characters but tab, bidirectional controls, zero-width characters, byte-order mark. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const SUSPICIOUS =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/;

/** One line as rules read it and people see it: no terminal escapes, no control or direction characters, bounded. */
export function normaliseLine(raw: string): string {
  const capped = raw.length > LONGEST_LINE ? `${raw.slice(0, LONGEST_LINE - 4096)} … ${raw.slice(-4080)}` : raw;
  if (!SUSPICIOUS.test(capped)) return capped;
  return wellFormed(
    capped
      .replace(ESCAPE_SEQUENCES, '')
      .replace(/[\u2028\u2029]/g, ' ')
      .replace(INVISIBLE, ''),
  );
}

/** Lone surrogates become U+FFFD. */
const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (unit) => (unit.length === 2 ? unit : '\ufffd'));

/** The lines of a text, each normalised. A carriage return ends a line too. */
export const normaliseLines = (text: string): readonly string[] =>
  /[\r\n]/.test(text)
    ? text
        .slice(0, LONGEST_LINE * 16)
        .split(/\r\n|\n|\r/)
        .map(normaliseLine)
    : [normaliseLine(text)];
