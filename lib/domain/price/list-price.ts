import { FARGATE_PRICES, type FargatePrice } from './fargate-prices';

/** What decides the price of a task of Fargate, besides its size. */
export interface FargateKind {
  readonly architecture: 'X86_64' | 'ARM64';
  readonly platform: 'linux' | 'windows';
  /** Fargate Spot. */
  readonly spot: boolean;
  readonly region: string;
}

/** The list price, or, in words, why none can be said: what no source prices is unknown, never guessed. */
export function listPrice({
  architecture,
  platform,
  spot,
  region,
}: FargateKind): FargatePrice | { readonly unknown: string } {
  if (platform === 'windows') return { unknown: 'the price of Fargate for Windows is not known here' };
  if (spot) return { unknown: 'the price of Fargate Spot changes from day to day' };
  const price = FARGATE_PRICES.find((one) => one.region === region && one.architecture === architecture);
  return price ?? { unknown: `the price of Fargate (${architectureOf(architecture)}) in ${region} is not known here` };
}

/** `list prices of Fargate (x86) in us-east-1 as of 2026-03-01`. */
export const sourceOf = ({ architecture, region, asOf }: FargatePrice): string =>
  `list prices of Fargate (${architectureOf(architecture)}) in ${region} as of ${asOf}`;

const architectureOf = (architecture: FargateKind['architecture']): string =>
  architecture === 'ARM64' ? 'ARM64' : 'x86';
