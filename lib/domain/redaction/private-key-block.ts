import type { SecretDetector, SecretSpan } from './secret-span';

const BEGIN = /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}|PuTTY-User-Key-File-\d/g;
const END = /-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}|Private-MAC: ?[0-9a-f]{40,64}/g;
const MAX_BLOCK = 16_384;
const BODY =
  /(?:[ \t\r\n]|\\[nr]|Proc-Type: ?[\w, ]{1,20}|DEK-Info: ?[\w, -]{1,80}|[A-Za-z0-9+/]{16,16384}={0,2}|[A-Za-z0-9+/]{1,15}={1,2})/y;
const BODY_LINE =
  /^[\s"'>|]{0,20}(?:[A-Za-z0-9+/]{16,}={0,2}|[A-Za-z0-9+/]{1,15}={1,2}|(?:Proc-Type|DEK-Info|Comment|Version|Encryption|Public-Lines|Private-Lines)\b.{0,80}|=[A-Za-z0-9+/]{4}|)[\s"',;+]{0,6}$/;
const FULL_BODY_LINE = /^\s{0,20}[A-Za-z0-9+/]{40,}={0,2}\s{0,4}$/;
const LAST_BODY_LINE = /^\s{0,20}[A-Za-z0-9+/]{4,}={0,2}\s{0,4}$/;
const BLOCK_KIND = 'private-key';
const MAX_LINES = 120;

/** A private key in PEM, PGP or PuTTY form, with its end or cut off. The dashes go too. Certificates and public keys stay. */
export const PRIVATE_KEY_BLOCKS: SecretDetector = {
  keywords: ['private key', 'putty-user-key-file-'],
  find: blocks,
};

function* blocks(text: string): Generator<SecretSpan> {
  const ends = Array.from(text.matchAll(END), ({ index, 0: line }) => ({ start: index, end: index + line.length }));
  let next = 0;
  let done = 0;
  for (const { index, 0: line } of text.matchAll(BEGIN)) {
    if (index < done) continue;
    const body = index + line.length;
    while ((ends[next]?.start ?? Number.POSITIVE_INFINITY) < body) next += 1;
    const end = ends[next];
    done = end !== undefined && end.start - body <= MAX_BLOCK ? end.end : endOfBody(text, body);
    yield { start: index, end: done, kind: BLOCK_KIND };
  }
}

function endOfBody(text: string, from: number): number {
  let end = from;
  let index = from;
  for (;;) {
    BODY.lastIndex = index;
    if (!BODY.test(text)) return end;
    index = BODY.lastIndex;
    if (/\S/.test(text.charAt(index - 1))) end = index;
  }
}

/** The lines of each private key that spreads over several of them, as one span a line. A key without its head or its end counts too. */
export function* privateKeyLines(lines: readonly string[]): Generator<SecretSpan & { readonly line: number }> {
  for (let line = 0; line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    if (!text.includes('PRIVATE KEY') && !text.includes('PuTTY-User-Key-File-')) continue;
    const begin = lastMatch(text, BEGIN);
    const end = lastMatch(text, END);
    if (end !== undefined && (begin === undefined || text.search(END) < begin.start)) yield* above(lines, line, text);
    if (begin === undefined || (end !== undefined && end.start > begin.start)) continue;
    yield { line, start: begin.start, end: text.length, kind: BLOCK_KIND };
    yield* below(lines, line + 1);
  }
}

function* below(lines: readonly string[], from: number): Generator<SecretSpan & { readonly line: number }> {
  const last = endLine(lines, from);
  for (let line = from; line < Math.min(lines.length, from + MAX_LINES); line += 1) {
    const text = lines[line] ?? '';
    if (line === last) {
      yield { line, start: 0, end: lastMatch(text, END)?.end ?? 0, kind: BLOCK_KIND };
      return;
    }
    if (last === undefined && !BODY_LINE.test(text)) return;
    if (text.trim() !== '') yield { line, start: 0, end: text.length, kind: BLOCK_KIND };
  }
}

function* above(
  lines: readonly string[],
  from: number,
  text: string,
): Generator<SecretSpan & { readonly line: number }> {
  const first = /-{4,5} ?END /.exec(text);
  if (first === null) return;
  yield { line: from, start: 0, end: lastMatch(text, END)?.end ?? 0, kind: BLOCK_KIND };
  for (let line = from - 1; line >= Math.max(0, from - MAX_LINES); line -= 1) {
    const body = lines[line] ?? '';
    if (!(line === from - 1 ? LAST_BODY_LINE : FULL_BODY_LINE).test(body)) return;
    yield { line, start: 0, end: body.length, kind: BLOCK_KIND };
  }
}

/** The first line with the end of a key, if no other key begins before it. */
function endLine(lines: readonly string[], from: number): number | undefined {
  for (let line = from; line < Math.min(lines.length, from + MAX_LINES); line += 1) {
    const text = lines[line] ?? '';
    if (text.search(END) !== -1) return line;
    if (text.search(BEGIN) !== -1) return undefined;
  }
  return undefined;
}

function lastMatch(text: string, pattern: RegExp): { readonly start: number; readonly end: number } | undefined {
  const match = Array.from(text.matchAll(pattern)).at(-1);
  return match === undefined ? undefined : { start: match.index, end: match.index + match[0].length };
}
