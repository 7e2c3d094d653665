import type { Facts } from '../../facts';
import type { Signal, SignalKind } from '../../signals/signal';
import type { Confidence } from '../cause';
import { diedOfLaterFault } from './later-crash';

/** Kinds that end a process when they are told at error level. */
const FATAL: ReadonlySet<SignalKind> = new Set<SignalKind>([
  'missing-setting',
  'missing-file',
  'missing-module',
  'command-not-found',
  'permission-denied',
  'exec-format',
  'unreachable',
  'database-auth',
  'database-migration',
  'port-in-use',
  'port-privileged',
  'crash',
  'out-of-memory',
  'disk-full',
  'aws-access',
]);
/** Lines: longer than the longest usual stack trace. */
const FAR = 60;
/** Lines before the end in which a cause of a kill would stand. */
const END = 30;

/**
 * How far a text explains this symptom. What ECS says is certain. A log line explains a failure unless the process got
 * past it: it ended with 0, it said later that it listens, or it failed much later for another reason.
 */
export function weigh(facts: Facts, signal: Signal): Confidence | undefined {
  switch (signal.quote.origin.kind) {
    case 'stop-code':
    case 'task-reason':
    case 'container-reason':
      return 'certain';
    case 'log':
      return weighLog(facts, signal);
    default:
      return 'likely';
  }
}

function weighLog(facts: Facts, signal: Signal): Confidence | undefined {
  const { stop, exitCode, symptom, signals } = facts;
  if (stop !== undefined && exitCode === 0) return stop.service === undefined ? undefined : 'possible';
  if (symptom.kind === 'service' || gotPast(facts, signal)) return 'possible';
  if (signal.kind !== 'application-error' && diedOfLaterFault(facts, signal)) return 'possible';
  const killed = stop !== undefined && (exitCode === 137 || exitCode === 143);
  const unwell = signals.some(({ kind }) => kind === 'health-check');
  return killed && !unwell && !standsAtEnd(facts, signal) ? 'possible' : 'likely';
}

function gotPast({ signals }: Facts, signal: Signal): boolean {
  const last = signals.findLast((other) => other.kind === signal.kind && isSameLog(other, signal)) ?? signal;
  return signals.some(
    (later) =>
      isSameLog(later, last) &&
      (later.kind === 'listening'
        ? later.line > last.line
        : later.kind !== last.kind && FATAL.has(later.kind) && later.line > last.line + FAR),
  );
}

function isSameLog({ quote: { origin: one } }: Signal, { quote: { origin: other } }: Signal): boolean {
  return one.kind === 'log' && other.kind === 'log' && one.container === other.container && one.stream === other.stream;
}

function standsAtEnd({ evidence: { logs } }: Facts, signal: Signal): boolean {
  const { origin } = signal.quote;
  if (logs.state !== 'known' || origin.kind !== 'log') return true;
  const log = logs.value.find(({ container }) => container === origin.container);
  return log === undefined || signal.line >= log.lines.length - END;
}

/** The surest of some signals, and of equally sure ones the last: what a process says last ends it. */
export function strongest<S extends Signal>(
  facts: Facts,
  signals: readonly S[],
): { readonly signal: S; readonly confidence: Confidence } | undefined {
  const order = ['certain', 'likely', 'possible'] as const;
  const weighed = signals.flatMap((signal) => {
    const confidence = weigh(facts, signal);
    return confidence === undefined ? [] : [{ signal, confidence }];
  });
  return order
    .map((confidence) => weighed.findLast((one) => one.confidence === confidence))
    .find((found) => found !== undefined);
}
