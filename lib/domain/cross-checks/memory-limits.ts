import { containerAtStart, containerWords } from '../container-words';
import type { DefinitionChange } from '../definition/diff-definitions';
import { changeKey } from '../definition/diff-definitions';
import type { ContainerDefinition, TaskDefinition } from '../definition/task-definition';
import { type Facts, namesOf } from '../facts';
import { nextFargateSize } from './fargate-sizes';

/** What capped the memory of a container, in MiB. */
export interface MemoryLimit {
  readonly mebibytes: number;
  readonly by: 'container' | 'task';
}

/** The hard limit of the container, else the task's. `memoryReservation` caps nothing. */
export function memoryLimit(facts: Facts): MemoryLimit | undefined {
  const definition = definitionOf(facts);
  const container = facts.containerDefinition?.memory;
  const task = definition?.memory ?? facts.stop?.memory;
  if (container !== undefined && (task === undefined || container <= task))
    return { mebibytes: container, by: 'container' };
  return task === undefined ? undefined : { mebibytes: task, by: 'task' };
}

/** MiB of heap that a flag allows; undefined for one that is no fixed size. Percentages are of the limit. */
export function heapOf(flag: string, limit: number): number | undefined {
  const xmx = /^-Xmx(\d{1,9})([kmg]?)$/i.exec(flag);
  if (xmx !== null) return Number(xmx[1]) * scale(xmx[2] ?? '');
  const percent = /^-XX:MaxRAMPercentage=([\d.]{1,6})$/.exec(flag)?.[1];
  if (percent !== undefined) return (Number(percent) / 100) * limit;
  const node = /^--max[-_]old[-_]space[-_]size[= ](\d{1,7})$/.exec(flag)?.[1];
  if (node !== undefined) return Number(node);
  const go = /^GOMEMLIMIT=(\d{1,12})([KMGT]?)(?:i?B)?$/i.exec(flag);
  return go === null ? undefined : Number(go[1]) * scale(go[2] ?? '');
}

const scale = (unit: string): number =>
  ({ '': 1 / 1_048_576, k: 1 / 1024, m: 1, g: 1024, t: 1_048_576 })[unit.toLowerCase()] ?? 1;

const FLAG =
  /-Xmx\d{1,9}[kKmMgG]?|-XX:MaxRAMPercentage=[\d.]{1,6}|--max[-_]old[-_]space[-_]size[= ]\d{1,7}|GOMEMLIMIT=\d{1,12}\w{0,3}/;

/** Heap flags in the variables, the command and the entry point of a container. */
export const heapFlags = ({ environment, command, entryPoint }: ContainerDefinition): readonly string[] => [
  ...new Set([
    ...environment.flatMap(({ heapFlag }) => heapFlag ?? []),
    ...(FLAG.exec([...entryPoint, ...command].join(' ')) ?? []),
  ]),
];

/** Above this part of the limit a heap leaves too little for the rest of the process. */
const TOO_MUCH = 0.85;

/** Sentences about the limit, the heap flags against it, the other containers and the time that it took. */
export function memoryNotes(facts: Facts): readonly string[] {
  const limit = memoryLimit(facts);
  return [...limitNotes(facts, limit), ...heapNotes(facts, limit), ...lowered(facts).notes, ...durationNotes(facts)];
}

function limitNotes(facts: Facts, limit: MemoryLimit | undefined): readonly string[] {
  if (limit === undefined) return [];
  const { container } = namesOf(facts);
  const others = definitionOf(facts)?.containers.filter(({ name }) => name !== container) ?? [];
  if (limit.by === 'container') {
    const task = definitionOf(facts)?.memory;
    const room = task !== undefined && task > limit.mebibytes ? ` of the task's ${task} MiB` : '';
    return [`${containerAtStart(container)} has a hard limit of ${limit.mebibytes} MiB${room}.`];
  }
  const shared = others.length === 0 ? '' : `, shared with ${others.map(({ name }) => name).join(', ')}`;
  return [`The task has ${limit.mebibytes} MiB${shared}; ${containerWords(container)} has no hard limit of its own.`];
}

function heapNotes(facts: Facts, limit: MemoryLimit | undefined): readonly string[] {
  const container = facts.containerDefinition;
  if (container === undefined || limit === undefined) return [];
  return heapFlags(container).flatMap((flag) => {
    const heap = heapOf(flag, limit.mebibytes);
    if (heap === undefined) return [];
    const whole = Math.round(heap);
    if (heap > limit.mebibytes)
      return [`${flag} allows ${whole} MiB of heap, more than the limit of ${limit.mebibytes} MiB.`];
    if (heap > limit.mebibytes * TOO_MUCH)
      return [
        `${flag} allows ${whole} MiB of heap and leaves ${Math.round(limit.mebibytes - heap)} MiB for everything else.`,
      ];
    return [`${flag} keeps the heap at ${whole} MiB of the ${limit.mebibytes} MiB limit.`];
  });
}

/** Changes since the last good revision that gave the container less memory, or more heap. */
export function lowered({ changes }: Facts): { readonly notes: readonly string[]; readonly blames: readonly string[] } {
  const less = (changes?.changes ?? []).filter(isLess);
  return {
    notes: less.map(({ field, before, after }) => `The revision lowered the ${field} from ${before} to ${after} MiB.`),
    blames: less.map(changeKey),
  };
}

const isLess = ({ field, before, after }: DefinitionChange): boolean =>
  (field === 'container memory' || field === 'task memory') &&
  before !== undefined &&
  after !== undefined &&
  Number(after) < Number(before);

const MINUTE = 60_000;

function durationNotes({ stop }: Facts): readonly string[] {
  const end = stop?.executionStoppedAt ?? stop?.stoppingAt ?? stop?.stoppedAt;
  if (stop?.startedAt === undefined || end === undefined || end <= stop.startedAt) return [];
  const ran = end - stop.startedAt;
  if (ran < 2 * MINUTE)
    return [
      `It ran for ${Math.round(ran / 1000)} s: the memory is gone at start-up, so the limit is too small for the start.`,
    ];
  if (ran < 90 * MINUTE) return [`It ran for ${Math.round(ran / MINUTE)} min.`];
  return [
    `It ran for ${Math.round(ran / MINUTE / 6) / 10} h: memory that grows over hours points to a leak or a rare large job.`,
  ];
}

/** What to raise the memory to, as a phrase. */
export function largerMemory(facts: Facts): string | undefined {
  const limit = memoryLimit(facts);
  const definition = definitionOf(facts);
  if (limit === undefined) return undefined;
  const task = definition?.memory ?? facts.stop?.memory;
  if (limit.by === 'container' && task !== undefined && task > limit.mebibytes)
    return `raise the hard limit of the container above ${limit.mebibytes} MiB (the task has ${task} MiB)`;
  const cpu = definition?.cpu ?? facts.stop?.cpu;
  const fargate = definition?.requiresFargate === true || facts.stop?.launchType === 'FARGATE';
  const next = fargate && cpu !== undefined ? nextFargateSize({ cpu, memory: limit.mebibytes }) : undefined;
  return next === undefined
    ? `raise the memory of the ${limit.by} above ${limit.mebibytes} MiB`
    : `raise the task to the next Fargate size, ${next.memory} MiB with ${next.cpu} CPU units (now ${limit.mebibytes} MiB${next.cpu === cpu ? '' : ` with ${cpu}`})`;
}

const definitionOf = ({ evidence }: Facts): TaskDefinition | undefined =>
  evidence.definition.state === 'known' ? evidence.definition.value : undefined;
