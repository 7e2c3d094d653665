/** C0 but tab, DEL and C1, bidirectional controls, zero-width characters, line separators, tags, byte-order mark. */
const HARMFUL =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** A text that does nothing to a terminal: what could steer it is shown as `\x1b`, tabs are spaces. */
export const harmless = (text: string): string =>
  text
    .replace(/\t/g, '  ')
    .replace(HARMFUL, (character) => escaped(character.codePointAt(0) ?? 0))
    .replace(STACKED_MARKS, '$1');

const escaped = (code: number): string =>
  code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;

/** JSON on one line, in which what JSON leaves alone and a terminal obeys is escaped too. */
export const jsonLine = (value: unknown): string =>
  (JSON.stringify(value) ?? 'null').replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
