import type { ContainerDefinition } from '../../definition/task-definition';
import type { CheckRule } from '../check-context';
import type { Finding } from '../finding';

/** A name that a container gets twice. ECS refuses it in `secrets`, alone or against `environment`. */
export const repeatedVariable: CheckRule = ({ containers }) =>
  containers.flatMap(({ definition }) => [
    ...inBoth(definition),
    ...twiceIn(definition, 'secrets', 'error'),
    ...twiceIn(definition, 'environment', 'warning'),
  ]);

const inBoth = ({ name: container, environment, secrets }: ContainerDefinition): readonly Finding[] =>
  unique(secrets.map(({ name }) => name))
    .filter((name) => environment.some((variable) => variable.name === name))
    .map((name) => ({
      id: 'variable-twice',
      severity: 'error',
      container,
      what: `${container} has ${name} in environment and in secrets.`,
      why: 'ECS refuses the registration: the name of a secret must not be that of a variable.',
      fix: `Remove ${name} from environment.`,
    }));

function twiceIn(
  container: ContainerDefinition,
  list: 'secrets' | 'environment',
  severity: Finding['severity'],
): readonly Finding[] {
  const names = container[list].map(({ name }) => name);
  return unique(names.filter((name, index) => names.indexOf(name) !== index)).map((name) => ({
    id: 'variable-twice',
    severity,
    container: container.name,
    what: `${container.name} has ${name} twice in ${list}.`,
    why:
      list === 'secrets'
        ? 'ECS refuses the registration: the name of each secret must be unique.'
        : 'Only one of the two values reaches the application.',
    fix: `Remove one of the two.`,
  }));
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
