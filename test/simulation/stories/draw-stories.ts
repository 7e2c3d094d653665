import type { Random } from '../engine/random';
import { recordedStory } from './recorded-story';
import * as told from './stories';
import type { Story } from './story';
import { StoryBuilder } from './story-builder';

const MINUTE = 60_000;

/** How often a story is drawn, compared with the others. */
const WEIGHTS: readonly [told.Telling, number][] = [
  [told.doomed, 5],
  [told.silentExit, 5],
  [told.rolledBack, 4],
  [told.racingDeploys, 4],
  [told.transientPattern, 2],
  [told.transientOnce, 1],
  [told.flapping, 2],
  [told.family, 2],
  [told.deleted, 2],
  [told.held, 2],
  [told.silence, 2],
  [told.normalLife, 2],
  [told.muted, 1],
  [told.ownChannel, 1],
  [told.impaired, 2],
  [told.corrected, 3],
  [told.replayed, 1],
];

const TOTAL = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);

/** What happens in one run: mostly one or two services, sometimes a storm of many, sometimes one that never stops. */
export function drawStories(random: Random, start: number): readonly Story[] {
  const begin = () => start + random.between(6 * MINUTE, 30 * MINUTE);
  if (random.chance(0.02)) {
    const at = begin();
    return Array.from({ length: random.between(11, 15) }, (_, index) => tell(told.oneOfStorm, index, at, random));
  }
  if (random.chance(0.004)) return [recordedStory('node-on-ec2.json', begin()), tell(draw(random), 0, begin(), random)];
  if (random.chance(0.001)) return [recordedStory('first-deploys.json', begin())];
  if (random.chance(0.01)) return [tell(told.crashLoop, 0, begin(), random)];
  return Array.from({ length: random.pick([1, 1, 2, 2, 3]) }, (_, index) => tell(draw(random), index, begin(), random));
}

function draw(random: Random): told.Telling {
  let left = random.next() * TOTAL;
  for (const [telling, weight] of WEIGHTS) {
    left -= weight;
    if (left < 0) return telling;
  }
  return told.doomed;
}

/** A story of the service (or the family) with this number. */
export function tell(telling: told.Telling, index: number, start: number, random: Random): Story {
  const kind = telling === told.family ? ('family' as const) : ('service' as const);
  const cluster = index % 3 === 2 ? 'staging' : 'prod';
  return telling(new StoryBuilder({ kind, cluster, name: `app-${index + 1}` }, start, random));
}
