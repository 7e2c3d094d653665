import { heldTarget, type ScalableTarget, sameTarget } from '../../../lib/domain/action/scalable-target';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import type { ActingWorld, Asked, Reads } from './call';
import { valueSeen } from './call';

/** I-23, I-24: a target is only ever suspended as it was read, or put back exactly as it was remembered. */
export function checkTargetCall(
  { target }: Extract<Asked, { kind: 'target' }>,
  reads: Reads,
  record: ServiceRecord | undefined,
  what: string,
  { watcher }: ActingWorld,
): void {
  const read = valueSeen(reads.target);
  const [remembered] = [record?.intent?.hold, record?.hold, record?.leftAlone].flatMap(
    (one) => one?.scalableTarget ?? [],
  );
  if (remembered === undefined) {
    watcher.violate('I-21', `${what}, and nothing of it is remembered`);
    return;
  }
  if (read !== undefined && sameTarget(read, target)) return;
  const suspends = sameTarget(target, heldTarget(remembered));
  if (!suspends && !sameTarget(target, remembered)) {
    watcher.violate('I-23', `${what} to ${JSON.stringify(target)}, which is not what was remembered`);
    return;
  }
  const isAsExpected =
    suspends && record?.intent?.action === 'scale-to-zero'
      ? read !== undefined && sameTarget(read, remembered)
      : read !== undefined && isNobodyElses(read, remembered);
  if (!isAsExpected) watcher.violate('I-24', `${what}, over what somebody else has set: ${JSON.stringify(read)}`);
}

/**
 * Its lower bound, its upper bound and its flags are each as they were before or as we left them. Who brings back the bounds
 * alone, as a template does, cannot be told from who wants just that.
 */
function isNobodyElses(read: ScalableTarget, before: ScalableTarget): boolean {
  const held = heldTarget(before);
  const isBound = (name: 'min' | 'max'): boolean => read[name] === before[name] || read[name] === held[name];
  const isFlagged = [before, held].some(({ suspended }) => sameTarget({ ...read, suspended }, read));
  return isBound('min') && isBound('max') && isFlagged;
}
