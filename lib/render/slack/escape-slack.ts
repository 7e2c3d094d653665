import { cleanText, cutText } from '../clean-text';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A text of the world for Slack: on one line, without control and direction characters, with the three characters
 * escaped by which Slack knows mentions and links, and without fences of code. At most `longest` UTF-16 units after that, cut between characters
 * and never within an entity.
 */
export function escapeSlack(text: string, longest = Number.POSITIVE_INFINITY): string {
  const clean = parted(cleanText(text));
  const escaped = clean.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
  if (escaped.length <= longest) return escaped;
  let cut = '';
  for (const character of clean) {
    const piece = ENTITIES[character] ?? character;
    if (cut.length + piece.length > longest - 1) break;
    cut += piece;
  }
  return `${cut}…`;
}

/** The same between single backticks. A backtick would end the code, so it shows as an apostrophe. */
export const inlineCode = (text: string, longest: number): string =>
  `\`${escapeSlack(text.replaceAll('`', "'"), Math.max(1, longest - 2))}\``;

/** Whole lines in a block of code, at most `longest` units with its fences. */
export function preformatted(lines: readonly string[], longest: number): string {
  const room = Math.max(0, longest - FENCE.length * 2 - 2);
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    const text = escapeSlack(cutText(line, room + 1), room - used);
    kept.push(text);
    used += text.length + 1;
    if (used + SHORTEST_LINE > room) break;
  }
  return [FENCE, ...kept, FENCE].join('\n');
}

const FENCE = '```';
/** Less of a line says nothing. */
const SHORTEST_LINE = 16;

/**
 * Three backticks in a row open or end a block of code anywhere: a narrow no-break space parts them (characters without
 * width do not survive cleaning).
 */
const parted = (text: string): string => text.replace(/``(?=`)/g, '``\u202f');

/** A time as each reader's own clock shows it; UTC where Slack cannot. */
export const slackTime = (at: number, fallback: string): string =>
  `<!date^${Math.floor(Math.max(0, Math.min(LATEST, at)) / 1000)}^{date_short_pretty} {time}|${fallback}>`;

const LATEST = 253_402_300_799_000;

/** A link of our own. The address must be encoded: it may hold none of `<`, `>` and `|`. */
export const slackLink = (url: string, label: string): string => `<${url}|${escapeSlack(label)}>`;
