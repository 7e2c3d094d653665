import { simulateActing } from '../acting-simulation';
import { nightOf, playOf } from '../scenes/draw-scenes';
import type { Run } from '../simulation';
import type { PlantedAct } from './planted-guards';

/** So many seeds are searched from the recorded one on, in case the scenes have changed. */
const MOST_SEEDS = 150;

/** The first run in which a planted design breaks an invariant, told in words; undefined where none is found. */
export async function harmWithout({ design, scene, isNight, seed: first }: PlantedAct): Promise<Run | undefined> {
  const play = isNight ? nightOf([scene]) : playOf([scene]);
  for (let seed = first; seed < first + MOST_SEEDS; seed++) {
    const run = await simulateActing({ seed, design: design(), play });
    if (run.violations.length > 0) return simulateActing({ seed, design: design(), play, inWords: true });
  }
  return undefined;
}
