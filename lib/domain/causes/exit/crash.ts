import { containerWords } from '../../container-words';
import { type Facts, namesOf, signalsOf } from '../../facts';
import type { SignalOf } from '../../signals/signal';
import type { Finding } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, logCommand, withCode } from './reading';

/** What ends a process in one way: the exit codes of it (128 plus the signal's number), and what logs call it. */
export interface CrashFamily {
  readonly names: Readonly<Record<number, string>>;
  readonly signals: readonly SignalOf<'crash'>['signal'][];
  /** What to do first, for a container. */
  readonly next: (container: string) => string;
}

/** A process that the kernel or itself ended for a fault, by its exit code or its last words. */
export function crashFinding(facts: Facts, { names, signals, next }: CrashFamily): Finding | undefined {
  const found = strongest(
    facts,
    signalsOf(facts, 'crash').filter(({ signal }) => signals.includes(signal)),
  );
  const coded = facts.exitCode === undefined || facts.stop === undefined ? undefined : names[facts.exitCode];
  const name = coded ?? found?.signal.signal;
  if (name === undefined) return undefined;
  const { container } = namesOf(facts);
  return {
    confidence: coded === undefined ? (found?.confidence ?? 'possible') : 'likely',
    summary: `A process in ${containerWords(container)} crashed with ${name}${withCode(facts)}.`,
    quotes: found === undefined ? [] : [found.signal.quote],
    next: next(container),
    command: logCommand(facts),
    chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), name],
    blames: changesOf(facts, ['image', 'command', 'entry point']),
  };
}
