import type { Line, Passage } from '../../text/passage';

/** A request by method and path, or the status of an answer that blames the client; also as members of JSON. */
const REQUEST =
  /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/|\bHTTP\/\d|\b4\d\d (?:Bad Request|Unprocessable)|\bstatus(?:[ _]?code)?["']?\s{0,3}[:=]?\s{0,3}4\d\d\b|"(?:http[._])?method"\s{0,3}:\s{0,3}"(?:GET|POST|PUT|PATCH|DELETE)"/i;

/** The line tells of a request: what it misses is a field of that request, no setting of the program. */
export const isOfRequest = ({ text, source }: Line): boolean =>
  REQUEST.test(text.slice(0, 2000)) || (source !== text && REQUEST.test(source.slice(0, 4000)));

const FRAME = /^\s{1,40}(?:at |File ")|^\s*$/;

/** The line, or the answer that follows it and its stack, tells of a request. */
export function belongsToRequest(passage: Passage, index: number): boolean {
  const line = passage.lines[index];
  if (line === undefined) return false;
  const next = passage.lines.slice(index + 1, index + 20).find(({ text }) => !FRAME.test(text));
  return isOfRequest(line) || (next !== undefined && isOfRequest(next));
}
