import { diagnose, type Rules } from '../domain/diagnosis/diagnose';
import type { Diagnosis } from '../domain/diagnosis/diagnosis';
import type { Stop } from '../domain/stop';
import { MOST_LINES } from '../domain/text/normalise';
import { noEvidence } from './collect-evidence';

/**
 * The best explanation of a text that somebody pasted: a reason, a message of a service, a log. Which of these it is
 * cannot be seen, so all rules read it. Undefined where none knows it.
 */
export function explainText(text: string, rules: Rules): Diagnosis | undefined {
  const evidence = noEvidence('only the pasted text was read');
  const read = diagnose({ kind: 'text', text: headAndTail(text) }, evidence, rules);
  const code = EXIT_CODE.exec(text)?.[1];
  if (read !== undefined || code === undefined) return read;
  const told = diagnose({ kind: 'stop', stop: stopWithCode(Number(code)) }, evidence, rules);
  if (told === undefined) return undefined;
  const { container: _nobody, ...explained } = told;
  return { ...explained, unchecked: [] };
}

/** As people and ECS write it: `exit code: 137`, `exited with code 1`, `Exit Code 137`. */
const EXIT_CODE = /\bexit(?:ed)?(?: with)?(?: \(?code\)?)?\s{0,2}[:=]?\s{0,2}(\d{1,3})\b/i;

/** A text that tells no more than an exit code is explained as a stop of which nothing else is known. */
const stopWithCode = (exitCode: number): Stop => ({
  taskArn: 'pasted',
  taskId: 'TASK',
  cluster: 'CLUSTER',
  lastStatus: 'STOPPED',
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: [{ name: 'the container', exitCode, injected: false }],
});

/** Of a long log the end says most. */
function headAndTail(text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length <= MOST_LINES) return text;
  const head = MOST_LINES / 4;
  return [...lines.slice(0, head), ...lines.slice(head - MOST_LINES)].join('\n');
}
