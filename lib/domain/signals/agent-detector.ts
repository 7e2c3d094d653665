import type { Line, Passage } from '../text/passage';
import { type Detector, type Reads, signalAt } from './detector';
import type { SignalDetail } from './signal';

/** What was found in a text of an agent, and a piece of the text that proves it. */
export interface AgentFinding {
  readonly detail: SignalDetail;
  readonly piece: string;
}

interface AgentDetector {
  readonly id: string;
  readonly reads: readonly Reads[];
  readonly hints: readonly string[];
  /** Called with one text, its lines joined by single spaces. */
  find(text: string): AgentFinding | undefined;
}

const LONGEST_TEXT = 4096;
const MOST_LINES = 12;
const BEFORE_PIECE = 240;
const QUOTED_WHOLE = 600;

/**
 * A detector of texts by the container agent and Fargate. They run over several lines (`…caused by:` on the next one),
 * so lines are read together; in a pasted text each line with a hint starts such a text.
 */
export function agentDetector({ id, reads, hints, find }: AgentDetector): Detector {
  return {
    id,
    reads,
    hints,
    detect(passage) {
      return textsOf(passage, hints).flatMap(({ from, to }) => {
        const lines = passage.lines.slice(from, to);
        const text = joined(lines).slice(0, LONGEST_TEXT);
        const found = find(text);
        if (found === undefined) return [];
        const at = Math.max(
          lines.findIndex((line) => line.text.includes(found.piece)),
          0,
        );
        return signalAt(id, passage, from + at, {
          detail: found.detail,
          piece: around(lines[at]?.text ?? '', found.piece),
        });
      });
    },
  };
}

const joined = (lines: readonly Line[]): string => {
  const [only] = lines;
  return lines.length === 1 && only !== undefined ? only.text.trim() : lines.map(({ text }) => text.trim()).join(' ');
};

/** Whole lines are quoted; of a longer one what stands around the piece. */
function around(line: string, piece: string): string {
  if (line.length <= QUOTED_WHOLE) return line;
  const at = Math.max(line.indexOf(piece), 0);
  return line.slice(Math.max(0, at - BEFORE_PIECE), at - BEFORE_PIECE + QUOTED_WHOLE);
}

function textsOf({ origin, lines }: Passage, hints: readonly string[]): readonly { from: number; to: number }[] {
  if (origin.kind !== 'pasted') return [{ from: 0, to: lines.length }];
  const texts: { from: number; to: number }[] = [];
  for (const [index, { text }] of lines.entries()) {
    if (index < (texts.at(-1)?.to ?? 0)) continue;
    const lower = text.toLowerCase();
    if (hints.some((hint) => lower.includes(hint)))
      texts.push({ from: index, to: Math.min(lines.length, index + MOST_LINES) });
  }
  return texts;
}
