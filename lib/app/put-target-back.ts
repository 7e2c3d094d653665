import { isLeftByUs, type ScalableTarget, sameTarget } from '../domain/action/scalable-target';
import type { ActionCalls, ActionReads } from './action-ports';
import type { ServiceKey } from './ports';

/** What became of it. */
export interface TargetBack {
  /** What is to be told, a sentence each. */
  readonly remarks: readonly string[];
  /** It is suspended still, or nobody knows: what was remembered is needed further on. */
  readonly isLeftSuspended: boolean;
}

/**
 * Puts what scales a service back to exactly what was remembered. A target that somebody changed meanwhile, to what it
 * was not before, is told of and left alone. `forbidden` says why nothing may be changed, where that is so: then it is only looked at.
 */
export async function putTargetBack(
  before: ScalableTarget,
  key: ServiceKey,
  ports: Pick<ActionReads, 'readScalableTarget'> & Pick<ActionCalls, 'setScalableTarget'>,
  forbidden?: string,
): Promise<TargetBack> {
  const read = await ports.readScalableTarget(key);
  if (read.state === 'unavailable')
    return left(`Application Auto Scaling may still be suspended, since it could not be read: ${read.reason}.`);
  const now = read.value;
  if (now === undefined) return done('Application Auto Scaling does not scale it any more.');
  if (sameTarget(now, before)) return done();
  if (!isLeftByUs(now, before))
    return done(`Application Auto Scaling was changed meanwhile, and is left as it is: ${inWords(now)}.`);
  if (forbidden !== undefined) return left(`Application Auto Scaling is still suspended: ${forbidden}.`);
  const answer = await ports.setScalableTarget(key, before);
  if (answer.state === 'done') return done();
  const again = await ports.readScalableTarget(key);
  if (again.state === 'known' && again.value !== undefined && sameTarget(again.value, before)) return done();
  return left(`Application Auto Scaling could not be put back to ${inWords(before)}: ${answer.because}.`);
}

const done = (...remarks: readonly string[]): TargetBack => ({ remarks, isLeftSuspended: false });
const left = (...remarks: readonly string[]): TargetBack => ({ remarks, isLeftSuspended: true });

const inWords = ({ min, max, suspended }: ScalableTarget): string =>
  `${min} to ${max}${suspended.dynamicIn || suspended.dynamicOut || suspended.scheduled ? ', suspended' : ''}`;
