import type { ServiceKey } from '../../../lib/app/ports';
import { SCALE_TO_ZERO_TAG } from '../../../lib/domain/action/action-tags';
import type { Invocation } from '../engine/invocation';
import { isUpByTheClock } from '../invariants/clock-level';
import type { Meddling, Stage } from '../scenes/stage';

const met = new WeakSet<Meddling>();

/** Who waits for the moment at which a service is read to be put to sleep, or woken. */
export function meet({ meddleWith, account, sky }: Stage, { cluster, service }: ServiceKey): void {
  for (const meddling of meddleWith) {
    const live = account.find(meddling.key);
    if (live === undefined || meddling.key !== `${cluster}/${service}` || met.has(meddling)) continue;
    const [isUp, ...both] = isUpByTheClock(live.tags, sky.time.now(), sky.time.now());
    if (both.length > 0 || isUp !== (meddling.when === 'waking')) continue;
    if ((live.desired === 0) !== (meddling.when === 'waking')) continue;
    met.add(meddling);
    meddling.do();
  }
}

/**
 * Somebody who changes a service at the very moment at which a function is about to read it: the windows between two
 * calls are short, and would seldom be hit by chance.
 */
export function meddler(stage: Stage): (key: ServiceKey, invocation: Invocation) => void {
  const { random, account, sky } = stage;
  const often = random.pick([0, 0, 0.01, 0.05]);
  let left = random.between(1, 3);
  return (key, invocation) => {
    meet(stage, key);
    if (left === 0 || invocation.name.startsWith('person') || sky.time.now() >= sky.weather.heals) return;
    if (!random.chance(often)) return;
    const service = account.find(`${key.cluster}/${key.service}`);
    if (service === undefined) return;
    left -= 1;
    const meddle = random.pick([
      () => stage.setCount(service, random.between(0, 5)),
      () => stage.deploy(service, random.pick(['good', 'bad'])),
      () => stage.tag(service, SCALE_TO_ZERO_TAG, undefined),
      () => account.flip(!account.switch.isOn),
      () => stage.register(service, random.between(0, 2), random.between(2, 5)),
    ]);
    // It comes at any time until the answer is there.
    sky.time.at(sky.time.now() + random.between(0, 40), meddle);
  };
}
