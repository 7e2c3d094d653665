import { primaryOf } from '../../../lib/domain/service';
import { allSuspended } from '../account/live-service';
import type { ActingWorld, Call } from './call';
import { valueSeen } from './call';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** A read is fresh for so long: a call follows it at once. */
const FRESH = 30 * SECOND;

/** I-19, I-21, I-22, I-23, I-28: what holds of every call that carries out an intent, whoever asks for it. */
export function checkCall(call: Call, world: ActingWorld): void {
  checkFresh(call, world);
  if (call.intent.action === 'restore') checkRestore(call, world);
  if (call.asked.kind === 'count' && call.asked.count === 0) checkZero(call, world);
}

/** The intent, then a fresh read, then the call; and what was read is what was decided on. */
function checkFresh(
  { reads, read, role, at, begunAt, intent, what, switch: isOn }: Call,
  { watcher }: ActingWorld,
): void {
  const { service } = reads;
  if (service === undefined || at - service.at > FRESH || service.at < begunAt) {
    watcher.violate('I-19', `${what} without a fresh read of the service after the intent`);
    return;
  }
  if (read === undefined) {
    watcher.violate('I-19', `${what}, which could not be read`);
    return;
  }
  if (read.desiredCount !== intent.desired)
    watcher.violate('I-19', `${what}: its count was read as ${read.desiredCount}, decided on ${intent.desired}`);
  if ((primaryOf(read)?.id ?? '(none)') !== intent.deploymentId)
    watcher.violate('I-19', `${what}: another deployment is PRIMARY than the one that was decided on`);
  if (read.status !== 'ACTIVE') watcher.violate('I-19', `${what}, which is ${read.status}`);
  if (read.schedulingStrategy === 'DAEMON') watcher.violate('I-19', `${what}, which is a DAEMON`);
  if (role !== 'person' && (valueSeen(isOn) !== true || at - (isOn?.at ?? 0) > FRESH))
    watcher.violate('I-28', `${what}, and the switch was not read as on right before`);
}

/** There is something to remember, it is not held already, and nothing scales it up again. */
function checkZero({ key, record: { hold }, intent, what }: Call, { account, watcher }: ActingWorld): void {
  if (intent.desired <= 0) watcher.violate('I-22', `${what}: there is nothing to remember of ${intent.desired}`);
  if (hold !== undefined) watcher.violate('I-24', `${what}, which is held since ${hold.since} already`);
  const service = account.find(key);
  const isForeign = account.foreign.some((one) => one.key === key && one.at > intent.at - MINUTE);
  if (service?.target !== undefined && !allSuspended(service.target) && !isForeign)
    watcher.violate('I-19', `${what}, while Application Auto Scaling is not suspended`);
}

/** Exactly what was remembered, of the same service, and only while it is at the 0 that we set. */
function checkRestore({ asked, reads, read, record: { hold }, intent, what }: Call, { watcher }: ActingWorld): void {
  if (asked.kind !== 'count') return;
  if (hold === undefined) {
    watcher.violate('I-23', `${what}, and nothing is held`);
    return;
  }
  const max = valueSeen(reads.target)?.max;
  const most = max === undefined || max < 1 ? hold.remembered : Math.min(max, hold.remembered);
  if (asked.count !== most) watcher.violate('I-23', `${what} to ${asked.count}, and ${most} is what ran before`);
  if (read?.createdAt !== hold.serviceCreatedAt)
    watcher.violate('I-23', `${what}, which is not the service that was put to zero`);
  if (read?.desiredCount !== 0) watcher.violate('I-23', `${what}, whose count is ${read?.desiredCount}, not our 0`);
  if (intent.owner !== 'person' && hold.owner !== intent.owner)
    watcher.violate('I-32', `${what} for a ${intent.owner}, and it is held for a ${hold.owner}`);
}
