import { FARGATE_PRICES } from './fargate-prices';

/** What tasks of Fargate used. */
export interface FargateUse {
  readonly vcpuSeconds: number;
  /** GiB times seconds: Fargate calls them GB. */
  readonly memoryGbSeconds: number;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly platform: 'linux' | 'windows';
  /** Fargate Spot. */
  readonly spot: boolean;
  readonly region: string;
}

/** US dollars, with one step a line; or, in words, why no price can be said. */
export type Price = { readonly usd: number; readonly arithmetic: readonly string[] } | { readonly unknown: string };

const HOUR = 3_600;
const MOST_DIGITS = 6;

/** The list price of what was used. A Region or a kind of task that no source prices is unknown, never guessed. */
export function priceOf({ vcpuSeconds, memoryGbSeconds, architecture, platform, spot, region }: FargateUse): Price {
  if (platform === 'windows') return { unknown: 'the price of Fargate for Windows is not known here' };
  if (spot) return { unknown: 'the price of Fargate Spot changes from day to day' };
  const price = FARGATE_PRICES.find((one) => one.region === region && one.architecture === architecture);
  const kind = architecture === 'ARM64' ? 'ARM64' : 'x86';
  if (price === undefined) return { unknown: `the price of Fargate (${kind}) in ${region} is not known here` };
  const { vcpuHour, gbHour, asOf } = price;
  const cpu = (vcpuSeconds / HOUR) * vcpuHour;
  const memory = (memoryGbSeconds / HOUR) * gbHour;
  return {
    usd: cpu + memory,
    arithmetic: [
      `${counted(vcpuSeconds)} vCPU seconds / 3,600 × $${vcpuHour} = $${short(cpu)}`,
      `${counted(memoryGbSeconds)} GB seconds / 3,600 × $${gbHour} = $${short(memory)}`,
      `$${short(cpu)} + $${short(memory)} = $${short(cpu + memory)}, list prices of Fargate (${kind}) in ${region} as of ${asOf}`,
    ],
  };
}

const counted = (seconds: number): string => seconds.toLocaleString('en-US', { maximumFractionDigits: 2 });

const short = (usd: number): string => String(Number(usd.toFixed(MOST_DIGITS)));
