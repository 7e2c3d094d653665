import { findSecrets } from './find-secrets';
import { couldBeSecret } from './looks-random';
import { privateKeyLines } from './private-key-block';
import type { SecretSpan } from './secret-span';

/** What a line begins with when it is a line of its own: a date, a level, a name and its sign, a path, a version, a word. */
const OWN_LINE =
  /^(?:\W?(?:\d{4}[-/.]\d{2}|\d{1,2}:\d{2}|\d{10,13}[. ])|[[{(<"'#*$]|["']?[A-Za-z_][\w.-]{0,60}["']?(?::|=(?![=;,&"'\s]|$)|[([])|~?\.{0,2}\/[a-z]+\/|https?:|v?\d+\.\d)/;
const WORDS = /^(?:[A-Z]?[a-z]{2,30}(?:[A-Z][a-z]{3,30}){0,6}|[A-Z]{1,30}|[a-z]{1,30}|\d{1,9})[.,:;!?]?$/;
const VARIABLE = /^[A-Z]{2,30}(?:_[A-Z]{1,30}){1,8}=?$|^[a-z]{1,30}(?:[._-][a-z]{1,30}){1,8}$/;

/** Kinds that the place of a value gives away and not its shape: a cut value counts as a whole one there. */
const PLACED: ReadonlySet<string> = new Set([
  ...['password', 'secret', 'token', 'key', 'api-key', 'credential', 'aws-secret-key', 'authorization', 'cookie'],
  'private-key',
]);

/**
 * The secrets of each line when the lines are read as one text: keys in several lines, and values that a log driver
 * cut in two (Docker and awslogs split long messages). Spans are relative to their line.
 */
export function secretsAcrossLines(lines: readonly string[]): readonly (readonly SecretSpan[])[] {
  const perLine: SecretSpan[][] = lines.map((line) => [...findSecrets(line)]);
  for (const { line, ...span } of privateKeyLines(lines)) perLine[line]?.push(span);
  if (lines.length < 2) return perLine;
  const starts = startsOf(lines);
  let line = 0;
  for (const span of findSecrets(lines.join(''))) {
    while (line + 1 < lines.length && (starts[line + 1] ?? 0) <= span.start) line += 1;
    if (span.kind !== 'private-key') spread(span, line, lines, starts, perLine);
  }
  return perLine;
}

function startsOf(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length;
  }
  return starts;
}

/** Gives each line its part of a span that crosses seams, as long as the parts read as one secret. */
function spread(
  span: SecretSpan,
  first: number,
  lines: readonly string[],
  starts: readonly number[],
  perLine: readonly SecretSpan[][],
): void {
  let pending: { readonly line: number; readonly part: SecretSpan } | undefined;
  for (let line = first; line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    const base = starts[line] ?? 0;
    if (base >= span.end) return;
    const part = {
      start: Math.max(0, span.start - base),
      end: Math.min(text.length, span.end - base),
      kind: span.kind,
    };
    if (line === first) {
      pending = { line, part };
      continue;
    }
    const above = lines[line - 1] ?? '';
    const whole = perLine[line - 1]?.some(({ end }) => end >= above.length) === true;
    if (!whole && PLACED.has(span.kind)) return;
    if (text !== '' && !continues(text.slice(0, part.end), text, whole)) return;
    if (pending !== undefined) perLine[pending.line]?.push(pending.part);
    pending = undefined;
    if (part.end > 0) perLine[line]?.push(part);
  }
}

/** Whether the head of a line is the rest of the secret above it. `whole`: what stands above already counts as a secret. */
function continues(head: string, line: string, whole: boolean): boolean {
  if (/\s/.test(head)) return false;
  if (!whole) return !/^[A-Z]?[a-z]{3,30}$/.test(head);
  if (OWN_LINE.test(line) || WORDS.test(head) || VARIABLE.test(head)) return false;
  return head.length >= 6 && couldBeSecret(head);
}
