import { asObject, asText } from '../json';
import { MOST_LINES, normaliseLine, normaliseLines } from './normalise';

/** Where a text was found. */
export type Origin =
  | { readonly kind: 'stop-code' }
  | { readonly kind: 'task-reason' }
  | { readonly kind: 'container-reason'; readonly container: string }
  | { readonly kind: 'service-message'; readonly at?: number }
  | { readonly kind: 'deployment-reason' }
  | { readonly kind: 'service-action' }
  | { readonly kind: 'target-health' }
  | { readonly kind: 'definition'; readonly container?: string }
  | { readonly kind: 'log'; readonly container: string; readonly stream?: string }
  | { readonly kind: 'pasted' };

/** A verbatim piece of one normalised line, and where it stands. */
export interface Quote {
  readonly text: string;
  readonly origin: Origin;
}

/** What one line says, and the line as it stands in the source (they differ for a line of JSON). */
export interface Line {
  readonly text: string;
  readonly source: string;
}

/** A text to be read: a reason, a message, the log of one container. */
export interface Passage {
  readonly origin: Origin;
  readonly lines: readonly Line[];
  /** Each line in lower case. */
  readonly lowerLines: readonly string[];
  /** All lines in lower case, joined with line feeds, for cheap looks before a pattern is tried. */
  readonly lower: string;
}

const MESSAGE_KEYS = [
  'message',
  'msg',
  'log',
  '@message',
  'MESSAGE',
  'error',
  'err',
  'exception',
  'stack',
  'stackTrace',
  'stack_trace',
  'error.message',
];

/** A reason or message of ECS as a passage. */
export const passageOf = (origin: Origin, text: string): Passage =>
  build(origin, normaliseLines(text).slice(0, MOST_LINES));

/** The log of a container as a passage: of a long one the head and, mostly, the tail. */
export function logPassage(origin: Origin, lines: readonly string[]): Passage {
  const head = MOST_LINES / 4;
  const read = lines.length <= MOST_LINES ? lines : [...lines.slice(0, head), ...lines.slice(head - MOST_LINES)];
  return build(
    origin,
    read.flatMap((line) => (/[\r\n]/.test(line) ? normaliseLines(line) : [normaliseLine(line)])).slice(-MOST_LINES * 2),
  );
}

function build(origin: Origin, sources: readonly string[]): Passage {
  const lines: Line[] = [];
  for (const source of sources) {
    const read = /^\s*\{/.test(source) ? readJson(source) : undefined;
    if (read === undefined) lines.push({ text: source, source });
    else lines.push(...read);
  }
  const lowerLines = lines.map(({ text }) => text.toLowerCase());
  return { origin, lines, lowerLines, lower: lowerLines.length === 1 ? (lowerLines[0] ?? '') : lowerLines.join('\n') };
}

/** What the message, error and stack of a line of JSON say, line by line; undefined where it is no such line. */
function readJson(source: string): readonly Line[] | undefined {
  const json = source.trim();
  const texts = json.endsWith('}') ? messagesOf(json) : [];
  return texts.length === 0 ? undefined : texts.flatMap(normaliseLines).map((text) => ({ text, source }));
}

function messagesOf(json: string): readonly string[] {
  let entry: ReturnType<typeof asObject>;
  try {
    entry = asObject(JSON.parse(json));
  } catch {
    return [];
  }
  if (entry === undefined) return [];
  const messages = MESSAGE_KEYS.flatMap((key) => {
    const value = entry[key];
    const inner = asObject(value);
    const texts = inner === undefined ? [value] : [inner['message'], inner['stack']];
    return texts.flatMap((text) => asText(text) ?? []);
  });
  // A stack usually begins with the message: say it once.
  return messages.filter(
    (text, index) =>
      !messages.some(
        (other, at) => at !== index && other.startsWith(text) && (other.length > text.length || at < index),
      ),
  );
}

const LONGEST_QUOTE = 600;
/** A shorter piece proves nothing: it stands in too many texts. */
export const SHORTEST_QUOTE = 8;

/**
 * A quote of a piece of a line. The piece must stand in the line's source; where the source is JSON with escapes in
 * it, the longest part that stands there is taken. Undefined where nothing of use is left.
 */
export function quoteOf(line: Line, piece: string, origin: Origin): Quote | undefined {
  const wanted = piece.trim().slice(0, LONGEST_QUOTE);
  const text = line.source.includes(wanted)
    ? wanted
    : wanted
        .split(/["\\\t\n]+/)
        .map((part) => part.trim())
        .filter((part) => line.source.includes(part))
        .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
  return text.length >= SHORTEST_QUOTE ? { text, origin } : undefined;
}
