import { withOutcome } from '../domain/action/end-change';
import type { Intent } from '../domain/action/intent';
import type { Outcome } from '../domain/action/outcome';
import type { ScalableTarget } from '../domain/action/scalable-target';
import { type Ending, settle } from '../domain/action/settle';
import { withUnknown } from '../domain/action/unknown-outcome';
import { unchanged } from '../domain/incident/change';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { Subject } from '../domain/incident/subject';
import { known } from '../domain/read';
import type { ActingPolicy } from './action-policy';
import type { CallAnswer } from './action-ports';
import { carryOut } from './carry-out';
import type { ChangePorts } from './change-request';
import { giveUpClaim } from './claim-ledger';
import type { PausePort, ServiceKey } from './ports';
import { putTargetBack } from './put-target-back';
import { whatForbids } from './what-forbids';

/** Reads are eventually consistent: what shows the state of before is asked again after these pauses, in milliseconds. */
const READ_AGAIN_AFTER = [500, 1_500, 4_000];
/** Reads have caught up with a call after so long. */
const CAUGHT_UP = 6_000;
/** A call without an answer may still take effect; after so long it will not. */
const CALL_IS_OVER = 2 * 60_000;

/**
 * Says how a change ended by reading the service, and takes it back where somebody deployed meanwhile. `answer` is absent
 * for an intent that an earlier run left behind. Undefined: it cannot be said yet, which is recorded; a later run settles
 * it.
 */
export async function settleIntent(
  subject: Subject,
  intent: Intent,
  answer: CallAnswer | undefined,
  ports: ChangePorts,
  acting: ActingPolicy,
): Promise<Outcome | undefined> {
  const key = { cluster: subject.cluster, service: subject.name };
  const ending = await endingOf(intent, answer, subject, ports);
  // A call without an answer may still take effect, and a read may be behind.
  const mayStillCome = answer?.state !== 'refused' && ports.now() - intent.at < CALL_IS_OVER;
  const outcome =
    ending === undefined || (mayStillCome && mayFollow(ending, intent, answer))
      ? undefined
      : await outcomeOf({ ending, intent, answer, key }, ports, acting);
  const now = ports.now();
  const unknown =
    answer?.state === 'unknown'
      ? answer.because
      : ending === undefined
        ? 'the service could not be read'
        : 'the service still shows what was there before';
  const region = acting.region;
  await carryOut(
    subject,
    (record) => {
      const isMine = record.intent?.id === intent.id || isUnremembered(record, intent, answer, outcome);
      if (!isMine) return unchanged(record);
      return outcome === undefined
        ? withUnknown(record, record.intent ?? intent, unknown, now)
        : withOutcome(record, intent, outcome, now, region ?? record.place?.region);
    },
    ports,
    acting.thresholds,
  );
  if (outcome === undefined) return undefined;
  if (intent.owner === 'incident') await giveUpClaim(intent, ports);
  return outcome;
}

/**
 * Another run took it for one that was left behind, by a clock that is far from this one, before its call came through:
 * that it did is not lost.
 */
const isUnremembered = (
  { intent: another, hold }: ServiceRecord,
  { action }: Intent,
  answer: CallAnswer | undefined,
  outcome: Outcome | undefined,
): boolean =>
  another === undefined &&
  hold === undefined &&
  answer !== undefined &&
  action === 'scale-to-zero' &&
  (outcome?.word === 'verified' || outcome?.isLeftAtZero === true);

/** What somebody else has set since says nothing of a call that got no answer: the zero may come after that. */
const mayFollow = (ending: Ending, { action }: Intent, answer: CallAnswer | undefined): boolean =>
  ending === 'not-applied' || (ending === 'changed' && action === 'scale-to-zero' && answer?.state !== 'done');

async function endingOf(
  intent: Intent,
  answer: CallAnswer | undefined,
  { cluster, name }: Subject,
  ports: ChangePorts,
): Promise<Ending | undefined> {
  const key = { cluster, service: name };
  const read = async (): Promise<Ending | undefined> =>
    settle(
      intent,
      await ports.readServiceNow(key),
      intent.action === 'roll-back' ? await ports.readCurrentDeployment(key) : known(undefined),
    );
  const ending = await read();
  // Of a change that an earlier run left behind the reads have caught up by now.
  if (answer === undefined) return ending;
  // What AWS refused did nothing; it may only be that somebody else did the same.
  if (answer.state === 'refused') return ending ?? 'not-applied';
  return readAgain(ending, read, ports);
}

async function readAgain(
  first: Ending | undefined,
  read: () => Promise<Ending | undefined>,
  { pause }: PausePort,
): Promise<Ending | undefined> {
  let ending = first;
  for (const milliseconds of READ_AGAIN_AFTER) {
    // What looks like a change by others may be what stood there before theirs, and ours came last.
    if (ending === 'applied' || ending === 'raced') break;
    await pause(milliseconds);
    ending = await read();
  }
  return ending;
}

interface Settling {
  readonly ending: Ending;
  readonly intent: Intent;
  readonly answer: CallAnswer | undefined;
  readonly key: ServiceKey;
}

async function outcomeOf(settling: Settling, ports: ChangePorts, acting: ActingPolicy): Promise<Outcome> {
  const { ending, intent, answer } = settling;
  const said = answer !== undefined && answer.state !== 'done' ? answer.because : undefined;
  switch (ending) {
    case 'applied': {
      const back = intent.action === 'restore' ? await targetBack(settling, ports, acting) : NOTHING;
      const remarks = [...clampRemark(intent), ...back.remarks];
      return { ...back, word: 'verified', because: verifiedBy(intent), remarks };
    }
    case 'not-applied': {
      const back = intent.action === 'scale-to-zero' ? await targetBack(settling, ports, acting) : NOTHING;
      return { ...back, word: 'failed', because: said ?? 'the service is as it was before' };
    }
    case 'changed': {
      const back = await targetBack(settling, ports, acting);
      return { ...back, word: 'released', because: 'somebody else changed the service at the same time' };
    }
    case 'raced':
      return takeBack(settling, ports, acting);
  }
}

/** A deployment began while the count went to zero: the new release gets the count that was there. */
async function takeBack(settling: Settling, ports: ChangePorts, acting: ActingPolicy): Promise<Outcome> {
  const { intent, key } = settling;
  const because = 'a deployment began at the same time';
  const forbidden = await forbiddenFor(settling, ports, acting);
  if (forbidden !== undefined)
    return { word: 'reverted', because: `${because}; it was not taken back: ${forbidden}`, isLeftAtZero: true };
  const answer = await ports.setDesiredCount(key, intent.desired);
  const read = await ports.readServiceNow(key);
  const desired = read.state === 'known' && read.value !== 'absent' ? read.value.desiredCount : undefined;
  if (answer.state === 'done' || (desired !== undefined && desired > 0))
    return { ...(await targetBack(settling, ports, acting)), word: 'reverted', because };
  const stood = answer.because;
  return { word: 'reverted', because: `${because}; taking it back failed: ${stood}`, isLeftAtZero: true };
}

const verifiedBy = ({ action, to }: Intent): string =>
  action === 'roll-back' ? 'read back' : `its desired count reads ${to}`;

const clampRemark = ({ action, hold, to }: Intent): readonly string[] =>
  action === 'restore' && hold !== undefined && hold.remembered !== to
    ? [`${hold.remembered} ran before, but Application Auto Scaling allows ${to} at most by now.`]
    : [];

interface Back {
  readonly remarks: readonly string[];
  readonly leftSuspended?: ScalableTarget;
}

const NOTHING: Back = { remarks: [] };

async function targetBack(settling: Settling, ports: ChangePorts, acting: ActingPolicy): Promise<Back> {
  const before = settling.intent.hold?.scalableTarget;
  if (before === undefined) return NOTHING;
  const { intent, answer } = settling;
  // What this very attempt has suspended may not be seen yet: it would look as if there were nothing to put back.
  if (intent.action === 'scale-to-zero' && answer !== undefined) await ports.pause(CAUGHT_UP);
  const forbidden = await forbiddenFor(settling, ports, acting);
  const { remarks, isLeftSuspended } = await putTargetBack(before, settling.key, ports, forbidden);
  return { remarks, ...(isLeftSuspended ? { leftSuspended: before } : {}) };
}

/** A person who is still there may; a function only where it may change something now. */
const forbiddenFor = async (
  { intent, answer }: Settling,
  ports: ChangePorts,
  acting: ActingPolicy,
): Promise<string | undefined> =>
  intent.owner === 'person' && answer !== undefined ? undefined : whatForbids(ports, acting);
