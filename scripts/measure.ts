/** Milliseconds in which a piece of work is run before it is timed, so that it is compiled. */
const WARM_UP = 1500;
/** Milliseconds of one sample: long enough for the clock, short enough that both pieces meet the same machine. */
const SAMPLE = 6;

/**
 * How many times as long as the base a piece of work takes: the median of pairs of samples taken in turn, so that a
 * machine that changes its speed, or a heap that grows, meets both.
 */
export function ratioOf(work: () => unknown, base: () => unknown, pairs = 31): number {
  const [worked, based] = [timesFor(work), timesFor(base)];
  const ratios = Array.from({ length: pairs }, () => {
    const cost = sample(base, based);
    return sample(work, worked) / cost;
  });
  return median(ratios);
}

/** Nanoseconds of one run. */
export const costOf = (work: () => unknown, samples = 15): number => {
  const times = timesFor(work);
  return median(Array.from({ length: samples }, () => sample(work, times)));
};

function timesFor(work: () => unknown): number {
  const start = Date.now();
  let runs = 0;
  do {
    work();
    runs++;
  } while (Date.now() - start < WARM_UP);
  return Math.max(1, Math.round((runs * SAMPLE) / (Date.now() - start)));
}

function sample(work: () => unknown, times: number): number {
  const start = process.hrtime.bigint();
  for (let run = 0; run < times; run++) work();
  return Number(process.hrtime.bigint() - start) / times;
}

/** The middle one of some numbers. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
