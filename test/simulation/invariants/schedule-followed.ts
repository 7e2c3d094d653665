import { subjectKey } from '../../../lib/domain/incident/subject';
import type { Stage } from '../scenes/stage';
import { isUpByTheClock } from './clock-level';
import type { Watcher } from './watcher';

const MINUTE = 60_000;

/** I-31, I-32: nothing stands in the way any more: a service is up, as it was before, or at 0, as its clock says. */
export function checkFollowed({ account, mustFollow, settings, pauses, sky }: Stage, watcher: Watcher): void {
  const now = sky.time.now();
  if (settings.schedules !== 'enforce') return;
  if (!account.switch.isOn || now - account.switch.at < 20 * MINUTE) return;
  if (pauses.some(({ of, from, until }) => of === 'schedule' && from <= now && now < until + 20 * MINUTE)) return;
  for (const key of mustFollow) {
    const service = account.find(key);
    if (service === undefined || account.foreign.some((one) => one.key === key)) continue;
    const [isUp, ...both] = isUpByTheClock(service.tags, now - 20 * MINUTE, now);
    if (isUp === undefined || both.length > 0) continue;
    const expected = isUp ? service.options.desired : 0;
    if (service.desired !== expected && service.target === undefined)
      watcher.violate(
        'I-31',
        `${subjectKey(service.subject)} is at ${service.desired}, and its schedule says ${expected}`,
      );
  }
}
