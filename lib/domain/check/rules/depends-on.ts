import type { ContainerDefinition } from '../../definition/task-definition';
import type { CheckRule } from '../check-context';
import { type Finding, snippetOf } from '../finding';

const CONDITIONS = ['START', 'COMPLETE', 'SUCCESS', 'HEALTHY'];

/** Dependencies between containers that can never be met. */
export const dependsOn: CheckRule = ({ definition: { containers } }) => [
  ...containers.flatMap((container) =>
    container.dependsOn.flatMap(({ container: other, condition }) => {
      const target = containers.find(({ name }) => name === other);
      const problem = target === undefined ? missing(other, containers) : problemOf(target, condition);
      if (problem === undefined) return [];
      return [{ ...common, container: container.name, ...problem, what: `${container.name} ${problem.what}` }];
    }),
  ),
  ...cycleIn(containers),
];

const common = { id: 'depends-on', severity: 'error', cause: 'container-dependency-failed' } as const;

type Problem = Pick<Finding, 'what' | 'why' | 'fix' | 'snippet'>;

const missing = (other: string, containers: readonly ContainerDefinition[]): Problem => ({
  what: `depends on ${other}, and there is no such container.`,
  why: 'ECS refuses the definition: it cannot depend on a container that does not exist.',
  fix: `Name one of the containers: ${containers.map(({ name }) => name).join(', ')}.`,
});

function problemOf(target: ContainerDefinition, condition: string): Problem | undefined {
  const { name } = target;
  const port = target.ports[0]?.containerPort;
  if (!CONDITIONS.includes(condition))
    return {
      what: `depends on ${name} with the condition ${condition}.`,
      why: 'ECS knows no such condition.',
      fix: `Use one of ${CONDITIONS.join(', ')}.`,
    };
  if (condition === 'HEALTHY' && (target.healthCheck === undefined || target.healthCheck.command[0] === 'NONE'))
    return {
      what: `waits for ${name} to be HEALTHY, and ${name} has no health check in the definition.`,
      why: 'Without one it never becomes healthy: the check of the image does not count.',
      fix: `Give ${name} a healthCheck whose command the image has, or wait for START.`,
      ...(port === undefined
        ? {}
        : {
            snippet: snippetOf({
              healthCheck: { command: ['CMD-SHELL', `curl -f http://localhost:${port}/ || exit 1`], startPeriod: 30 },
            }),
          }),
    };
  if ((condition === 'COMPLETE' || condition === 'SUCCESS') && target.essential)
    return {
      what: `waits for the end of ${name} (${condition}), and ${name} is essential.`,
      why: 'The end of an essential container ends the task. ECS refuses the definition.',
      fix: `Set "essential": false for ${name}; true is the default.`,
    };
  return undefined;
}

/** The first circle that is found, told once. */
function cycleIn(containers: readonly ContainerDefinition[]): readonly Finding[] {
  const done = new Set<string>();
  const circle = (name: string, path: readonly string[]): readonly string[] | undefined => {
    const at = path.indexOf(name);
    if (at >= 0) return [...path.slice(at), name];
    if (done.has(name)) return undefined;
    const next = containers.find((one) => one.name === name)?.dependsOn ?? [];
    for (const { container } of next) {
      const found = circle(container, [...path, name]);
      if (found !== undefined) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const { name } of containers) {
    const found = circle(name, []);
    if (found !== undefined)
      return [
        {
          ...common,
          container: name,
          what: `The containers wait for each other in a circle: ${found.join(' → ')}.`,
          why: 'None of them can start first.',
          fix: 'Remove one of these dependencies.',
        },
      ];
  }
  return [];
}
