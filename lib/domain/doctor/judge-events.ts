import { counted } from '../text/counted';
import { awsCommand } from './commands';
import { warnOfFailures } from './count-of-failures';
import type { DeploymentPlace } from './deployment-place';
import { ago } from './elapsed';
import { ok, type Remark } from './part-health';
import type { WatchQuestion } from './watch-question';

/** Milliseconds. Steady services are told about every six hours. */
const SILENT = 24 * 60 * 60_000;

/** When the last event was taken in: milliseconds since 1970, undefined where none was in two weeks. */
export function judgeLastEvent(
  at: number | undefined,
  /** That are watched; undefined where nobody knows. */
  services: number | undefined,
  { now, isYoung }: WatchQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (at !== undefined && now - at <= SILENT) return [ok(`the last event was taken in ${ago(at, now)}`)];
  const never = isYoung ? 'no event was taken in yet' : 'no event was taken in for two weeks';
  const seen = at === undefined ? never : `the last event was taken in ${ago(at, now)}`;
  if (services === 0) return [ok(`${seen}, and there is no service to send one`)];
  return [
    {
      state: 'warning',
      seen,
      fix: isYoung
        ? 'ECS tells of a steady service about every six hours: look again later.'
        : `ECS tells of a steady service about every six hours${services === undefined ? '' : `, and ${counted(services, 'service')} ${services === 1 ? 'is' : 'are'} watched`}: see the rules and the queue events, and whether they hear of a deployment.`,
      commands: isYoung ? [] : [awsCommand(place, 'events list-rules')],
    },
  ];
}

/** Messages of the last hour that were no events. */
export const judgeNotUnderstood = (count: number, question: WatchQuestion, place: DeploymentPlace): readonly Remark[] =>
  warnOfFailures(
    count,
    {
      seen: `${counted(count, 'message')} could not be understood in the last hour`,
      fix: 'They end in a dead-letter queue; the log says what was wrong with them.',
    },
    question,
    place,
  );
