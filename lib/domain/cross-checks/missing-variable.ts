import { changeKey, type DefinitionChange } from '../definition/diff-definitions';
import type { ContainerDefinition, TaskDefinition } from '../definition/task-definition';
import type { Facts } from '../facts';
import { valueIn } from '../read';
import { nearMiss } from './near-miss';

/** Where the task definition has a variable that the log asks for. */
export type Place =
  | 'unknown'
  | 'absent'
  /** The container reads a file from S3 that may hold it. */
  | 'perhaps-in-file'
  | 'environment'
  | 'environment-empty'
  | 'secrets'
  /** Only another container of the task has it. */
  | 'other-container';

/** One name of the log against the definition and its last good revision. */
export interface VariableCheck {
  /** As the definition has it, else as the text does. */
  readonly name: string;
  readonly place: Place;
  /** Where it stands in `secrets`: an ARN or a parameter's name. */
  readonly valueFrom?: string;
  /** The other container that has it. */
  readonly container?: string;
  /** A name that the container has and that was probably meant. */
  readonly near?: string;
  /** What the revision dropped, where the earlier one had it. */
  readonly dropped?: { readonly list: 'environment' | 'secrets'; readonly change: DefinitionChange };
  /** Keys of the changes to blame. */
  readonly blames: readonly string[];
}

/** Checks names against the definition of the container that failed. */
export function checkVariables(names: readonly string[], facts: Facts): readonly VariableCheck[] {
  const definition = valueIn(facts.evidence.definition);
  const container = facts.containerDefinition;
  if (definition === undefined || container === undefined)
    return names.map((name) => ({ name, place: 'unknown', blames: [] }));
  return names.map((name) => checkVariable(name, names, definition, container, facts));
}

function checkVariable(
  asked: string,
  all: readonly string[],
  definition: TaskDefinition,
  container: ContainerDefinition,
  facts: Facts,
): VariableCheck {
  const changes = (facts.changes?.changes ?? []).filter((change) => change.container === container.name);
  const wanted = fullName(asked, container, changes);
  const secret = container.secrets.find(({ name }) => isSame(wanted, name));
  const variable = container.environment.find(({ name }) => isSame(wanted, name));
  const own = changes.filter((change) => isVariable(change) && isSame(wanted, change.name ?? ''));
  const removed = own.find((change) => change.after === undefined);
  const name = secret?.name ?? variable?.name ?? removed?.name ?? wanted;
  const dropped = removed === undefined ? {} : { dropped: { list: listOf(removed), change: removed } };
  const blames = own.map(changeKey);
  if (secret !== undefined) return { name, place: 'secrets', valueFrom: secret.valueFrom, ...dropped, blames };
  if (variable !== undefined)
    return { name, place: variable.empty ? 'environment-empty' : 'environment', ...dropped, blames };
  const near = nearMiss(name, candidates(container, facts, wanted, all));
  const other = definition.containers.find(
    (one) => one !== container && namesOf(one).some((has) => isSame(wanted, has)),
  );
  const file = container.environmentFiles.length > 0;
  return {
    name,
    place: other !== undefined ? 'other-container' : file ? 'perhaps-in-file' : 'absent',
    ...(other === undefined ? {} : { container: other.name }),
    ...(near === undefined ? {} : { near }),
    ...dropped,
    blames: blames.length > 0 ? blames : otherBlames(changes, near),
  };
}

const listOf = ({ field }: DefinitionChange): 'environment' | 'secrets' =>
  field === 'secret' ? 'secrets' : 'environment';

/**
 * A field or member such as `stripe_webhook_secret` or `ApiKey` is read from a variable with a prefix. It is taken to
 * be the one that the revision dropped, or that is empty, where only one ends like it.
 */
function fullName(asked: string, container: ContainerDefinition, changes: readonly DefinitionChange[]): string {
  const dropped = changes.flatMap((change) =>
    isVariable(change) && change.after === undefined ? (change.name ?? []) : [],
  );
  const exact = [...dropped, ...namesOf(container)];
  if (exact.includes(asked)) return asked;
  if (isVariableName(asked)) return asked;
  const same = (names: readonly string[]): string | undefined => names.find((name) => isSame(asked, name));
  const ending = (names: readonly string[]): string | undefined => {
    const fit = names.filter((name) => lettersOf(name).endsWith(lettersOf(asked)) && /[_:.]/.test(name));
    return fit.length === 1 ? fit[0] : undefined;
  };
  const empty = container.environment.filter((one) => one.empty).map(({ name }) => name);
  return same(dropped) ?? same(exact) ?? ending(dropped) ?? ending(empty) ?? asked;
}

/** Names that could be a misspelling: none that is wanted itself or stood beside the wanted one when all was well. */
function candidates(
  container: ContainerDefinition,
  facts: Facts,
  wanted: string,
  all: readonly string[],
): readonly string[] {
  const before = facts.changes?.from.containers.find(({ name }) => name === container.name);
  const had = before === undefined ? [] : namesOf(before);
  return namesOf(container).filter(
    (name) => !all.includes(name) && !(had.includes(name) && had.some((one) => isSame(wanted, one))),
  );
}

/** Where the name itself did not change: the misspelt addition, the file, else a new image that may want more. */
function otherBlames(changes: readonly DefinitionChange[], near: string | undefined): readonly string[] {
  const added = changes.filter((change) => isVariable(change) && change.name === near && near !== undefined);
  const files = changes.filter(({ field }) => field === 'environment file');
  const image = changes.filter(({ field }) => field === 'image');
  return [added, files, image].find((some) => some.length > 0)?.map(changeKey) ?? [];
}

const isVariable = ({ field }: DefinitionChange): boolean => field === 'variable' || field === 'secret';

const namesOf = (container: ContainerDefinition): readonly string[] =>
  [...container.environment, ...container.secrets].map(({ name }) => name);

/**
 * A text that prints a name as variables are written means exactly it; a property such as `spring.datasource.url` or
 * a field such as `encryption_key` may be filled by a variable of the same letters.
 */
export function isSame(wanted: string, defined: string): boolean {
  if (wanted === defined) return true;
  return !isVariableName(wanted) && lettersOf(wanted) === lettersOf(defined);
}

/** Written as variables are: in upper case, or with the double underscore of .NET. */
const isVariableName = (name: string): boolean => /^[A-Z0-9_]+$/.test(name) || name.includes('__');

const lettersOf = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]/g, '');
