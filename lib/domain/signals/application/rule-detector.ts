import type { Passage } from '../../text/passage';
import { type Detector, type LineFinding, lineDetector, type Reads } from '../detector';
import type { SignalDetail } from '../signal';
import { isAsideAt } from './aside';
import { isCalm } from './calm';

/** A wording, and what it says. */
export interface Rule {
  readonly pattern: RegExp;
  /** Undefined where the words turn out to say something else. */
  readonly detail: (match: RegExpExecArray, text: string) => SignalDetail | undefined;
}

interface RuleDetector {
  readonly id: string;
  readonly reads: readonly Reads[];
  readonly hints: readonly string[];
  readonly rules: readonly Rule[];
  /** Lines with this say something else. */
  readonly unless?: RegExp;
}

/** A detector that tries wordings in turn on every line that is no aside; the first that fits says what the line means. */
export const ruleDetector = ({ id, reads, hints, rules, unless }: RuleDetector): Detector =>
  lineDetector({
    id,
    reads,
    hints,
    line: (text, index, passage) =>
      unless?.test(text) || isAsideAt(passage, index) ? undefined : firstFinding(rules, text),
  });

/** Calm lines are a thing of logs: ECS has no levels. */
export function isCalmAt({ lines, origin }: Passage, index: number): boolean {
  const line = lines[index];
  return line !== undefined && (origin.kind === 'log' || origin.kind === 'pasted') && isCalm(line);
}

function firstFinding(rules: readonly Rule[], text: string): LineFinding | undefined {
  for (const { pattern, detail } of rules) {
    const match = pattern.exec(text);
    const found = match === null ? undefined : detail(match, text);
    if (match !== null && found !== undefined) return { detail: found, piece: pieceAround(text, match.index) };
  }
  return undefined;
}

const SHORT_LINE = 400;

/** The whole line where it is short, else the part from a little before the match. */
export const pieceAround = (text: string, at: number): string =>
  text.length <= SHORT_LINE ? text : text.slice(Math.max(0, at - 60), at + SHORT_LINE - 60);
