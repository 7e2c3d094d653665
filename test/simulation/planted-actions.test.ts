import { simulateActing } from './acting-simulation';
import { harmWithout } from './planted/harm-without';
import { plantedActions } from './planted/planted-actions';
import { plantedGuards } from './planted/planted-guards';
import { nightOf, playOf } from './scenes/draw-scenes';

const planted = [...plantedGuards, ...plantedActions].map((act) => ({
  name: act.design().name,
  where: act.scene.name,
  act,
  play: act.isNight ? nightOf([act.scene]) : playOf([act.scene]),
  seed: act.seed,
}));

it.each(planted)(
  'catches a design that would: $name ($where)',
  async ({ act }) => {
    expect((await harmWithout(act))?.violations.length).toBeGreaterThan(0);
  },
  60_000,
);

it('finds no harm in the same scenes with all safeguards', async () => {
  for (const { play, seed, where } of planted) {
    const { violations } = await simulateActing({ seed, play });
    expect({ where, seed, violations }).toEqual({ where, seed, violations: [] });
  }
}, 120_000);
