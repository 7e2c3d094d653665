import { cellsOf, wrapWords } from './cells';
import { harmless } from './harmless';
import type { Screen, Style } from './paint';

/** One paragraph to be laid out. Whatever text it holds is made harmless here, and only here styled. */
export interface Paragraph {
  readonly text: string;
  readonly styles?: readonly Style[];
  /** Stands before the first line; the following ones are indented by its width. */
  readonly mark?: string;
  readonly markStyles?: readonly Style[];
  /** A shell command: broken between its arguments only, with a backslash, so that it can be pasted. */
  readonly command?: true;
}

const SHORTEST_LINE = 12;

/** A paragraph's lines, each behind `indent` blanks. */
export function layOut(screen: Screen, paragraph: Paragraph, indent = 0): readonly string[] {
  const mark = harmless(paragraph.mark ?? '');
  const left = indent + cellsOf(mark);
  const width = Math.max(SHORTEST_LINE, screen.width - left);
  const text = harmless(paragraph.text);
  const lines = paragraph.command ? wrapCommand(text, width) : wrapWords(text, width);
  return lines.map((line, index) => {
    const lead = index === 0 ? screen.paint(mark, ...(paragraph.markStyles ?? [])) : ' '.repeat(cellsOf(mark));
    const body = screen.paint(line, ...(paragraph.styles ?? []));
    return `${' '.repeat(indent)}${lead}${body}`.trimEnd();
  });
}

const LABEL = 10;
/** Below this width a label stands on a line of its own. */
const NARROW = 60;
const INDENT = 2;

/** Paragraphs with a label in a column to their left; nothing where there are none. */
export function labelled(screen: Screen, label: string, paragraphs: readonly Paragraph[]): readonly string[] {
  if (paragraphs.length === 0) return [];
  const heading = screen.paint(label, 'dim');
  if (screen.width < NARROW)
    return [`${' '.repeat(INDENT)}${heading}`, ...paragraphs.flatMap((one) => layOut(screen, one, INDENT * 2))];
  const column = INDENT + LABEL;
  const [first = '', ...rest] = paragraphs.flatMap((one) => layOut(screen, one, column));
  return [`${' '.repeat(INDENT)}${heading}${' '.repeat(LABEL - cellsOf(label))}${first.slice(column)}`, ...rest];
}

/** Breaks before options, never within quotation marks; an option stays with its value. */
function wrapCommand(text: string, width: number): readonly string[] {
  const words = text.match(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"]|['"])+/g) ?? [text];
  const parts: string[] = [];
  for (const word of words) {
    if (parts.length === 0 || word.startsWith('-')) parts.push(word);
    else parts[parts.length - 1] += ` ${word}`;
  }
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line} ${part}`;
    if (line !== '' && cellsOf(longer) > width - 2) {
      lines.push(`${line} \\`);
      line = `  ${part}`;
    } else line = longer;
  }
  return [...lines, line];
}
