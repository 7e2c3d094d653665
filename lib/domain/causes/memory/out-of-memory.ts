import { containerAtStart, containerWords } from '../../container-words';
import { largerMemory, lowered, memoryLimit, memoryNotes } from '../../cross-checks/memory-limits';
import { type Facts, namesOf, signalsOf } from '../../facts';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage, Confidence } from '../cause';
import { strongest, weigh } from '../exit/log-evidence';
import { describeCommand, withCode } from '../exit/reading';

const RUNTIMES = {
  jvm: 'the JVM',
  node: 'Node.js',
  dotnet: '.NET',
  go: 'the Go runtime',
  python: 'Python',
  ruby: 'Ruby',
  php: 'PHP',
  native: 'the process',
} as const;

export const outOfMemory: Cause = {
  id: 'out-of-memory',
  title: 'out of memory',
  group: 'memory',
  kind: 'doomed',
  supersedes: [
    'exit-application-error',
    'exit-killed-sigkill',
    'exit-abort',
    'exit-sigterm',
    'exit-zero-service',
    'unknown-failed-to-start',
    'elb-health-check-failed',
  ],
  explain(facts) {
    const found = strongest(facts, ofProcess(facts));
    if (found === undefined) return bareKill(facts);
    const { signal } = found;
    const confidence = checkRefutes(facts, signal) ? 'possible' : found.confidence;
    return {
      confidence,
      summary: summaryOf(facts, signal),
      quotes: [signal.quote],
      next: nextOf(facts, signal),
      command: describeCommand(facts),
      chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), chainOf(facts, signal)],
      notes: memoryNotes(facts),
      blames: lowered(facts).blames,
    };
  },
};

type MemorySignal = SignalOf<'out-of-memory'>;

/** What ECS says of the container comes first; a guess of a parent counts only without better. */
function ofProcess(facts: Facts): readonly MemorySignal[] {
  const all = signalsOf(facts, 'out-of-memory');
  const sure = all.filter(({ guess }) => guess !== true);
  return sure.some((signal) => weigh(facts, signal) === 'certain' || weigh(facts, signal) === 'likely') ? sure : all;
}

/** The container's own check has failed: a child of the check that died is no proof about the application. */
const checkRefutes = (facts: Facts, signal: MemorySignal): boolean =>
  signal.quote.origin.kind === 'log' &&
  signal.guess === true &&
  facts.signals.some((one) => one.kind === 'health-check' && one.by === 'container');

function summaryOf(facts: Facts, signal: MemorySignal): string {
  const { container } = namesOf(facts);
  const limit = memoryLimit(facts);
  const size = limit === undefined ? '' : ` of ${limit.mebibytes} MiB`;
  switch (signal.scope) {
    case 'container':
      return facts.exitCode === 0
        ? `A process in ${containerWords(container)} was killed because memory ran out, although the container itself ended with 0${size === '' ? '' : `; the limit is ${limit?.mebibytes} MiB`}.`
        : `${containerAtStart(container)} was killed because it used more memory than its limit${size}${withCode(facts)}.`;
    case 'start':
      return `${containerAtStart(container)} was killed for memory before its program started: the limit${size} is too low.`;
    case 'heap': {
      const area = signal.area === undefined ? '' : ` (${signal.area})`;
      const machine = signal.runtime === undefined ? 'The runtime' : RUNTIMES[signal.runtime];
      return `${machine.charAt(0).toUpperCase()}${machine.slice(1)} in ${containerWords(container)} ran out of memory${area}${withCode(facts)}${limit === undefined ? '' : `; the limit of the ${limit.by} is ${limit.mebibytes} MiB`}.`;
    }
    default:
      return signal.guess === true
        ? `A worker process in ${containerWords(container)} was killed with signal 9, most likely because memory ran out${size === '' ? '' : ` (limit ${limit?.mebibytes} MiB)`}.`
        : `A process in ${containerWords(container)} got no more memory${size === '' ? '' : ` within the limit${size}`}${withCode(facts)}.`;
  }
}

const chainOf = ({ exitCode }: Facts, { scope }: MemorySignal): string =>
  scope === 'heap'
    ? "the runtime's heap was full"
    : exitCode === 0
      ? 'a child process was killed for memory'
      : 'the memory limit was reached';

function nextOf(facts: Facts, signal: MemorySignal): string {
  const { container } = namesOf(facts);
  const larger = largerMemory(facts) ?? `raise the memory limit of ${containerWords(container)}`;
  if (signal.scope !== 'heap') return `${sentence(larger)}, or make ${containerWords(container)} use less.`;
  return `Raise the heap limit of ${signal.runtime === undefined ? 'the runtime' : RUNTIMES[signal.runtime]} in ${containerWords(container)} and, where it no longer fits, ${larger}.`;
}

const sentence = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1);

/** 137 alone is no proof of memory, but memory is the first thing to check. */
function bareKill(facts: Facts): { confidence: Confidence; summary: string; quotes: []; next: string } | undefined {
  const { exitCode, stop } = facts;
  if (
    exitCode !== 137 ||
    stop === undefined ||
    (stop.stopCode ?? 'EssentialContainerExited') !== 'EssentialContainerExited'
  )
    return undefined;
  const { container } = namesOf(facts);
  return {
    confidence: 'possible',
    summary: `${containerAtStart(container)} may have reached its memory limit: it was killed (exit code 137), but ECS gives no out-of-memory reason.`,
    quotes: [],
    next: `Compare the memory use of ${containerWords(container)} in Container Insights with its limit at the time of the stop.`,
  };
}

export const page: CausePage = {
  meaning:
    'The container, one of its processes or the language runtime asked for more memory than it may have. Either the kernel killed a process (exit code 137, reason `OutOfMemoryError`), or the runtime gave up by itself at the limit of its own heap, which can be lower than that of the container.',
  impact:
    'Requests in flight are lost and ECS starts a replacement, which will run out again under the same load. If it happens at start-up, no task of this revision ever serves.',
  fix: [
    'See which limit was hit: container `memory` (hard limit), task `memory`, or a heap flag such as `-Xmx`, `-XX:MaxRAMPercentage`, `--max-old-space-size`, `GOMEMLIMIT`.',
    'Compare use and limit over time: Container Insights, metric `MemoryUtilized`; a steady rise over hours is a leak, a jump at start-up is a limit that is too small.',
    'Raise the memory to the next size that Fargate takes for the CPU, register the revision, and deploy: `aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`.',
    'Keep the heap at about 75 % of the container limit so that threads, buffers and native memory have room.',
  ],
  confusedWith:
    '`exit-killed-sigkill`: exit code 137 alone says only that SIGKILL was sent; ECS also sends it when the stop timeout is over. `exit-abort`: 134 is what Node.js gives when its heap is full, but without that line it is a plain abort.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html',
    'https://repost.aws/knowledge-center/ecs-resolve-outofmemory-errors',
  ],
};
