import { type FargateTasks, monthlySaving } from '../../../lib/domain/price/monthly-saving';

const two: FargateTasks = {
  tasks: 2,
  vcpu: 0.25,
  memoryGb: 0.5,
  architecture: 'X86_64',
  platform: 'linux',
  spot: false,
  region: 'us-east-1',
};

it('is the price of the hours asleep, step by step', () => {
  expect(monthlySaving(two, 55 * 60)).toEqual({
    alwaysUsd: expect.closeTo(730 * 0.024685, 9),
    scheduledUsd: expect.closeTo(239 * 0.024685, 9),
    savedUsd: expect.closeTo(491 * 0.024685, 9),
    arithmetic: [
      '2 tasks × (0.25 vCPU × $0.04048 + 0.5 GB × $0.004445) = $0.024685 an hour',
      'up 55 of 168 hours a week = 239 of 730 hours a month, asleep for 491',
      '491 hours × $0.024685 = $12.12, of $18.02 for all 730; list prices of Fargate (x86) in us-east-1 as of 2026-03-01',
    ],
  });
});

it.each([
  [0, 'alwaysUsd'],
  [10_080, undefined],
] as const)('saves all of it or nothing where it is up for %i minutes', (minutes, member) => {
  const saving = monthlySaving({ ...two, tasks: 1 }, minutes);
  if ('unknown' in saving) throw new Error(saving.unknown);
  expect(saving.savedUsd).toBeCloseTo(member === undefined ? 0 : saving[member], 9);
  expect(saving.scheduledUsd + saving.savedUsd).toBeCloseTo(saving.alwaysUsd, 9);
  expect(saving.arithmetic[0]).toMatch(/^1 task ×/);
});

it('is the sum that its lines make, to the cent', () => {
  for (let minutes = 0; minutes <= 10_080; minutes += 77) {
    const saving = monthlySaving({ ...two, tasks: 40, vcpu: 4, memoryGb: 16, region: 'eu-central-1' }, minutes);
    if ('unknown' in saving) throw new Error(saving.unknown);
    const [, hours = '', price = '', usd = ''] =
      /^([\d.]+) hours × \$([\d.]+) = \$([\d,.]+),/.exec(saving.arithmetic[2] ?? '') ?? [];
    expect(Math.abs(Number(hours) * Number(price) - Number(usd.replaceAll(',', '')))).toBeLessThan(0.006);
    expect(saving.savedUsd).toBeCloseTo(Number(usd.replaceAll(',', '')), 2);
  }
});

it('is unknown where the price is', () => {
  expect(monthlySaving({ ...two, region: 'mars-north-1' }, 60)).toEqual({
    unknown: 'the price of Fargate (x86) in mars-north-1 is not known here',
  });
  expect(monthlySaving({ ...two, spot: true }, 60)).toEqual({
    unknown: 'the price of Fargate Spot changes from day to day',
  });
});
