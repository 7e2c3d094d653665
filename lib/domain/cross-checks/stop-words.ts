import type { Task } from '../stop';

const OVERDUE =
  /\b(?:exceed(?:ed|s|ing)?\b.{0,60}\b(?:time-?out|time limit|deadline|duration|run ?time|seconds|minutes|hours|\d{1,6} ?(?:s|m|h|ms|sec|min))\b|timed[- ]?out\b|time-?out (?:exceeded|reached|expired)\b|time-?out after\b|deadline exceeded\b|did(?: not|n't|n’t) (?:finish|complete|end|exit) (?:with)?in\b|took too long\b|running (?:for )?too long\b|is (?:hung|stuck)\b)/i;

/** Names of errors that somebody quotes; who quotes one explains the stop, but the stop is still his own. */
const QUOTED_ERROR = /[a-z](?:Error|Exception)\b|\bCannot[A-Z]/;

/** Whether the words given to StopTask say that the task overran its time: that is a failure, whoever stopped it. */
export const tellsOfFailure = (words: string): boolean => OVERDUE.test(words) && !QUOTED_ERROR.test(words);

/** Where the task was stopped by StopTask: what its caller gave as the reason. AWS's own default is no such word. */
export function stopWords(task: Task | undefined): string | undefined {
  const words = task?.stopCode === 'UserInitiated' ? task.stoppedReason?.trim() : undefined;
  return words === undefined || /^(?:task )?stopped by user\.?$/i.test(words) ? undefined : words;
}
