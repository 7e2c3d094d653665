import fc from 'fast-check';
import { timeScale } from '../../../../lib/render/timeline/picture/time-scale';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [X0, X1] = [112, 784];

const times = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 20 * MINUTE }))
    .map(([day, at]) => day * 24 * HOUR + at),
  { minLength: 1, maxLength: 60 },
);

describe('the scale of time', () => {
  it('puts what is later further to the right, and everything into the picture', () => {
    fc.assert(
      fc.property(times, (list) => {
        const scale = timeScale(list, X0, X1);
        const sorted = [...list].sort((one, other) => one - other);
        const places = sorted.map(scale.x);
        for (const [index, x] of places.entries()) {
          expect(x).toBeGreaterThanOrEqual(Math.max(X0, places[index - 1] ?? X0));
          expect(x).toBeLessThanOrEqual(X1);
        }
        expect(scale.end).toBe(places.at(-1));
      }),
    );
  });

  it('has one measure in all stretches, and keeps what happened out of the breaks', () => {
    fc.assert(
      fc.property(times, (list) => {
        const { breaks, stretches, x } = timeScale(list, X0, X1);
        for (const at of list) for (const { x0, x1 } of breaks) expect(x(at) <= x0 - 10 || x(at) >= x1 + 10).toBe(true);
        expect(breaks.length).toBe(stretches.length - 1);
        expect(breaks.length).toBeLessThanOrEqual(12);
        for (const { from, to } of breaks) expect(to - from).toBeGreaterThan(10 * MINUTE);
        const rates = stretches
          .filter(({ from, to }) => to > from)
          .map(({ from, to }) => (x(to) - x(from) - 4) / (to - from));
        for (const rate of rates) expect(rate).toBeCloseTo(rates[0] ?? rate, 9);
      }),
    );
  });

  it('breaks where a gap is long for this story, and not where all gaps are alike', () => {
    const hourly = Array.from({ length: 24 }, (_, hour) => hour * HOUR);
    expect(timeScale(hourly, X0, X1).breaks).toHaveLength(0);
    const [gap] = timeScale([0, MINUTE, 2 * MINUTE, 13 * MINUTE, 14 * MINUTE], X0, X1).breaks;
    expect([gap?.from, gap?.to]).toEqual([2 * MINUTE, 13 * MINUTE]);
  });

  it('puts a lone moment into the middle', () => {
    expect(timeScale([5], X0, X1).x(5)).toBe((X0 + X1) / 2);
  });
});
