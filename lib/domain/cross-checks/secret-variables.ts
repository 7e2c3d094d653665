import type { TaskDefinition } from '../definition/task-definition';
import { type SecretAddress, secretAddress } from '../signals/secrets/secret-names';
import type { SignalOf } from '../signals/signal';

/** A variable of a container that is filled from a secret or parameter. */
export interface SecretVariable {
  readonly container: string;
  /** Name of the variable in the container. */
  readonly name: string;
  readonly valueFrom: string;
  readonly address: SecretAddress;
}

/** Variables of the definition that the secret, parameter or JSON key of a signal fills. */
export function variablesOf(
  signal: SignalOf<'secret'>,
  definition: TaskDefinition | undefined,
): readonly SecretVariable[] {
  return allSecrets(definition).filter(({ valueFrom, address }) => {
    if (signal.problem === 'json-key-missing')
      return address.jsonKey !== undefined && signal.names.includes(address.jsonKey) && isOf(signal.reference, address);
    if (signal.reference !== undefined && valueFrom === signal.reference) return true;
    return signal.names.some((name) => isNamed(name, address));
  });
}

/** What a verdict calls the missing values: the containers' variables where the definition has them, else the text's names. */
export function variableNames(signal: SignalOf<'secret'>, definition: TaskDefinition | undefined): readonly string[] {
  const mapped = variablesOf(signal, definition).map(({ name }) => name);
  return mapped.length > 0 ? [...new Set(mapped)] : signal.names;
}

/** Every secret of every container. */
export const allSecrets = (definition: TaskDefinition | undefined): readonly SecretVariable[] =>
  (definition?.containers ?? []).flatMap((container) =>
    container.secrets.map(({ name, valueFrom }) => ({
      container: container.name,
      name,
      valueFrom,
      address: secretAddress(valueFrom),
    })),
  );

const bare = (name: string): string => name.replace(/^\//, '');

const isNamed = (name: string, { name: own, fullName }: SecretAddress): boolean =>
  bare(name) === bare(own) || bare(name) === bare(fullName);

const isOf = (reference: string | undefined, address: SecretAddress): boolean =>
  reference === undefined || isNamed(secretAddress(reference).name, address);
