import { diagnose, type Rules } from '../domain/diagnosis/diagnose';
import type { Diagnosis } from '../domain/diagnosis/diagnosis';
import { MOST_LINES } from '../domain/text/normalise';
import { noEvidence } from './collect-evidence';

/**
 * The best explanation of a text that somebody pasted: a reason, a message of a service, a log. Which of these it is
 * cannot be seen, so all rules read it. Undefined where none knows it.
 */
export const explainText = (text: string, rules: Rules): Diagnosis | undefined =>
  diagnose({ kind: 'text', text: headAndTail(text) }, noEvidence('only the pasted text was read'), rules);

/** Of a long log the end says most. */
function headAndTail(text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length <= MOST_LINES) return text;
  const head = MOST_LINES / 4;
  return [...lines.slice(0, head), ...lines.slice(head - MOST_LINES)].join('\n');
}
