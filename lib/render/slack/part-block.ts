import type { KnownBlock } from '@slack/types';
import type { AlertPart, PartLine } from '../alert/alert-part';
import { timeOf } from '../words';
import { context, LONGEST_SECTION, linesWithin, section } from './blocks';
import { escapeSlack, preformatted, slackTime } from './escape-slack';

const LONGEST_LINE = 700;
const LONGEST_CODE = 1_500;
const LONGEST_ASIDE = 160;

/** One part of an alert as one block. `scale` (at most 1) makes its texts shorter where the whole does not fit. */
export function partBlock({ name, label, aside, lines, code = [] }: AlertPart, scale = 1): KnownBlock {
  const within = (length: number): number => Math.floor(length * scale);
  const small = aside === undefined ? '' : `_${escapeSlack(aside, within(LONGEST_ASIDE))}_`;
  const texts = lines.map((line) => lineText(line, within(LONGEST_LINE)));
  const [first, ...rest] = texts;
  // A single sentence stands behind its label, a list below it.
  const isSentence = first !== undefined && lines[0]?.bullet !== true && label !== '';
  const title = label === '' ? small : small === '' ? `*${label}*` : `*${label}*  ${small}`;
  const heading = isSentence && aside === undefined ? `${title}  ${first}` : title;
  const below = isSentence && aside === undefined ? rest : texts;
  const body = linesWithin(heading === '' ? below : [heading, ...below], within(LONGEST_SECTION - LONGEST_CODE - 10));
  const block = code.length === 0 ? [] : [preformatted(code, within(LONGEST_CODE))];
  const text = [...body, ...block].join('\n');
  return SMALL.has(name) ? context(text) : section(text);
}

const SMALL: ReadonlySet<AlertPart['name']> = new Set(['checked', 'else', 'unseen']);

function lineText({ text, at, bullet, strong }: PartLine, longest: number): string {
  const escaped = escapeSlack(text, longest);
  // Emphasis would end at an asterisk of the text itself.
  const said = strong === true && !escaped.includes('*') ? `*${escaped}*` : escaped;
  const shown = at === undefined ? said : `${slackTime(at, timeOf(at))}: ${said}`;
  return bullet === true ? `• ${shown}` : shown;
}
