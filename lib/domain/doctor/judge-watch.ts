import { shellWord } from '../cross-checks/shell-word';
import type { WatchState } from '../incident/watch-state';
import { counted } from '../text/counted';
import { awsCommand } from './commands';
import { warnOfFailures } from './count-of-failures';
import type { DeploymentPlace } from './deployment-place';
import { ago, elapsed } from './elapsed';
import { ok, type Remark } from './part-health';
import { LOOK_LATER, logCommandsOf, type WatchQuestion } from './watch-question';

/** Milliseconds within which each is done at least once, with what CloudWatch takes to show it. */
const HEARTBEAT = 20 * 60_000;
const SWEEP = 15 * 60_000;
/** What is due is taken up within the minute. */
const OVERDUE = 10 * 60_000;

/** When keep-watch last did all that was due. */
export function judgeHeartbeat(
  at: number | undefined,
  { now, isYoung, functionName }: WatchQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (at !== undefined && now - at <= HEARTBEAT) return [ok(`all that was due was done ${ago(at, now)}`)];
  return [
    {
      state: isYoung ? 'warning' : 'failed',
      seen:
        at === undefined
          ? 'keep-watch was never seen to do all that was due'
          : `keep-watch last did all that was due ${ago(at, now)}`,
      fix: isYoung ? LOOK_LATER : 'Reminders, resolutions and repeated deliveries stand still: its log says why.',
      commands: isYoung ? [] : logCommandsOf(functionName, place),
    },
  ];
}

/** Since when something is due that nobody took up: milliseconds since 1970, undefined where nothing is due. */
export function judgeOverdue(
  since: number | undefined,
  { now, functionName }: WatchQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (since === undefined || now - since <= OVERDUE) return [];
  return [
    {
      state: 'failed',
      seen: `something has been due for ${elapsed(now - since)}`,
      fix: 'It fails again and again, or there is too much of it: the log of keep-watch says which.',
      commands: logCommandsOf(functionName, place),
    },
  ];
}

/** When the last sweep ended, and what it saw. */
export function judgeSweep(
  { sweptAt, services }: WatchState,
  { now, isYoung, functionName }: WatchQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (sweptAt === undefined || now - sweptAt > SWEEP)
    return [
      {
        state: isYoung ? 'warning' : 'failed',
        seen: sweptAt === undefined ? 'no sweep has ended yet' : `the last sweep ended ${ago(sweptAt, now)}`,
        fix: isYoung ? LOOK_LATER : 'Services that fail without an event are not seen: the log of keep-watch says why.',
        commands: isYoung ? [] : logCommandsOf(functionName, place),
      },
    ];
  if (services === 0)
    return [
      {
        state: 'warning',
        seen: `the last sweep, ${ago(sweptAt, now)}, saw no service`,
        fix: 'Is this the Region of your services, and are their clusters in the parameter Clusters?',
        commands: [
          awsCommand(place, 'ecs list-clusters'),
          awsCommand(
            place,
            `cloudformation describe-stacks --stack-name ${shellWord(place.stack)} --query 'Stacks[0].Parameters'`,
          ),
        ],
      },
    ];
  return [
    ok(
      `the last sweep ended ${ago(sweptAt, now)} and saw ${services === undefined ? 'the services' : counted(services, 'service')}`,
    ),
  ];
}

/** Services or clusters that the sweeps of the last hour could not look at. */
export const judgeSweepFailures = (count: number, question: WatchQuestion, place: DeploymentPlace): readonly Remark[] =>
  warnOfFailures(
    count,
    {
      seen: `services or clusters could not be looked at ${counted(count, 'time')} in the last hour`,
      fix: 'The log of keep-watch says which, and why.',
    },
    question,
    place,
  );
