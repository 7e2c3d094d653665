import type { DeploymentPlace } from './deployment-place';
import type { Remark } from './part-health';
import { logCommandsOf, type WatchQuestion } from './watch-question';

/** What went wrong so often in the last hour, with the log that says why; nothing where nothing did. */
export const warnOfFailures = (
  count: number,
  { seen, fix }: Pick<Remark, 'seen'> & { readonly fix: string },
  { functionName }: WatchQuestion,
  place: DeploymentPlace,
): readonly Remark[] =>
  count === 0 ? [] : [{ state: 'warning', seen, fix, commands: logCommandsOf(functionName, place) }];
