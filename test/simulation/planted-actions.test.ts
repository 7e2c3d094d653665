import { simulateActing } from './acting-simulation';
import { plantedActions } from './planted/planted-actions';
import { plantedGuards } from './planted/planted-guards';
import { nightOf, playOf } from './scenes/draw-scenes';

/** So many seeds are searched from the recorded one on, in case the scenes have changed. */
const MOST_SEEDS = 150;

const planted = [...plantedGuards, ...plantedActions].map(({ design, scene, isNight, seed }) => ({
  name: design().name,
  where: scene.name,
  design,
  play: isNight ? nightOf([scene]) : playOf([scene]),
  seed,
}));

it.each(planted)(
  'catches a design that would: $name ($where)',
  async ({ design, play, seed: first }) => {
    let caught: number | undefined;
    for (let seed = first; caught === undefined && seed < first + MOST_SEEDS; seed++) {
      const { violations } = await simulateActing({ seed, design: design(), play });
      if (violations.length > 0) caught = seed;
    }
    expect(caught).toBeDefined();
  },
  60_000,
);

it('finds no harm in the same scenes with all safeguards', async () => {
  for (const { play, seed, where } of planted) {
    const { violations } = await simulateActing({ seed, play });
    expect({ where, seed, violations }).toEqual({ where, seed, violations: [] });
  }
}, 120_000);
