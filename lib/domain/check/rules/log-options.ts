import type { ContainerDefinition } from '../../definition/task-definition';
import { type CheckRule, isForFargate } from '../check-context';
import { snippetOf } from '../finding';
import { homeOf } from '../home';

/** The awslogs driver without an option that it needs: awslogs-stream-prefix on Fargate only. */
export const logOptions: CheckRule = (checked, context) => {
  const fargate = isForFargate(checked, context);
  return checked.containers.flatMap(({ definition }) => {
    const { name, log } = definition;
    const missing = log?.driver === 'awslogs' ? missingIn(log, fargate) : [];
    if (missing.length === 0) return [];
    return [
      {
        id: 'log-options',
        severity: fargate || missing.includes('awslogs-group') ? 'error' : 'warning',
        container: name,
        what: `The awslogs driver of ${name} lacks ${missing.join(' and ')}.`,
        why: fargate
          ? 'ECS refuses the definition: on Fargate the driver needs group, Region and stream prefix.'
          : 'Without them the container does not start, or its log cannot be found.',
        fix: 'Add what is missing to the options of logConfiguration.',
        snippet: snippetOf({
          'awslogs-group': log?.group ?? `/ecs/${checked.definition.family}`,
          'awslogs-region': log?.region ?? homeOf(checked, context).region?.name ?? 'REGION',
          'awslogs-stream-prefix': log?.streamPrefix ?? 'ecs',
        }),
        cause: 'log-driver-other',
      },
    ];
  });
};

const missingIn = (log: NonNullable<ContainerDefinition['log']>, fargate: boolean): readonly string[] => [
  ...(log.group === undefined ? ['awslogs-group'] : []),
  ...(log.region === undefined ? ['awslogs-region'] : []),
  ...(fargate && log.streamPrefix === undefined ? ['awslogs-stream-prefix'] : []),
];
