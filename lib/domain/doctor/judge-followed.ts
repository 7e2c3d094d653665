import { counted } from '../text/counted';
import type { DeploymentPlace } from './deployment-place';
import { ok, type Remark } from './part-health';
import { logCommandsOf, type WatchQuestion } from './watch-question';

/** Schedules, or clusters with their schedules, that could not be followed in the last hour, run by run. */
export const judgeFollowed = (
  failed: number,
  { functionName }: WatchQuestion,
  place: DeploymentPlace,
): readonly Remark[] =>
  failed === 0
    ? [ok('no failure in the last hour')]
    : [
        {
          state: 'warning',
          seen: `schedules could not be followed ${counted(failed, 'time')} in the last hour`,
          fix: 'Services may sleep that should be awake: the log of apply-schedules says which, and why.',
          commands: logCommandsOf(functionName, place),
        },
      ];
