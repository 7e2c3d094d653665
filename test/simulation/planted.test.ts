import { plantedDesigns } from './planted/planted-designs';
import { simulate } from './simulation';

/** The issue allows 5,000 seeds; so many are searched from the recorded one on, in case the worlds have changed. */
const MOST_SEEDS = 400;

const planted = plantedDesigns.map(({ design, seed }) => ({ name: design().name, design, seed }));

it('knows at least ten bad designs', () => {
  expect(new Set(planted.map(({ name }) => name)).size).toBeGreaterThanOrEqual(10);
});

it.each(planted)(
  'catches a design that would: $name',
  async ({ design, seed: first }) => {
    let caught: number | undefined;
    for (let seed = first; caught === undefined && seed < first + MOST_SEEDS; seed++) {
      const { violations } = await simulate({ seed, design: design() });
      if (violations.length > 0) caught = seed;
    }
    expect(caught).toBeDefined();
  },
  60_000,
);
