import { FARGATE_PRICES } from '../../../lib/domain/price/fargate-prices';
import { type FargateUse, priceOf } from '../../../lib/domain/price/price-of';

/** 1 vCPU and 2 GB for ten hours. */
const use: FargateUse = {
  vcpuSeconds: 36_000,
  memoryGbSeconds: 72_000,
  architecture: 'X86_64',
  platform: 'linux',
  spot: false,
  region: 'us-east-1',
};

it('is what the hours of vCPU and GB come to, step by step', () => {
  expect(priceOf(use)).toEqual({
    usd: expect.closeTo(10 * 0.04048 + 20 * 0.004445, 9),
    arithmetic: [
      '36,000 vCPU seconds / 3,600 × $0.04048 = $0.4048',
      '72,000 GB seconds / 3,600 × $0.004445 = $0.0889',
      '$0.4048 + $0.0889 = $0.4937, list prices of Fargate (x86) in us-east-1 as of 2026-03-01',
    ],
  });
});

it('is another one for ARM64', () => {
  expect(priceOf({ ...use, architecture: 'ARM64' })).toMatchObject({ usd: expect.closeTo(0.395, 6) });
});

it.each<[Partial<FargateUse>, string]>([
  [{ region: 'mars-north-1' }, 'the price of Fargate (x86) in mars-north-1 is not known here'],
  [{ spot: true }, 'the price of Fargate Spot changes from day to day'],
  [{ platform: 'windows' }, 'the price of Fargate for Windows is not known here'],
])('is unknown, with the reason, of %j', (more, unknown) => {
  expect(priceOf({ ...use, ...more })).toEqual({ unknown });
});

it('has one price for a Region and an architecture, with the day of its source', () => {
  const keys = FARGATE_PRICES.map(({ region, architecture }) => `${region} ${architecture}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { vcpuHour, gbHour, asOf } of FARGATE_PRICES) {
    expect(vcpuHour).toBeGreaterThan(gbHour);
    expect(gbHour).toBeGreaterThan(0);
    expect(asOf).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
  }
});
