import type { Line } from '../../text/passage';

const HEAD = 160;
const LOUD = /\b(?:ERROR|FATAL|CRITICAL|SEVERE|EMERG|PANIC|Error|Exception|Traceback)\b|[a-z]Error\b|[a-z]Exception\b/;
const CALM_UPPER =
  /(?:^|[\s[|(])(?:INFO|DEBUG|TRACE|NOTICE|VERBOSE|FINE|FINER)(?=$|[\s:\]|,)])|\w\.(?:INFO|DEBUG|NOTICE):/;
const CALM_LOWER =
  /[[(|]\s?(?:info|debug|trace|notice)\s?[\])|]|\blevel["']?\s?[=:]\s?["']?(?:info|debug|trace|notice)\b|^\s{0,4}(?:info|debug|trace|notice|information)\s?:/i;
const CALM_JSON =
  /"(?:level|severity|lvl|levelname|loglevel|log\.level|@level)"\s?:\s?(?:"(?:info|debug|trace|notice|information|informational)"|10\b|20\b|30\b)/i;
/** Without quotes or protocol, as morgan and many frameworks write it; group 1 is what stands before. */
const ACCESS_PLAIN =
  /^(.{0,80}?)\b(?:GET|POST|HEAD|PUT|PATCH|DELETE|OPTIONS) \/\S{0,2000}(?: HTTP\/[\d.]{1,3})?"?,? {1,3}(?:status[=:] ?)?"?[1-5]\d\d\b/;
const ACCESS = /"(?:GET|POST|HEAD|PUT|PATCH|DELETE|OPTIONS) \S{1,2000} HTTP\/[\d.]{1,3}"/;

/** A line that tells of nothing wrong: its level is info or lower, or it stands in an access log. */
export function isCalm({ source }: Line): boolean {
  if (ACCESS.test(source) || isPlainAccess(source)) return true;
  if (source.trimStart().startsWith('{')) return CALM_JSON.test(source.slice(0, 4096));
  const head = source.slice(0, HEAD);
  return CALM_LOWER.test(head) || (CALM_UPPER.test(head) && !LOUD.test(head));
}

/** `GET /orders 404`; behind the word of an error it is what failed. */
function isPlainAccess(source: string): boolean {
  const before = ACCESS_PLAIN.exec(source.slice(0, 2400))?.[1];
  return before !== undefined && !/error|exception|fatal|fail|panic/i.test(before);
}
