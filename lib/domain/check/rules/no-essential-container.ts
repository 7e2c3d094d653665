import type { CheckRule } from '../check-context';

/** A task in which no container is essential. ECS refuses it. */
export const noEssentialContainer: CheckRule = ({ containers }) =>
  containers.some(({ definition }) => definition.essential)
    ? []
    : [
        {
          id: 'no-essential-container',
          severity: 'error',
          what: `No container is essential: ${containers.map(({ definition }) => definition.name).join(', ')}.`,
          why: 'A task needs at least one, whose end is the end of the task; ECS refuses it otherwise.',
          fix: 'Set "essential": true for the container that does the work, or leave essential out: true is the default.',
        },
      ];
