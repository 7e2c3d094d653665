import type { Task } from '../stop';

/** What tasks of one kind used that AWS bills. */
export interface Usage {
  readonly architecture: 'X86_64' | 'ARM64';
  /** Fargate Spot. */
  readonly spot: boolean;
  readonly tasks: number;
  readonly vcpuSeconds: number;
  /** GiB times seconds: Fargate calls them GB. */
  readonly memoryGbSeconds: number;
}

/** Fargate bills a Linux task for a minute at least, seconds. */
const SHORTEST = 60;
/** A task that ran for so long served before it failed: it was not in vain, seconds. */
const SERVED = 3_600;

/**
 * What a stopped task of Fargate on Linux is billed for: from the pull of its image to its end, by the second
 * (aws.amazon.com/fargate/pricing). Undefined for one that did not come to the pull, that served for an hour, or whose
 * size or times are not told, and for any other task: those of EC2 cost what their instance costs, whether they run or
 * not.
 */
export function usageOf(task: Task): Usage | undefined {
  const { cpu, memory, platformFamily = 'Linux', pullStartedAt, startedAt, stoppedAt } = task;
  const from = pullStartedAt ?? startedAt;
  if (!isFargate(task) || !/^linux$/i.test(platformFamily)) return undefined;
  if (cpu === undefined || memory === undefined || from === undefined || stoppedAt === undefined) return undefined;
  const seconds = Math.max(SHORTEST, Math.ceil((stoppedAt - from) / 1000));
  if (seconds >= SERVED || cpu <= 0 || memory <= 0) return undefined;
  return {
    architecture: /^arm64$/i.test(task.architecture ?? '') ? 'ARM64' : 'X86_64',
    spot: task.capacityProvider === 'FARGATE_SPOT',
    tasks: 1,
    vcpuSeconds: (cpu / 1024) * seconds,
    memoryGbSeconds: (memory / 1024) * seconds,
  };
}

/** A task of an own capacity provider tells the launch type of its instances, or none. */
const isFargate = ({ launchType, capacityProvider }: Task): boolean =>
  launchType === 'FARGATE' || capacityProvider === 'FARGATE' || capacityProvider === 'FARGATE_SPOT';

/** The sums with one more, kind by kind. */
export function addUsage(sums: readonly Usage[], more: Usage): readonly Usage[] {
  const isLike = ({ architecture, spot }: Usage): boolean => architecture === more.architecture && spot === more.spot;
  if (!sums.some(isLike)) return [...sums, more];
  return sums.map((one) =>
    isLike(one)
      ? {
          ...one,
          tasks: one.tasks + more.tasks,
          vcpuSeconds: one.vcpuSeconds + more.vcpuSeconds,
          memoryGbSeconds: one.memoryGbSeconds + more.memoryGbSeconds,
        }
      : one,
  );
}
