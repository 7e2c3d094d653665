import type { Line } from '../../text/passage';

/** How loudly a line speaks; `unsaid` where it gives no level. */
export type Level = 'quiet' | 'warning' | 'loud' | 'unsaid';

const IN_JSON = /"(?:level|severity|log\.level|levelname|@level|lvl)"\s{0,3}:\s{0,3}"?(\w{1,12})"?/i;
const IN_TEXT =
  /(?:^|[\s[(|<])(?:level=)?"?(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|PANIC|EMERG|ALERT|CRIT)\b"?[\])>:|\s-]/;
const LOWER_IN_TEXT =
  /(?:\[|\blevel=|\blvl=|^(?:\S{1,40} ){0,4})"?(trace|debug|info|notice|warn|warning|error|fatal|critical|panic)\b"?(?:[\]:\s|-]|$)/i;

/** The level of a line: from its JSON, or from the mark before its message. */
export function levelOf({ text, source }: Line): Level {
  const said = source.trimStart().startsWith('{')
    ? IN_JSON.exec(source.slice(0, 4000))?.[1]
    : (IN_TEXT.exec(text.slice(0, 120))?.[1] ?? LOWER_IN_TEXT.exec(text.slice(0, 80))?.[1]);
  if (said === undefined) return 'unsaid';
  if (/^\d+$/.test(said)) return Number(said) >= 50 ? 'loud' : Number(said) >= 40 ? 'warning' : 'quiet';
  if (/^(?:trace|debug|info\w*|notice)$/i.test(said)) return 'quiet';
  return /^warn/i.test(said) ? 'warning' : 'loud';
}

const HARMLESS =
  /\b(?:us(?:e|es|ing) (?:the |a |an |its |built-in |some )?(?:\w{1,20} )?(?:default|fallback)|default(?:s|ed|ing) to|default (?:value|will)|fall(?:s|ing)?[ -]?back|optional\b|deprecat|skip(?:ping|ped|s)?\b|disabl(?:ed|ing)\b|ignor(?:ed|ing)\b|continuing|auto-?generat|generating|not required|no longer required|assuming|will not be (?:sent|available|enabled)|won't be)/i;

/** The line tells of a setting that the application does without. */
export const isHarmless = (text: string): boolean => HARMLESS.test(text);
