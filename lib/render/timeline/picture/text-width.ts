/** Widths in thousandths of the font size, of DejaVu Sans: the widest of the fonts that a reader may see the picture in. */
const WIDTHS: ReadonlyMap<string, number> = new Map(
  [
    ['ijl', 278],
    ["'|I.,:;! ·", 345],
    ['()[]-/ft"', 400],
    ['rsc"*_`J', 560],
    ['zxkvya?L$', 620],
    ['eo0123456789bdpqghnu', 640],
    ['FTPEZSBAVXKRYC', 700],
    ['w&DGHNUOQ', 790],
    ['mM+=<>~#×→←↑↓^', 980],
    ['W@%…–—', 1010],
  ].flatMap(([characters, width]) => [...String(characters)].map((one) => [one, Number(width)] as const)),
);

/** Letters of the alphabets of Europe are no wider than this; so are accents, which take no room. */
const EUROPEAN = /[\u00a1-\u058f\u1e00-\u1fff]/;
const EUROPEAN_WIDTH = 900;
const OTHER_WIDTH = 1100;
/** Bold letters of that font are wider. */
const BOLD = 1.13;

/** Pixels that a text takes at a font size, on the wide side: the picture does not know the reader's font. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text)
    width += WIDTHS.get(character) ?? (EUROPEAN.test(character) ? EUROPEAN_WIDTH : OTHER_WIDTH);
  return (width * size * (bold ? BOLD : 1)) / 1000;
}

/** A text with characters whose width is not known here: some of far-away scripts are as wide as ten others. */
export const isUnmeasured = (text: string): boolean =>
  [...text].some((character) => !WIDTHS.has(character) && !EUROPEAN.test(character));

/** The text, cut so that it takes at most so many pixels. */
export function fitText(text: string, size: number, width: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  let taken = textWidth('…', size, bold);
  let fitted = '';
  for (const character of text) {
    taken += textWidth(character, size, bold);
    if (taken > width) break;
    fitted += character;
  }
  return `${fitted.trimEnd()}…`;
}
