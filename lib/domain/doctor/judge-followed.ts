import { counted } from '../text/counted';
import { warnOfFailures } from './count-of-failures';
import type { DeploymentPlace } from './deployment-place';
import { ok, type Remark } from './part-health';
import type { WatchQuestion } from './watch-question';

/** Schedules, or clusters with their schedules, that could not be followed in the last hour, run by run. */
export function judgeFollowed(failed: number, question: WatchQuestion, place: DeploymentPlace): readonly Remark[] {
  const warnings = warnOfFailures(
    failed,
    {
      seen: `schedules could not be followed ${counted(failed, 'time')} in the last hour`,
      fix: 'Services may sleep that should be awake: the log of apply-schedules says which, and why.',
    },
    question,
    place,
  );
  return warnings.length > 0 ? warnings : [ok('no failure in the last hour')];
}
