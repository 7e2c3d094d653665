import { type Detector, lineDetector } from '../detector';
import { type Said, saidOf } from './check-grammar';
import { isHarmless, levelOf } from './log-level';
import { OWN_CHECK } from './plain-checks';
import { belongsToRequest } from './request-line';
import { settingFinding } from './setting-finding';
import { variablesIn } from './setting-name';

const NAME = '[A-Za-z_][\\w.:-]{0,99}';
/** `environment variable "database.url" …`, `configuration key 'Jwt:Key' …`. */
const AFTER_NOUN = new RegExp(
  String.raw`\b(?:(?:environment|env)[ -]?var(?:iable)?s?(?:\(s\))?|(?:config(?:uration)?|app ?settings?|settings?)(?: (?:key|value|property|option|setting|variable|parameter|item|entry|section|field)s?)?)(?: named| called| for)?:? ?["'` +
    '`' +
    `$<[({]{0,3}(${NAME})`,
  'gi',
);
/** `apiToken environment variable …`. */
const BEFORE_NOUN = new RegExp(String.raw`(${NAME})["'\x60]? (?=(?:environment|env)[ -]?var(?:iable)?\b)`, 'gi');
/** Words that stand where a name could. */
const NO_NAME = new Set(
  'is are was were be been not no for the a an to must has have had from in with named called or and of on this that your required missing following any all one each these those invalid environment env variable variables provided found set defined file files error errors could cannot should will may can valid value values key at as by using use'.split(
    ' ',
  ),
);

/** Checks that name their setting in other letters than variables have, and say that it is one. */
export const namedChecks: Detector = lineDetector({
  id: 'named-checks',
  reads: ['log'],
  hints: ['environment variable', 'env var', 'environment var', 'config', 'setting'],
  line(whole, index, passage) {
    const text = whole.slice(0, 2000);
    const line = passage.lines[index];
    if (line === undefined || isHarmless(text) || /^\s{0,40}at \S/.test(text)) return undefined;
    const level = levelOf(line);
    if (level === 'quiet' || variablesIn(text).length > 0) return undefined;
    for (const pattern of [AFTER_NOUN, BEFORE_NOUN])
      for (const match of text.matchAll(pattern)) {
        const name = match[1]?.replace(/[.:-]+$/, '');
        if (name === undefined || NO_NAME.has(name.toLowerCase())) continue;
        const start = text.indexOf(name, match.index);
        const said = saidOfName(text, start, name);
        if (said === undefined) continue;
        if (belongsToRequest(passage, index)) return undefined;
        return settingFinding(whole, text.slice(match.index), {
          reader: OWN_CHECK,
          names: [name],
          problem: said,
          weak: level === 'warning',
        });
      }
    return undefined;
  },
});

/** A plain word needs quotes or a colon before it, or a form that words do not have. */
function saidOfName(text: string, start: number, name: string): Said | undefined {
  const distinctive = /[._:\d]|[a-z][A-Z]/.test(name) || /["'`$<[({:] ?$/.test(text.slice(0, start));
  return distinctive || /^[A-Z]{3,}$/.test(name)
    ? saidOf(text.slice(0, start), text.slice(start + name.length))
    : undefined;
}
