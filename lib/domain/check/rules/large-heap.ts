import { heapFlags, heapOf } from '../../cross-checks/memory-limits';
import { asObjects } from '../../json';
import type { CheckRule } from '../check-context';
import type { CheckedContainer } from '../checked-definition';

/** A heap above this part of the limit leaves too little for stacks, buffers and the runtime itself. */
const TOO_MUCH = 0.85;
/** GOMEMLIMIT counts nearly all memory of the process, so it may come closer. */
const TOO_MUCH_OF_GO = 1;

/** A heap that may grow beyond the memory of the container, or nearly. */
export const largeHeap: CheckRule = ({ containers, memory: whole }) =>
  containers.flatMap((container) => {
    const { name, memory } = container.definition;
    const limit = memory ?? whole;
    if (limit === undefined) return [];
    const owner = memory === undefined ? 'the task' : 'the container';
    return flagsOf(container).flatMap((flag) => {
      const heap = heapOf(flag, limit);
      const most = flag.startsWith('GOMEMLIMIT') ? TOO_MUCH_OF_GO : TOO_MUCH;
      if (heap === undefined || heap <= limit * most) return [];
      const isAbove = heap >= limit;
      return [
        {
          id: 'heap-above-limit',
          severity: isAbove ? ('error' as const) : ('warning' as const),
          container: name,
          what: `${flag} allows ${name} ${Math.round(heap)} MiB of heap, and ${owner} has ${limit} MiB.`,
          why: isAbove
            ? 'The kernel kills the container before the runtime collects its garbage: exit code 137, OutOfMemoryError.'
            : `${Math.round(limit - heap)} MiB are left for stacks, buffers and the runtime: under load the kernel kills the container.`,
          fix: `Allow about three quarters, ${Math.floor(limit * 0.75)} MiB, or raise the memory of ${owner}.`,
          cause: 'out-of-memory' as const,
        },
      ] as const;
    });
  });

/** The flags that the engine knows, and the limit of Go, whose variable holds nothing but the size. */
function flagsOf({ definition, raw }: CheckedContainer): readonly string[] {
  const go = asObjects(raw['environment']).flatMap(({ name, value }) =>
    name === 'GOMEMLIMIT' && typeof value === 'string' && /^\d{1,12}(?:[KMGT]?i?B)?$/.test(value)
      ? [`GOMEMLIMIT=${value}`]
      : [],
  );
  return [...new Set([...heapFlags(definition), ...go])];
}
