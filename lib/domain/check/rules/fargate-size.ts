import { isFargateSize, nextFargateSize } from '../../cross-checks/fargate-sizes';
import { type CheckRule, isForFargate } from '../check-context';
import { snippetOf } from '../finding';

/** A pair of CPU and memory that Fargate does not have. */
export const fargateSize: CheckRule = (checked, context) => {
  if (!isForFargate(checked, context)) return [];
  const { cpu, memory, raw } = checked;
  if (cpu === undefined || memory === undefined) {
    const missing = [...(cpu === undefined ? ['cpu'] : []), ...(memory === undefined ? ['memory'] : [])];
    const got = missing.some((field) => raw[field] !== undefined && raw[field] !== null);
    return [
      {
        id: 'fargate-size',
        severity: 'error',
        what: got
          ? `${missing.join(' and ')} of the task cannot be read: CPU units and MiB are expected, such as 256 and 512.`
          : `The task has no ${missing.join(' and no ')}.`,
        why: 'Fargate needs both for the whole task, and refuses a definition without.',
        fix: 'Set both at the top of the definition, not in a container.',
        snippet: snippetOf({ cpu: '256', memory: '512' }),
      },
    ];
  }
  if (isFargateSize({ cpu, memory })) return [];
  const next = nextFargateSize({ cpu, memory: memory - 1 });
  return [
    {
      id: 'fargate-size',
      severity: 'error',
      what: `Fargate has no task with ${cpu} CPU units and ${memory} MiB.`,
      why: 'ECS refuses the definition: only certain amounts of memory go with each number of CPU units.',
      fix:
        next === undefined
          ? 'Take one of the sizes that Fargate has, at most 16384 CPU units with 122880 MiB.'
          : `The next size with as much of both is ${next.cpu} CPU units and ${next.memory} MiB.`,
      ...(next === undefined ? {} : { snippet: snippetOf({ cpu: String(next.cpu), memory: String(next.memory) }) }),
    },
  ];
};
