import { counted } from '../text/counted';
import { logCommand, ownCommand } from './commands';
import type { FailingDelivery, GivenUpDeliveries } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { ago, elapsed } from './elapsed';
import { ok, type Remark } from './part-health';

/** Milliseconds for which a failing delivery is a hiccup. */
const HICCUP = 15 * 60_000;

export interface DeliveriesQuestion {
  readonly now: number;
  /** Name of deliver-alerts. */
  readonly functionName?: string;
}

/** Messages that a channel refused and that are tried again. */
export function judgeFailing(
  failing: readonly FailingDelivery[],
  { now, functionName }: DeliveriesQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (failing.length === 0) return [ok('no message waits for another try')];
  return [...new Set(failing.map(({ channel }) => channel))].map((channel): Remark => {
    const of = failing.filter((one) => one.channel === channel);
    const since = Math.min(...of.map((one) => one.since));
    const attempts = Math.max(...of.map((one) => one.attempts));
    return {
      state: now - since > HICCUP ? 'failed' : 'warning',
      seen: `${counted(of.length, 'message')} to ${channel} ${of.length === 1 ? 'waits' : 'wait'} for another try, failing for ${elapsed(now - since)}, ${counted(attempts, 'attempt')}`,
      fix: 'They are tried for 72 hours; the log of deliver-alerts says what Slack answers.',
      commands: functionName === undefined ? [] : [logCommand(place, functionName)],
    };
  });
}

/** Messages that nobody tries any more. `unread`: how many more there are of whose reason nobody asked. */
export function judgeGivenUp(
  given: readonly GivenUpDeliveries[],
  unread: number,
  place: DeploymentPlace,
): readonly Remark[] {
  const all = given.reduce((sum, { count }) => sum + count, unread);
  if (all === 0) return [ok('none was given up')];
  const reasons = given.map(({ channel, because, count }) => `${channel}: ${count} because of ${because}`);
  return [
    {
      state: 'failed',
      seen: `${counted(all, 'message')} ${all === 1 ? 'was' : 'were'} given up${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`,
      fix: 'Mend what Slack complains of, then have them tried again.',
      commands: [ownCommand(place, 'redrive')],
    },
  ];
}

/** When the channel was last sent something: milliseconds since 1970, undefined for never. */
export const judgeLastMessage = (
  at: number | undefined,
  channel: string,
  now: number,
  place: DeploymentPlace,
): readonly Remark[] =>
  at === undefined
    ? [
        {
          state: 'warning',
          seen: `nothing was ever sent to ${channel}`,
          fix: 'Send a test alert, and see whether it arrives.',
          commands: [ownCommand(place, 'send-test')],
        },
      ]
    : [ok(`the last message to ${channel} was sent ${ago(Math.min(at, now), now)}`)];
