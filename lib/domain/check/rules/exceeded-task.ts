import type { CheckRule } from '../check-context';
import type { CheckedDefinition } from '../checked-definition';
import type { Finding } from '../finding';

/** Containers that want more than the task has, or a reservation above the limit. ECS refuses all of these. */
export const exceededTask: CheckRule = (checked) => [
  ...tooMuchMemory(checked),
  ...tooMuchCpu(checked),
  ...reversed(checked),
];

function tooMuchMemory({ containers, memory: whole }: CheckedDefinition): readonly Finding[] {
  if (whole === undefined) return [];
  const single = containers.filter(({ definition: { memory } }) => memory !== undefined && memory > whole);
  if (single.length > 0)
    return single.map(({ definition: { name, memory } }) => ({
      id: 'containers-exceed-task',
      severity: 'error',
      container: name,
      what: `${name} has a limit of ${memory} MiB, and the whole task has ${whole} MiB.`,
      why: 'ECS refuses the definition: the memory of a container must fit into that of the task.',
      fix: `Raise the memory of the task, or lower that of ${name}.`,
    }));
  const wanted = containers.map(({ definition }) => definition.memoryReservation ?? definition.memory ?? 0);
  const sum = wanted.reduce((total, one) => total + one, 0);
  if (sum <= whole) return [];
  return [
    {
      id: 'containers-exceed-task',
      severity: 'error',
      what: `The containers want ${wanted.join(' + ')} = ${sum} MiB, and the task has ${whole} MiB.`,
      why: 'ECS refuses the definition: what the containers reserve must fit into the task.',
      fix: 'Raise the memory of the task, or reserve less: memoryReservation counts, and memory where there is none.',
    },
  ];
}

function tooMuchCpu({ containers, cpu: whole }: CheckedDefinition): readonly Finding[] {
  const wanted = containers.map(({ definition }) => definition.cpu ?? 0);
  const sum = wanted.reduce((total, one) => total + one, 0);
  if (whole === undefined || sum <= whole) return [];
  return [
    {
      id: 'containers-exceed-task',
      severity: 'error',
      what: `The containers want ${wanted.join(' + ')} = ${sum} CPU units, and the task has ${whole}.`,
      why: 'ECS refuses the definition: the CPU units of the containers must fit into those of the task.',
      fix: 'Raise the CPU units of the task, or leave cpu out of the containers: they share what there is.',
    },
  ];
}

const reversed = ({ containers }: CheckedDefinition): readonly Finding[] =>
  containers.flatMap(({ definition: { name, memory, memoryReservation } }) => {
    if (memory === undefined || memoryReservation === undefined || memory >= memoryReservation) return [];
    return [
      {
        id: 'containers-exceed-task',
        severity: 'error',
        container: name,
        what: `${name} reserves ${memoryReservation} MiB, and its limit is ${memory} MiB.`,
        why: 'ECS refuses the definition: memory must be more than memoryReservation.',
        fix: `Lower memoryReservation, or raise memory.`,
      },
    ];
  });
