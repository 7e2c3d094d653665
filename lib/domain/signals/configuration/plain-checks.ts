import type { Line, Passage } from '../../text/passage';
import { type Detector, type LineFinding, lineDetector } from '../detector';
import { type Said, saidOf } from './check-grammar';
import { isHarmless, levelOf } from './log-level';
import { belongsToRequest } from './request-line';
import { settingFinding } from './setting-finding';
import { type NameAt, variablesIn } from './setting-name';

/** Reader of a check that the application wrote itself. */
export const OWN_CHECK = 'the application';

/** Lines that are no check of settings: frames, requests, faults of the program. */
const OTHER_LINE =
  /^\s{0,40}at \S|ReferenceError|NameError|name '|[Uu]ndefined (?:constant|variable|array key|index|local variable|method)|uninitialized constant|cannot find symbol|is set but|no such table/;
/** Things other than settings that have upper-case names. */
const OTHER_THING =
  /\b(?:table|column|relation|index|sequence|view|schema|queue|topic|exchange|bucket|file|directory|folder|path|module|class|constant|function|method|command|package|role|enum|type|template|host|image|feature|permission|macro|header|cookie|translation|locale|message|symbol|label|certificate|algorithm|cipher|charset|timezone|device|partition|plugin|driver|extension|node|element|tag|attribute|status|state|event|error code|code|reason)s?["'`:=( [<]{1,4}$/i;
/** Telemetry and the like, which programs mention as absent and do without. */
const OPTIONAL_NAME =
  /^(?:SENTRY|NEW_RELIC|DD|DATADOG|OTEL|STATSD|HONEYCOMB|GA|GOOGLE_ANALYTICS|SEGMENT|MIXPANEL|POSTHOG|BUGSNAG|ROLLBAR|SLACK|NODE_OPTIONS|NODE_ENV|LOG_LEVEL)(?:_|$)/;
const ERROR_MARK =
  /\b(?:\w{0,60}(?:Error|Exception)|error|fatal|panic(?:ked)?|critical|abort(?:ed|ing)?|exit(?:ing)?|required|must|raise|throw|failed|RuntimeError)\b|❌|✖|✗|🚨|⛔/i;
const LINES_AFTER_A_FATAL_CHECK = 12;

/** A program that checks a variable of its own: `Missing required environment variable: X`, `X must be set`. */
export const plainChecks: Detector = lineDetector({
  id: 'plain-checks',
  reads: ['log'],
  hints: [
    'missing',
    'required',
    'requires',
    'mandatory',
    'not set',
    'not found',
    'not defined',
    'not provided',
    'not specified',
    'not configured',
    'not present',
    'undefined',
    'unset',
    'must ',
    'been set',
    "n't set",
    'should be',
    'needs to',
    'empty',
    'be blank',
    'invalid',
    'not valid',
    'not exist',
    'please set',
    'please provide',
    'please give',
    'no value',
    'unable to',
    'failed to',
    'could not',
    'cannot',
    'environment variable',
  ],
  line(text, index, passage) {
    const line = passage.lines[index];
    if (line === undefined || levelOf(line) === 'quiet' || OTHER_LINE.test(text.slice(0, 2000))) return undefined;
    const defaulted = /variable is not set\. Defaulting to a blank string/.test(text);
    if (isHarmless(text) && !defaulted) return undefined;
    const said = settingsSaidIn(text, (names) => defaulted || isWeak(names, line, index, passage));
    if (said === undefined || belongsToRequest(passage, index)) return undefined;
    return !defaulted && isDefaultedBelow(said, index, passage) ? undefined : said;
  },
});

/** A line soon after says that the program does without, and names the same. */
function isDefaultedBelow({ detail }: LineFinding, index: number, passage: Passage): boolean {
  const names = detail.kind === 'missing-setting' ? detail.names : [];
  return passage.lines
    .slice(index + 1, index + 6)
    .some(({ text }) => isHarmless(text.slice(0, 1000)) && names.every((name) => text.includes(name)));
}

const LONGEST_CHECK = 3000;

/** The first finding of a sentence: names of variables, or none. */
function settingsSaidIn(whole: string, weakFor: (names: readonly string[]) => boolean): LineFinding | undefined {
  const text = whole.slice(0, LONGEST_CHECK);
  const found = judged(text, variablesIn(text));
  if (found.length === 0) return undefined;
  const names = found.map(({ name }) => name);
  const first = found[0];
  const problem = found.some(({ said }) => said === 'missing') ? 'missing' : (first?.said ?? 'missing');
  const start = Math.max(0, (first?.start ?? 0) - 200);
  return settingFinding(whole, text.slice(start, start + 500), {
    reader: OWN_CHECK,
    names,
    problem,
    weak: weakFor(names),
  });
}

interface Judged extends NameAt {
  readonly said: Said;
}

const LIST_GAP =
  /^["'`)\]}]{0,2}(?:\s{0,2}[,;&|/]\s{0,2}(?:and |or )?|\s(?:and\/or|and|or|&)\s(?:the )?)["'`([{$]{0,3}$/;

/** Names of which something is said, and those in one list with them. */
function judged(text: string, names: readonly NameAt[]): readonly Judged[] {
  const said = names.map(({ start, end }) => {
    const head = text.slice(0, start);
    return OTHER_THING.test(head.slice(-40)) ? undefined : saidOf(head, text.slice(end));
  });
  const linked = (left: number): boolean =>
    LIST_GAP.test(text.slice(names[left]?.end ?? 0, (names[left + 1]?.start ?? 0) > 0 ? names[left + 1]?.start : 0));
  for (let at = 1; at < names.length; at++) said[at] ??= linked(at - 1) ? said[at - 1] : undefined;
  for (let at = names.length - 2; at >= 0; at--) said[at] ??= linked(at) ? said[at + 1] : undefined;
  return names.flatMap((name, at) => {
    const what = said[at];
    return what === undefined ? [] : [{ ...name, said: what }];
  });
}

/** Said in passing: at a level that ends no program, of telemetry, or with much more log after it. */
function isWeak(names: readonly string[], line: Line, index: number, passage: Passage): boolean {
  const level = levelOf(line);
  if (level === 'warning') return true;
  if (level === 'loud') return false;
  const marked = ERROR_MARK.test(line.text);
  if (names.every((name) => OPTIONAL_NAME.test(name)) && !marked) return true;
  const after = passage.lines
    .slice(index + 1)
    .filter(({ text }) => text.trim() !== '' && !/^\s+at |^\s+File "/.test(text));
  return !marked && after.length > LINES_AFTER_A_FATAL_CHECK;
}
