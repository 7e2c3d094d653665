import { type FargateKind, listPrice, sourceOf } from './list-price';
import { short } from './short';

/** What tasks of Fargate used. */
export interface FargateUse extends FargateKind {
  readonly vcpuSeconds: number;
  /** GiB times seconds: Fargate calls them GB. */
  readonly memoryGbSeconds: number;
}

/** US dollars, with one step a line; or, in words, why no price can be said. */
export type Price = { readonly usd: number; readonly arithmetic: readonly string[] } | { readonly unknown: string };

const HOUR = 3_600;

/** The list price of what was used. A Region or a kind of task that no source prices is unknown, never guessed. */
export function priceOf({ vcpuSeconds, memoryGbSeconds, ...kind }: FargateUse): Price {
  const price = listPrice(kind);
  if ('unknown' in price) return price;
  const { vcpuHour, gbHour } = price;
  const cpu = (vcpuSeconds / HOUR) * vcpuHour;
  const memory = (memoryGbSeconds / HOUR) * gbHour;
  return {
    usd: cpu + memory,
    arithmetic: [
      `${counted(vcpuSeconds)} vCPU seconds / 3,600 × $${vcpuHour} = $${short(cpu)}`,
      `${counted(memoryGbSeconds)} GB seconds / 3,600 × $${gbHour} = $${short(memory)}`,
      `$${short(cpu)} + $${short(memory)} = $${short(cpu + memory)}, ${sourceOf(price)}`,
    ],
  };
}

const counted = (seconds: number): string => seconds.toLocaleString('en-US', { maximumFractionDigits: 2 });
