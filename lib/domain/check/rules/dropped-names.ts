import { nearMiss } from '../../cross-checks/near-miss';
import { type DefinitionChange, diffDefinitions } from '../../definition/diff-definitions';
import type { TaskDefinition } from '../../definition/task-definition';
import type { CheckRule } from '../check-context';
import type { CheckedDefinition } from '../checked-definition';
import { type Finding, snippetOf } from '../finding';

/** Variables and secrets that the revision before gave to a container and this one does not. */
export const droppedNames: CheckRule = (checked, { previous }) => {
  if (previous === undefined) return [];
  const changes = diffDefinitions(sameContainer(previous.definition, checked.definition), checked.definition).filter(
    ({ field }) => field === 'variable' || field === 'secret' || field === 'environment file',
  );
  return changes.flatMap((change) => {
    if (change.after !== undefined || change.name === undefined || change.container === undefined) return [];
    const added = changes.filter(({ container, before }) => container === change.container && before === undefined);
    // It moved from one list to the other.
    if (added.some(({ field, name }) => field !== 'environment file' && name === change.name)) return [];
    return [findingOf(change, added, previous)];
  });
};

/** Where both have one container only, it is the same one, whatever it is called. */
function sameContainer(from: TaskDefinition, to: TaskDefinition): TaskDefinition {
  const [before, ...more] = from.containers;
  const [after, ...others] = to.containers;
  if (before === undefined || after === undefined || more.length + others.length > 0) return from;
  return { ...from, containers: [{ ...before, name: after.name }] };
}

function findingOf(change: DefinitionChange, added: readonly DefinitionChange[], previous: CheckedDefinition): Finding {
  const { field, name = '', container = '', before: valueFrom = '' } = change;
  const before = previous.definition.revision === undefined ? 'the revision before' : previous.name;
  const list = field === 'secret' ? 'secrets' : field === 'variable' ? 'environment' : 'environmentFiles';
  const isSecret = field === 'secret';
  const common = { severity: isSecret ? 'error' : 'warning', container, cause: 'exit-missing-configuration' } as const;
  const back = isSecret ? snippetOf({ name, valueFrom }) : undefined;
  const near = nearMiss(
    name,
    added.flatMap((one) => (one.field === 'environment file' ? [] : (one.name ?? []))),
  );
  if (near !== undefined)
    return {
      ...common,
      id: 'variable-misspelt',
      what: `${container} gets ${near} where ${before} gave it ${name}.`,
      why: `An application that reads ${name} does not find it any more.`,
      fix: `Write ${name} again, or see that the application of this image reads ${near}.`,
      ...(back === undefined ? {} : { snippet: back }),
    };
  const inFile = added.some((one) => one.field === 'environment file');
  return {
    ...common,
    id: isSecret ? 'secret-dropped' : 'variable-dropped',
    what: `${container} no longer gets ${name}, which ${before} had in ${list}.`,
    why: inFile
      ? 'An application that reads it stops at its start, unless the environment file that was added holds it.'
      : 'An application that reads it stops at its start, or works with a default.',
    fix: `Put ${name} back into ${list}${isSecret ? '' : ', with its value'}. If it was dropped on purpose, pass --ignore ${isSecret ? 'secret-dropped' : 'variable-dropped'}.`,
    ...(back === undefined ? {} : { snippet: back }),
  };
}
