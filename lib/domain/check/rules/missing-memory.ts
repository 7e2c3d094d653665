import { type CheckRule, isForFargate } from '../check-context';

/** On instances each container needs an amount of memory where the task has none. ECS refuses it otherwise. */
export const missingMemory: CheckRule = (checked, context) => {
  if (isForFargate(checked, context) || checked.memory !== undefined) return [];
  return checked.containers.flatMap(({ definition: { name, memory, memoryReservation } }) => {
    if (memory !== undefined || memoryReservation !== undefined) return [];
    return [
      {
        id: 'memory-missing',
        severity: 'error',
        container: name,
        what: `${name} has neither memory nor memoryReservation, and the task has no memory.`,
        why: 'ECS refuses the registration: at least one of the two must be specified.',
        fix: 'Set memoryReservation to what it needs, and memory to what it must never exceed, in MiB.',
      },
    ];
  });
};
