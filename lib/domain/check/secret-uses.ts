import { asObject, asObjects, asText } from '../json';
import type { CheckedDefinition } from './checked-definition';

/** A `valueFrom` of a definition. */
export interface SecretUse {
  readonly container: string;
  /** Name of the variable, or of the option of the log driver. */
  readonly name: string;
  readonly valueFrom: string;
  readonly list: 'secrets' | 'secretOptions';
}

/** Everything that is filled from Secrets Manager or Parameter Store. */
export const secretUses = ({ containers }: CheckedDefinition): readonly SecretUse[] =>
  containers.flatMap(({ definition: { name: container, secrets }, raw }) => [
    ...secrets.map(({ name, valueFrom }) => ({ container, name, valueFrom, list: 'secrets' as const })),
    ...asObjects(asObject(raw['logConfiguration'])?.['secretOptions']).map((option) => ({
      container,
      name: asText(option['name']) ?? '(unnamed)',
      valueFrom: asText(option['valueFrom']) ?? '',
      list: 'secretOptions' as const,
    })),
  ]);
