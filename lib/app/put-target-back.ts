import { heldTarget, type ScalableTarget, sameTarget } from '../domain/action/scalable-target';
import type { ActionCalls, ActionReads } from './action-ports';
import type { ServiceKey } from './ports';

/**
 * Puts what scales a service back to exactly what was remembered. A target that somebody changed meanwhile is told of and
 * left alone. Answers what is to be told, a sentence each.
 */
export async function putTargetBack(
  before: ScalableTarget,
  key: ServiceKey,
  ports: Pick<ActionReads, 'readScalableTarget'> & Pick<ActionCalls, 'setScalableTarget'>,
): Promise<readonly string[]> {
  const read = await ports.readScalableTarget(key);
  if (read.state === 'unavailable')
    return [`Application Auto Scaling is still suspended, since it could not be read: ${read.reason}.`];
  const now = read.value;
  if (now === undefined) return ['Application Auto Scaling does not scale it any more.'];
  if (sameTarget(now, before)) return [];
  if (!sameTarget(now, heldTarget(before)))
    return [`Application Auto Scaling was changed meanwhile, and is left as it is: ${inWords(now)}.`];
  const answer = await ports.setScalableTarget(key, before);
  if (answer.state === 'done') return [];
  const again = await ports.readScalableTarget(key);
  if (again.state === 'known' && again.value !== undefined && sameTarget(again.value, before)) return [];
  return [`Application Auto Scaling could not be put back to ${inWords(before)}: ${answer.because}.`];
}

const inWords = ({ min, max, suspended }: ScalableTarget): string =>
  `${min} to ${max}${suspended.dynamicIn || suspended.dynamicOut || suspended.scheduled ? ', suspended' : ''}`;
