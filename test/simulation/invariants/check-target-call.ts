import { heldTarget, sameTarget } from '../../../lib/domain/action/scalable-target';
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
  const expected = suspends && record?.intent?.action === 'scale-to-zero' ? remembered : heldTarget(remembered);
  if (read === undefined || !sameTarget(read, expected))
    watcher.violate('I-24', `${what}, over what somebody else has set: ${JSON.stringify(read)}`);
}
