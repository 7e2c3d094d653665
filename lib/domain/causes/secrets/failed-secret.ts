import { type SecretVariable, variableNames, variablesOf } from '../../cross-checks/secret-variables';
import type { TaskDefinition } from '../../definition/task-definition';
import { type Facts, signalsOf } from '../../facts';
import { valueIn } from '../../read';
import type { SignalOf } from '../../signals/signal';

export type SecretSignal = SignalOf<'secret'>;

/** A secret or parameter that could not be read, and the variables of containers that it fills. */
export interface FailedSecret {
  readonly signal: SecretSignal;
  readonly definition?: TaskDefinition;
  readonly mapped: readonly SecretVariable[];
  /** The containers' variables, else the names that the text has. */
  readonly variables: readonly string[];
  /** For sentences: `secret db-password`, `parameters /a and /b`, `a secret`. */
  readonly shown: string;
  /** Keys of changes in the definition that touch one of the variables. */
  readonly blames: readonly string[];
  readonly notes: readonly string[];
}

export function failedSecret(
  facts: Facts,
  problem: SecretSignal['problem'],
  ...more: SecretSignal['problem'][]
): FailedSecret | undefined {
  const signals = signalsOf(facts, 'secret').filter(
    (signal) => signal.problem === problem || more.includes(signal.problem),
  );
  const signal = signals.find(({ names }) => names.length > 0) ?? signals[0];
  if (signal === undefined) return undefined;
  const definition = valueIn(facts.evidence.definition);
  const mapped = variablesOf(signal, definition);
  const touched = (facts.changes?.changes ?? []).filter(
    (change) =>
      change.field === 'secret' &&
      change.after !== undefined &&
      mapped.some((one) => one.name === change.name && one.container === change.container),
  );
  return {
    signal,
    mapped,
    variables: variableNames(signal, definition),
    shown: shownSecret(signal, mapped),
    blames: touched.map((change) => [change.field, change.container ?? '', change.name ?? ''].join('|')),
    notes: [
      ...(mapped.length > 0
        ? [`It fills ${list(mapped.map(({ name, container }) => `${name} of container ${container}`))}.`]
        : []),
      ...touched.map(
        (change) =>
          `${change.name} ${change.before === undefined ? 'was added to the secrets' : 'points to another secret'} of ${change.container} since ${facts.changes?.from.revision === undefined ? 'the revision before' : `revision ${facts.changes.from.revision}`}.`,
      ),
    ],
    ...(definition === undefined ? {} : { definition }),
  };
}

function shownSecret({ store, names, problem, reference }: SecretSignal, mapped: readonly SecretVariable[]): string {
  const word = (store ?? storeOf(reference, names)) === 'parameter-store' ? 'parameter' : 'secret';
  if (problem === 'json-key-missing') {
    const secrets = [...new Set(mapped.map(({ address }) => address.name))];
    return secrets.length === 0 ? 'the secret' : `secret ${list(secrets)}`;
  }
  if (names.length === 0) return `a ${word}`;
  return `${word}${names.length > 1 ? 's' : ''} ${list(names)}`;
}

const storeOf = (reference: string | undefined, names: readonly string[]): SecretSignal['store'] =>
  reference?.includes(':ssm:') || (reference === undefined && names[0]?.startsWith('/'))
    ? 'parameter-store'
    : undefined;

/** `a`, `a and b`, `a, b and c`. */
export const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Region of the secret, as far as the text or the definition tells. */
export const secretRegion = ({ signal, mapped }: FailedSecret): string | undefined =>
  signal.reference?.split(':')[3]?.match(/^[a-z]{2}(?:-[a-z]{2,10}){1,3}-\d$/)?.[0] ?? mapped[0]?.address.region;
