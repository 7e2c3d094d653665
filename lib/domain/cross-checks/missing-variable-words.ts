import { containerAtStart, containerWords } from '../container-words';
import type { Facts } from '../facts';
import { namesOf } from '../facts';
import type { VariableCheck } from './missing-variable';
import { MOST_NAMES } from './settings-said';

const MOST_NAMED = 5;

/** `A`, `A and B`, `A, B and 3 others`; `at least 16 others` where no more names were kept. */
export function listOf(names: readonly string[]): string {
  if (names.length > MOST_NAMED)
    return `${names.slice(0, MOST_NAMED - 1).join(', ')} and ${names.length >= MOST_NAMES ? 'at least ' : ''}${names.length - MOST_NAMED + 1} others`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** One sentence for each thing that the definition shows. */
export function notesOf(checks: readonly VariableCheck[], facts: Facts): readonly string[] {
  const { container, definition = 'the task definition' } = namesOf(facts);
  const at = (place: VariableCheck['place']): readonly VariableCheck[] =>
    checks.filter((check) => check.place === place);
  const say = (
    place: VariableCheck['place'],
    sentence: (names: string, many: boolean) => string,
  ): readonly string[] => {
    const some = at(place).map(({ name }) => name);
    return some.length === 0 ? [] : [sentence(listOf(some), some.length > 1)];
  };
  const files = facts.containerDefinition?.environmentFiles ?? [];
  return [
    ...say(
      'absent',
      (names, many) =>
        `${names} ${many ? 'are' : 'is'} in neither environment nor secrets of ${containerWords(container)} in ${definition}.`,
    ),
    ...say(
      'perhaps-in-file',
      (names, many) =>
        `${names} ${many ? 'are' : 'is'} in neither environment nor secrets of ${containerWords(container)} in ${definition}; ${many ? 'they' : 'it'} may come from the environment file ${files.join(', ')}.`,
    ),
    ...say(
      'environment-empty',
      (names) => `${definition} has ${names} in environment of ${containerWords(container)}, with an empty value.`,
    ),
    ...say(
      'environment',
      (names) =>
        `${definition} has ${names} in environment of ${containerWords(container)} with a value: the value may be invalid, or the process that complains does not get it.`,
    ),
    ...at('secrets')
      .slice(0, MOST_NAMED)
      .map(
        ({ name, valueFrom }) =>
          `${definition} maps ${name} to ${valueFrom}: the value of that secret may be empty or not what the application expects.`,
      ),
    ...at('other-container')
      .slice(0, MOST_NAMED)
      .map(
        ({ name, container: other }) =>
          `Only container ${other} of ${definition} has ${name}, not ${containerWords(container)}.`,
      ),
    ...checks
      .flatMap(({ name, near }) =>
        near === undefined ? [] : [`${containerAtStart(container)} has ${near}, which looks like ${name}.`],
      )
      .slice(0, MOST_NAMED),
  ];
}

/** `revision 9 dropped A and B from secrets (revision 8 had them)`, where the definition's changes show that. */
export function storiesOf(checks: readonly VariableCheck[], facts: Facts): readonly string[] {
  const { changes } = facts;
  if (changes === undefined) return [];
  const now = revisionWords(changes.to.revision, 'this revision');
  const then = revisionWords(changes.from.revision, 'the one before');
  const fates = new Map<string, string[]>();
  for (const check of checks) {
    if (check.dropped === undefined) continue;
    const fate = fateOf(check, check.dropped.list, then);
    fates.set(fate, [...(fates.get(fate) ?? []), check.name]);
  }
  return [...fates].map(
    ([fate, names]) =>
      `${now} ${fate.replace('NAMES', listOf(names)).replace('THEM', names.length > 1 ? 'them' : 'it')}`,
  );
}

/** What became of a variable that the earlier revision had elsewhere. */
function fateOf({ place, container }: VariableCheck, list: string, then: string): string {
  if (place === 'secrets') return 'moved NAMES from environment to secrets';
  if (place === 'environment') return 'moved NAMES from secrets to environment';
  if (place === 'environment-empty') return 'moved NAMES from secrets to environment, where it is empty';
  if (place === 'other-container') return `moved NAMES to container ${container}`;
  return `dropped NAMES from ${list} (${then} had THEM)`;
}

const revisionWords = (revision: number | undefined, otherwise: string): string =>
  revision === undefined ? otherwise : `revision ${revision}`;
