import { counted } from '../text/counted';
import { awsCommand, logCommand } from './commands';
import type { DeploymentPlace } from './deployment-place';
import { elapsed } from './elapsed';
import { ok, type Remark } from './part-health';

/** What CloudWatch counted of a function in the last hour. */
export interface FunctionRuns {
  readonly runs: number;
  readonly errors: number;
  readonly throttles: number;
  /** Milliseconds within which it runs at least once; absent where it runs for messages only. */
  readonly every?: number;
  /** Start of the last five minutes in which it ran, milliseconds since 1970. */
  readonly lastRunAt?: number;
}

/** A schedule that is late by so many runs has stopped. */
const LATE_BY = 3;
/** CloudWatch counts in periods of five minutes, and shows them some minutes later. */
const COUNTING = 10 * 60_000;

export interface RunsQuestion {
  readonly name: string;
  /** The deployment is so new that it may not have run. */
  readonly isYoung: boolean;
  readonly now: number;
}

export function judgeRuns(
  { runs, errors, throttles, every, lastRunAt }: FunctionRuns,
  { name, isYoung, now }: RunsQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  const remarks: Remark[] = [];
  if (every !== undefined && (lastRunAt === undefined || now - lastRunAt > LATE_BY * every + COUNTING))
    remarks.push({
      state: isYoung ? 'warning' : 'failed',
      seen: `it runs every ${elapsed(every)}, and did not run ${lastRunAt === undefined ? 'in the last hour' : `for ${elapsed(now - lastRunAt)}`}`,
      fix: isYoung
        ? 'The deployment is new: look again in half an hour.'
        : 'Its schedule is off, or EventBridge Scheduler may not call it: see the schedule below.',
    });
  else remarks.push(ok(`${counted(runs, 'run')} in the last hour`));
  if (errors > 0)
    remarks.push({
      state: errors >= runs ? 'failed' : 'warning',
      seen: `${errors} of them failed`,
      fix: 'Its log says why.',
      commands: [logCommand(place, name)],
    });
  if (throttles > 0)
    remarks.push({
      state: 'warning',
      seen: `Lambda turned it away ${counted(throttles, 'time')}`,
      fix: 'The account has too few concurrent runs left: see the quota of Lambda, and what else uses it.',
      commands: [awsCommand(place, 'lambda get-account-settings')],
    });
  return remarks;
}
