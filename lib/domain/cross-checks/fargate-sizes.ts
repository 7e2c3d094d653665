const range = (from: number, to: number, step: number): readonly number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => (from + index * step) * 1024);

/** Memory in MiB that Fargate allows for each number of CPU units. */
const SIZES: readonly (readonly [number, readonly number[]])[] = [
  [256, [512, 1024, 2048]],
  [512, range(1, 4, 1)],
  [1024, range(2, 8, 1)],
  [2048, range(4, 16, 1)],
  [4096, range(8, 30, 1)],
  [8192, range(16, 60, 4)],
  [16_384, range(32, 120, 8)],
];

export interface FargateSize {
  /** CPU units. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

/** The next larger valid size: more memory with the same CPU where there is one, else with the next CPU that has it. */
export function nextFargateSize({ cpu, memory }: FargateSize): FargateSize | undefined {
  for (const [units, memories] of SIZES) {
    const next = units < cpu ? undefined : memories.find((one) => one > memory);
    if (next !== undefined) return { cpu: units, memory: next };
  }
  return undefined;
}

/** Whether Fargate takes this pair. */
export const isFargateSize = ({ cpu, memory }: FargateSize): boolean =>
  SIZES.some(([units, memories]) => units === cpu && memories.includes(memory));
