import { isFargateSize, nextFargateSize } from '../../../lib/domain/cross-checks/fargate-sizes';
import { heapOf } from '../../../lib/domain/cross-checks/memory-limits';

describe('the next Fargate size', () => {
  it.each([
    [
      { cpu: 256, memory: 512 },
      { cpu: 256, memory: 1024 },
    ],
    [
      { cpu: 256, memory: 1024 },
      { cpu: 256, memory: 2048 },
    ],
    [
      { cpu: 256, memory: 2048 },
      { cpu: 512, memory: 3072 },
    ],
    [
      { cpu: 1024, memory: 8192 },
      { cpu: 2048, memory: 9216 },
    ],
    [
      { cpu: 4096, memory: 30_720 },
      { cpu: 8192, memory: 32_768 },
    ],
    [
      { cpu: 16_384, memory: 114_688 },
      { cpu: 16_384, memory: 122_880 },
    ],
  ])('after %j is %j', (from, next) => {
    expect(nextFargateSize(from)).toEqual(next);
    expect(isFargateSize(next)).toBe(true);
  });

  it('does not exist after the largest', () => {
    expect(nextFargateSize({ cpu: 16_384, memory: 122_880 })).toBeUndefined();
  });

  it('is told from pairs that Fargate refuses', () => {
    expect(isFargateSize({ cpu: 256, memory: 4096 })).toBe(false);
  });
});

describe('the heap that a flag allows within 1024 MiB', () => {
  it.each([
    ['-Xmx512m', 512],
    ['-Xmx2g', 2048],
    ['-Xmx524288k', 512],
    ['-XX:MaxRAMPercentage=75.0', 768],
    ['--max-old-space-size=400', 400],
    ['--max_old_space_size=4096', 4096],
    ['GOMEMLIMIT=900MiB', 900],
    ['GOMEMLIMIT=1073741824', 1024],
  ])('%s is %d MiB', (flag, mebibytes) => {
    expect(heapOf(flag, 1024)).toBe(mebibytes);
  });

  it('is not known of GOMEMLIMIT=off', () => {
    expect(heapOf('GOMEMLIMIT=off', 1024)).toBeUndefined();
  });
});
