import { counted } from '../text/counted';
import { logCommand, ownCommand } from './commands';
import type { DeployedQueue } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { elapsed } from './elapsed';
import { missingPart } from './missing-part';
import { ok, type Remark } from './part-health';

export interface QueueQuestion {
  readonly url: string;
  /** Milliseconds that the oldest message may wait, as the alarm has it. */
  readonly oldestAllowed: number;
  /** Name of the function that takes from it; absent where the stack names none. */
  readonly functionName?: string;
}

/** A queue with what waits in it. */
export function judgeQueue(
  queue: DeployedQueue | 'missing',
  { url }: QueueQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (queue === 'missing') return [missingPart(url, place)];
  const { waiting, hidden, delayed } = queue;
  if (waiting + hidden + delayed === 0) return [ok('empty')];
  const parts = [
    ...(waiting > 0 ? [`${counted(waiting, 'message')} waiting`] : []),
    ...(hidden > 0 ? [`${hidden} at work or waiting for another try`] : []),
    ...(delayed > 0 ? [`${delayed} for later`] : []),
  ];
  return [ok(parts.join(', '))];
}

/** How long its oldest message waits, in milliseconds; undefined where CloudWatch knows of none. */
export function judgeQueueAge(
  oldest: number | undefined,
  { oldestAllowed, functionName }: QueueQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (oldest === undefined || oldest === 0) return [];
  const seen = `the oldest has waited for ${elapsed(oldest)}`;
  if (oldest <= oldestAllowed) return [ok(seen)];
  return [
    {
      state: 'failed',
      seen: `${seen}, and ${elapsed(oldestAllowed)} are allowed`,
      fix: 'Its function is failing or cannot keep up: its log says why.',
      commands: functionName === undefined ? [] : [logCommand(place, functionName)],
    },
  ];
}

/** A dead-letter queue: everything in it is something that did not happen. */
export function judgeDeadLetters(
  queue: DeployedQueue | 'missing',
  { url, functionName }: QueueQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (queue === 'missing') return [missingPart(url, place)];
  const dead = queue.waiting + queue.hidden;
  if (dead === 0) return [ok('empty')];
  return [
    {
      state: 'failed',
      seen: `${counted(dead, 'message')} could not be worked on`,
      fix: 'See why in the log of the function, mend it, and send them back.',
      commands: [
        ...(functionName === undefined ? [] : [logCommand(place, functionName)]),
        ownCommand(place, 'redrive'),
      ],
    },
  ];
}
