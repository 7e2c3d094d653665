import type { Passage } from '../../text/passage';
import { type Detector, signalAt } from '../detector';
import { isHandled } from './aside';
import { isCalmAt, pieceAround } from './rule-detector';

const NAME =
  '[A-Za-z_][\\w.$:\\\\]{0,160}?(?:Error|Exception|Fault|Failure|Panic|Exit|Interrupt|Misconfiguration|Invalid|Denied|Refused)\\w{0,24}';

/** Forms in which a runtime tells that nobody caught an error, the most telling first. Group 1 is what it was. */
const UNCAUGHT: readonly RegExp[] = [
  /^(?:.{0,60}\s)?Caused by: ([\w.$]{3,160}(?:: .{0,300})?)/,
  /Exception in thread "[^"]{1,80}" ([\w.$]{3,160}(?:: .{0,300})?)/,
  /Unhandled exception[.:] ([\w.]{3,160}.{0,300})/i,
  /(?:PHP )?Fatal error: {1,2}(?:Uncaught )?(.{3,300})/,
  /^(?:.{0,60}\s)?panic: (.{3,300})/,
  /^(?:.{0,60}\s)?fatal error: (.{3,300})/,
  /thread '[^']{1,80}' (?:\(\d{1,8}\) )?panicked at (.{3,300})/,
  /\*\* \(([\w.]{2,80}\) .{1,300})/,
  /\S{1,200}\.rb:\d{1,6}:in [`'][^'`]{1,120}': (.{2,300}\(\w[\w:]{2,80}\))/,
  /^(?:\[?[A-Za-z_]*Uncaught|Unhandled)[A-Za-z ]{0,30}:? ?(.{5,300})/,
];
const TYPED = new RegExp(`^(?:.{0,80}?[\\s|\\]])?(${NAME}(?:: .{1,300}| \\[?\\w{2,60}\\]?.{0,200}|\\s{0,4}$))`);
const NODE = /^(?:Uncaught )?(Error: .{1,300}|Error \[\w{2,60}\]: .{1,300})/;
const LEVEL =
  /(?:^|[\s[|"(=<])(?:ERROR|FATAL|CRITICAL|CRIT|SEVERE|EMERG|PANIC|emerg|crit|fatal|critical|error|alert)(?:[\])|>"]|:|\s)|"?(?:level|severity)"?[:=] ?"?(?:error|fatal|critical|panic|50|60)\b|\b(?:Failed to|failed to|Could not|could not|Cannot|cannot|Unable to|unable to|is required|not found|failed:|aborting|giving up)\b/;
/** Lines that stand below an error and add nothing, or that count errors. */
const NOISE =
  /^\s{0,12}(?:at |from |File "|\^|\.{3} \d|~|-->|\|)|npm ERR!|npm error|\b0 errors?\b|no errors?\b|error[_-]?(?:log|page|handler|level|count|rate)|errors?=0|ELIFECYCLE|Worker failed to boot|\[ERROR\] (?:Shutting down|Reason|Worker)/i;

/** The line that tells best of the application's own error: an uncaught one before a typed one before a loud one; of equals the last. */
export const applicationError: Detector = {
  id: 'application-error',
  reads: ['log'],
  hints: [
    'error',
    'exception',
    'panic',
    'fatal',
    'fail',
    'unhandled',
    'uncaught',
    'cannot',
    'could not',
    'unable',
    'caused by',
    '** (',
    'crit',
    'severe',
    'emerg',
    'is required',
    'not found',
    'aborting',
    'giving up',
  ],
  detect(passage) {
    let best:
      | { readonly weight: number; readonly index: number; readonly error: string; readonly at: number }
      | undefined;
    passage.lines.forEach((_, index) => {
      const found = errorIn(passage, index);
      if (found !== undefined && (best === undefined || found.weight >= best.weight)) best = { ...found, index };
    });
    if (best === undefined) return [];
    const { index, error, at } = best;
    const text = passage.lines[index]?.text ?? '';
    return signalAt('application-error', passage, index, {
      detail: { kind: 'application-error', ...(error === '' ? {} : { error }) },
      piece: pieceAround(text, at),
    });
  },
};

function errorIn(passage: Passage, index: number): { weight: number; error: string; at: number } | undefined {
  const text = (passage.lines[index]?.text ?? '').slice(0, 4096);
  if (text.length < 4 || NOISE.test(text.slice(0, 300)) || isHandled(text) || isCalmAt(passage, index))
    return undefined;
  for (const form of UNCAUGHT) {
    const match = form.exec(text);
    if (match !== null) return { weight: 3, error: cleaned(match[1] ?? ''), at: match.index };
  }
  const typed = NODE.exec(text) ?? TYPED.exec(text);
  if (typed !== null) return { weight: 2, error: cleaned(typed[1] ?? ''), at: typed.index };
  const loud = LEVEL.exec(text);
  return loud === null ? undefined : { weight: 1, error: '', at: loud.index };
}

const cleaned = (error: string): string =>
  error
    .replace(/\s{1,20}/g, ' ')
    .trim()
    .slice(0, 200);
