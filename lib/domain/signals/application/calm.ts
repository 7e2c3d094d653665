import type { Line } from '../../text/passage';

const HEAD = 160;
const LOUD = /\b(?:ERROR|FATAL|CRITICAL|SEVERE|EMERG|PANIC|Error|Exception|Traceback)\b|[a-z]Error\b|[a-z]Exception\b/;
const CALM_UPPER =
  /(?:^|[\s[|(])(?:INFO|DEBUG|TRACE|NOTICE|VERBOSE|FINE|FINER)(?=$|[\s:\]|,)])|\w\.(?:INFO|DEBUG|NOTICE):/;
const CALM_LOWER =
  /[[(|]\s?(?:info|debug|trace|notice)\s?[\])|]|\blevel["']?\s?[=:]\s?["']?(?:info|debug|trace|notice)\b|^\s{0,4}(?:info|debug|trace|notice|information)\s?:/i;
const CALM_JSON =
  /"(?:level|severity|lvl|levelname|loglevel|log\.level|@level)"\s?:\s?(?:"(?:info|debug|trace|notice|information|informational)"|10\b|20\b|30\b)/i;
const ACCESS = /"(?:GET|POST|HEAD|PUT|PATCH|DELETE|OPTIONS) \S{1,2000} HTTP\/[\d.]{1,3}"/;

/** A line that tells of nothing wrong: its level is info or lower, or it stands in an access log. */
export function isCalm({ source }: Line): boolean {
  if (ACCESS.test(source)) return true;
  if (source.trimStart().startsWith('{')) return CALM_JSON.test(source.slice(0, 4096));
  const head = source.slice(0, HEAD);
  return CALM_LOWER.test(head) || (CALM_UPPER.test(head) && !LOUD.test(head));
}
