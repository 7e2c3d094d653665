import { type Passage, quoteOf } from '../text/passage';
import type { Signal, SignalDetail } from './signal';

/** What kind of text a detector reads. A pasted text is read by all. */
export type Reads = 'reason' | 'message' | 'log';

/** Turns a text into signals. Pure, total, linear in the text. */
export interface Detector {
  /** kebab-case, unique; shown by `--why`. */
  readonly id: string;
  readonly reads: readonly Reads[];
  /** Lower-case pieces of which the text must have at least one; they must be cheap to find and hard to miss. */
  readonly hints: readonly string[];
  detect(passage: Passage): readonly Signal[];
}

/** What a detector found in one line: the detail, and the piece of the line that proves it. */
export interface LineFinding {
  readonly detail: SignalDetail;
  readonly piece: string;
}

interface LineDetector {
  readonly id: string;
  readonly reads: readonly Reads[];
  readonly hints: readonly string[];
  /** Called for each line that has one of the hints. */
  line(text: string, index: number, passage: Passage): LineFinding | readonly LineFinding[] | undefined;
}

/** A detector that looks at one line at a time. */
export function lineDetector(detector: LineDetector): Detector {
  const { id, reads, hints } = detector;
  return {
    id,
    reads,
    hints,
    detect(passage) {
      return passage.lines.flatMap(({ text }, index) => {
        const lower = passage.lowerLines[index] ?? '';
        if (!hints.some((hint) => lower.includes(hint))) return [];
        const found = detector.line(text, index, passage);
        if (found === undefined) return [];
        return (Array.isArray(found) ? (found as readonly LineFinding[]) : [found as LineFinding]).flatMap((one) =>
          signalAt(id, passage, index, one),
        );
      });
    },
  };
}

/** The signal of a finding in a line of a passage; none where the line cannot be quoted. */
export function signalAt(detector: string, passage: Passage, line: number, finding: LineFinding): readonly Signal[] {
  const at = passage.lines[line];
  if (at === undefined) return [];
  const quote = quoteOf(at, finding.piece, passage.origin) ?? quoteOf(at, at.text, passage.origin);
  return quote === undefined ? [] : [{ ...finding.detail, quote, detector, line }];
}

/** The kind of text that a passage is; undefined for a pasted one, which may be any. */
export function readsOf(passage: Passage): Reads | undefined {
  switch (passage.origin.kind) {
    case 'log':
      return 'log';
    case 'stop-code':
    case 'task-reason':
    case 'container-reason':
      return 'reason';
    case 'service-message':
    case 'deployment-reason':
    case 'service-action':
    case 'target-health':
      return 'message';
    default:
      return undefined;
  }
}
