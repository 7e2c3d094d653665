import { containerAtStart, containerWords } from '../../container-words';
import { type Facts, namesOf, signalOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { weigh } from './log-evidence';
import { changesOf, logCommand } from './reading';

/** Codes that say more than "failed". Source: sysexits.h and the manuals of the runtimes. */
const MEANINGS: Readonly<Record<number, string>> = {
  2: 'a wrong use of a command, or a panic in Go',
  3: 'gunicorn: a worker did not boot; JVM: ended on out of memory',
  4: 'gunicorn: the application could not be loaded',
  9: 'Node.js: an invalid argument',
  13: 'Node.js: a top-level await that never ended',
  64: 'a usage error',
  69: 'a service is unavailable',
  77: 'a permission is missing',
  78: 'a configuration error',
  255: 'an exit with -1',
  3221225786: 'STATUS_CONTROL_C_EXIT on Windows',
  3221225477: 'STATUS_ACCESS_VIOLATION on Windows',
  3221225781: 'STATUS_DLL_NOT_FOUND on Windows',
  3221225794: 'STATUS_DLL_INIT_FAILED on Windows',
  3221226505: 'STATUS_STACK_BUFFER_OVERRUN on Windows',
  3762504530: 'an unhandled .NET exception',
};

export const exitApplicationError: Cause = {
  id: 'exit-application-error',
  title: 'the application ended with an error',
  group: 'exit',
  kind: 'unknown',
  explain(facts) {
    const { stop, exitCode, symptom } = facts;
    const signal = signalOf(facts, 'application-error');
    const { container } = namesOf(facts);
    if (symptom.kind === 'text' && signal !== undefined)
      return told(facts, 'The text tells of an error of the application', 'possible');
    if (stop === undefined || facts.signals.some(({ kind }) => kind === 'planned')) return undefined;
    if (exitCode === undefined || exitCode === 0 || exitCode === 137 || exitCode === 143) return undefined;
    const meaning = MEANINGS[exitCode];
    return told(
      facts,
      `${containerAtStart(container)} ended with exit code ${exitCode}${meaning === undefined ? '' : ` (${meaning})`}`,
      stop.stopCode === undefined || stop.stopCode === 'EssentialContainerExited' ? 'likely' : 'possible',
    );
  },
};

function told(facts: Facts, what: string, confidence: 'likely' | 'possible'): ReturnType<Cause['explain']> {
  const signal = signalOf(facts, 'application-error');
  const { container } = namesOf(facts);
  const explains = signal !== undefined && (facts.stop === undefined || weigh(facts, signal) !== undefined);
  const error = explains ? (signal.error ?? signal.quote.text.trim().slice(0, 200)) : undefined;
  const logs = facts.evidence.logs;
  return {
    confidence,
    summary: `${what}${error === undefined ? (isSilent(facts) ? '; its log shows no error.' : '.') : `: ${error.replace(/[.\s]{1,20}$/, '')}.`}`,
    quotes: explains ? [signal.quote] : [],
    next: explains
      ? `Read the log of ${containerWords(container)} around that line.`
      : `Read the last lines that ${containerWords(container)} wrote before it ended.`,
    command: logCommand(facts),
    chain: [
      ...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]),
      ...(error === undefined ? [] : [error]),
    ],
    blames: changesOf(facts, ['image', 'command', 'entry point', 'variable', 'secret']),
    unchecked: logs.state === 'known' ? [] : [{ what: `the log of ${containerWords(container)}`, reason: logs.reason }],
  };
}

/** The log was read, and none of its lines tells of an error. */
function isSilent({ evidence: { logs }, deep, signals, culprit }: Facts): boolean {
  return (
    deep &&
    logs.state === 'known' &&
    logs.value.some(({ container, lines }) => container === culprit?.name && lines.length > 0) &&
    !signals.some(({ quote, kind }) => quote.origin.kind === 'log' && kind !== 'listening' && kind !== 'health-request')
  );
}

export const page: CausePage = {
  meaning:
    'An essential container ended by itself with a code other than 0, and nothing shows a more precise cause. The code says only that it failed; the reason stands in its log, if it wrote one.',
  impact: 'The task stops with it. A service starts another task, which is likely to fail in the same way.',
  fix: [
    'Read the end of the log: `aws logs tail LOG_GROUP --since 1h`; the first error is often the cause, the last one what ended the process.',
    'Compare the revision with the last good one: image, variables, secrets, command.',
    'Run the image with the same variables on your machine: `docker run --rm --env-file .env IMAGE`.',
    'If the log is empty, the output is probably buffered or goes to a file: set `PYTHONUNBUFFERED=1`, log to stdout.',
  ],
  confusedWith:
    'Every other cause of its group, which all name more. `exit-killed-sigkill` (137) and `exit-sigterm` (143): the process was ended from outside.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html'],
};
