import type { Line, Passage } from '../../text/passage';

/** A request by method and path, and how it was answered; also as members of JSON. */
const SERVED =
  /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/|\bHTTP\/\d|\b4\d\d (?:[Bb]ad [Rr]equest|[Uu]nprocessable)|"(?:http[._])?method"\s{0,3}:\s{0,3}"(?:GET|POST|PUT|PATCH|DELETE)"/;
/** The status of an answer that blames the client. */
const STATUS = /\bstatus(?:[ _]?code)?["']?\s{0,3}[:=]?\s{0,3}4\d\d\b/i;
/** The program itself was the client: of AWS, or of another service. */
const ASKED = /request ?id|api error|response error|request failed with status/i;

const isServed = ({ text, source }: Line): boolean =>
  SERVED.test(text.slice(0, 2000)) || (source !== text && SERVED.test(source.slice(0, 4000)));

/** The line tells of a request: what it misses is a field of that request, no setting of the program. */
export function isOfRequest(line: Line): boolean {
  const source = line.source.slice(0, 4000);
  return isServed(line) || (STATUS.test(source) && !ASKED.test(source));
}

const FRAME = /^\s{1,40}(?:at |File ")|^\s*$/;

/** The line, or the answer that follows it and its stack, tells of a request. */
export function belongsToRequest(passage: Passage, index: number): boolean {
  const line = passage.lines[index];
  if (line === undefined) return false;
  const next = passage.lines.slice(index + 1, index + 20).find(({ text }) => !FRAME.test(text));
  return isOfRequest(line) || (next !== undefined && isServed(next));
}
