import type { Facts } from '../facts';
import { valueIn } from '../read';
import type { SignalOf } from '../signals/signal';

type MissingSetting = SignalOf<'missing-setting'>;

const READY =
  /\b(?:server|application|app|service|api)\b(?: \S{1,30}){0,3} (?:ready|started|running|up)\b|\blistening (?:on|at)\b|\bready (?:to (?:accept|serve|handle|receive)|for (?:connections|requests|start))|^(?:\S{1,40} ){0,4}(?:INFO:? )(?:\S{1,40} )?ready\b|"(?:GET|POST) \/\S{0,500} HTTP\/[\d.]{1,3}" [23]\d\d\b/i;
const NOT_READY = /\b(?:not|never|until|before|fail\w{0,3}|could|cannot|can't|error|wait\w{0,3}|already|unable)\b/i;

/** A later line of the same log says that the program serves, with or without a port. */
export function becameReady({ evidence }: Facts, signals: readonly MissingSetting[]): boolean {
  const quotes = signals.flatMap(({ quote: { origin, text } }) =>
    origin.kind === 'log' ? [{ container: origin.container, text }] : [],
  );
  return (valueIn(evidence.logs) ?? []).some(({ container, lines }) => {
    const texts = quotes.filter((quote) => quote.container === container).map(({ text }) => text);
    const last = lines.findLastIndex((line) => texts.some((text) => line.includes(text)));
    return last >= 0 && lines.slice(last + 1).some((line) => isReady(line.slice(0, 1000)));
  });
}

const isReady = (line: string): boolean => READY.test(line) && !NOT_READY.test(line);

/** What a launcher or a caller says of a start that failed for the error before. */
const OF_START = /start|boot|init|load|launch|exit|set ?up|configur|process|command|terminat|abort|import/i;

/** The program tells of another error afterwards, and not of its start. */
export const failedOtherwise = ({ signals }: Facts, last: number): boolean =>
  signals.some(
    ({ kind, line, quote }) =>
      kind === 'application-error' && line > last && quote.origin.kind === 'log' && !OF_START.test(quote.text),
  );

/** Exceptions of .NET that nobody handles end the process with a signal of its own. */
const UNHANDLED = /Unhandled exception/i;

/** The exit code tells of a signal, which a program does not send itself for the lack of a setting. */
export function wasKilled({ exitCode, signals, evidence }: Facts, said: readonly MissingSetting[]): boolean {
  if (exitCode === 137 || exitCode === 143) return !signals.some(({ kind }) => kind === 'health-check');
  if (exitCode !== 139) return false;
  const logs = valueIn(evidence.logs) ?? [];
  return !(
    said.some(({ quote }) => UNHANDLED.test(quote.text)) ||
    logs.some(({ lines }) => lines.some((line) => UNHANDLED.test(line.slice(0, 1000))))
  );
}
