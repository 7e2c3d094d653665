import { type Facts, namesOf, signalsOf } from '../../facts';
import type { SignalOf } from '../../signals/signal';

type Planned = SignalOf<'planned'>;

/** What a text says goes before what the stop code says: a forced deregistration comes as UserInitiated. */
const ORDER: readonly Planned['by'][] = [
  'deregistered',
  'draining',
  'az-rebalancing',
  'retirement',
  'spot',
  'host-terminated',
  'scaling-or-deployment',
  'person',
];

/** Who meant the stop, where the signals say that somebody did; the quote of a text goes before the bare code. */
export function plannedBy(facts: Facts, by: Planned['by']): Planned | undefined {
  const planned = signalsOf(facts, 'planned');
  const first = ORDER.find((one) => planned.some((signal) => signal.by === one));
  if (first !== by) return undefined;
  const own = planned.filter((signal) => signal.by === by);
  return own.find(({ quote }) => quote.origin.kind !== 'stop-code') ?? own[0];
}

/** `A task of app`, `Task 1a2b…` or `The task`. */
export function subjectOf(facts: Facts): string {
  const { service } = namesOf(facts);
  if (service !== undefined) return `A task of ${service}`;
  const id = facts.stop?.taskId;
  return id === undefined ? 'The task' : `Task ${id.slice(0, 8)}`;
}

/** An exit code after a planned stop is the stop itself. */
export function exitNotes({ exitCode }: Facts): { readonly notes?: readonly string[] } {
  if (exitCode === 137)
    return {
      notes: ['Exit code 137 comes from the stop: the application did not end on SIGTERM within its stop timeout.'],
    };
  if (exitCode === 143) return { notes: ['Exit code 143 comes from the stop: the application ended on SIGTERM.'] };
  return {};
}
