/** More than any sink shows; what comes after is not even looked at. */
const LONGEST_READ = 16_384;
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Control and format characters (direction, zero width, tags) and fillers that show as nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** One line that shows what it says: no control or direction characters, no towers of marks, nothing half. */
export const cleanText = (text: string): string =>
  text
    .slice(0, LONGEST_READ)
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(STACKED_MARKS, '$1')
    .trim();

/** At most so many UTF-16 units, cut between characters; a cut is marked. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length > longest - 1) break;
    cut += character;
  }
  return `${cut}…`;
}
