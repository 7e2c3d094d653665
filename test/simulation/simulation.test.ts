import { simulate } from './simulation';
import { crashAt, crashPositions } from './single-crash';

const seedsFrom = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index);

it.each(seedsFrom(0, 10).map((tens) => 1 + 15 * tens))(
  'holds what it promises in 15 worlds from seed %i',
  async (first) => {
    for (const seed of seedsFrom(first, 15)) {
      const { violations } = await simulate({ seed });
      expect({ seed, violations }).toEqual({ seed, violations: [] });
    }
  },
  60_000,
);

it('does the same again for the same seed, and something else for another', async () => {
  const hashes = new Set<string>();
  for (const seed of seedsFrom(1_000, 5)) {
    const [once, again] = [await simulate({ seed }), await simulate({ seed, inWords: true })];
    expect(again.hash).toBe(once.hash);
    hashes.add(once.hash);
  }
  expect(hashes.size).toBe(5);
}, 60_000);

it('survives a crash at every single call of a story', async () => {
  const positions = await crashPositions('silent exit', 1);
  expect(positions.length).toBeGreaterThan(200);
  for (const position of positions) {
    const { violations } = await crashAt(position);
    expect({ position, violations }).toEqual({ position, violations: [] });
  }
}, 60_000);
