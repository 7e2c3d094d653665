import { simulateActing } from './acting-simulation';
import { crashActingAt, crashActingPositions } from './single-crash';

const seedsFrom = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index);

it.each(seedsFrom(0, 4).map((tens) => 1 + 10 * tens))(
  'changes an account that lives only as it promises, in 10 worlds from seed %i',
  async (first) => {
    for (const seed of seedsFrom(first, 10)) {
      const { violations, stories } = await simulateActing({ seed });
      expect({ seed, stories, violations }).toEqual({ seed, stories, violations: [] });
    }
  },
  60_000,
);

it('does the same again for the same seed, and something else for another', async () => {
  const hashes = new Set<string>();
  for (const seed of seedsFrom(1_000, 3)) {
    const [once, again] = [await simulateActing({ seed }), await simulateActing({ seed, inWords: true })];
    expect(again.hash).toBe(once.hash);
    hashes.add(once.hash);
  }
  expect(hashes.size).toBe(3);
}, 60_000);

it('survives a crash at every call of a run that changes something', async () => {
  const positions = await crashActingPositions('put to zero and brought back', 1);
  expect(positions.length).toBeGreaterThan(40);
  for (const position of positions) {
    const { violations } = await crashActingAt(position);
    expect({ position, violations }).toEqual({ position, violations: [] });
  }
}, 60_000);
