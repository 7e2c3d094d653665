import type { Intent } from '../domain/action/intent';
import { type Outcome, withOutcome } from '../domain/action/outcome';
import { type Ending, settle } from '../domain/action/settle';
import { unchanged } from '../domain/incident/change';
import type { Subject } from '../domain/incident/subject';
import { known } from '../domain/read';
import type { ActingPolicy } from './action-policy';
import type { CallAnswer } from './action-ports';
import { carryOut } from './carry-out';
import type { ChangePorts } from './change-service';
import { giveUpClaim } from './claim-ledger';
import type { ServiceKey } from './ports';
import { putTargetBack } from './put-target-back';

/** Reads are eventually consistent: what shows the state of before is asked again after these pauses, in milliseconds. */
const READ_AGAIN_AFTER = [500, 1_500, 4_000];
/** A call without an answer may still take effect; after so long it will not. */
const CALL_IS_OVER = 2 * 60_000;

/**
 * Says how a change ended by reading the service, and takes it back where somebody deployed meanwhile. `answer` is absent
 * for an intent that an earlier run left behind. False: it cannot be said yet; a later run settles it.
 */
export async function settleIntent(
  subject: Subject,
  intent: Intent,
  answer: CallAnswer | undefined,
  ports: ChangePorts,
  acting: ActingPolicy,
): Promise<boolean> {
  const key = { cluster: subject.cluster, service: subject.name };
  const ending = await endingOf(intent, answer, subject, ports);
  if (ending === undefined) return false;
  // A call without an answer may still take effect, and a read may be behind.
  const mayStillCome = answer?.state !== 'refused';
  if (ending === 'not-applied' && mayStillCome && ports.now() - intent.at < CALL_IS_OVER) return false;
  const outcome = await outcomeOf(ending, intent, answer, key, ports);
  await carryOut(
    subject,
    (record) =>
      record.intent?.id === intent.id
        ? withOutcome(record, intent, outcome, ports.now(), acting.region ?? record.place?.region)
        : unchanged(record),
    ports,
    acting.thresholds,
  );
  if (intent.owner === 'incident') await giveUpClaim(intent, ports);
  return true;
}

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
  let ending = await read();
  // What AWS refused did nothing; it may only be that somebody else did the same.
  if (answer?.state === 'refused') return ending === undefined ? 'not-applied' : ending;
  for (const pause of READ_AGAIN_AFTER) {
    if (ending !== undefined && ending !== 'not-applied') break;
    await ports.pause(pause);
    ending = await read();
  }
  return ending;
}

async function outcomeOf(
  ending: Ending,
  intent: Intent,
  answer: CallAnswer | undefined,
  key: ServiceKey,
  ports: ChangePorts,
): Promise<Outcome> {
  const said = answer !== undefined && answer.state !== 'done' ? answer.because : undefined;
  switch (ending) {
    case 'applied': {
      const remarks = intent.action === 'restore' ? await targetBack(intent, key, ports) : [];
      return { word: 'verified', because: verifiedBy(intent), remarks: [...clampRemark(intent), ...remarks] };
    }
    case 'not-applied': {
      const remarks = intent.action === 'scale-to-zero' ? await targetBack(intent, key, ports) : [];
      return { word: 'failed', because: said ?? 'the service is as it was before', remarks };
    }
    case 'changed': {
      const remarks = await targetBack(intent, key, ports);
      return { word: 'released', because: 'somebody else changed the service at the same time', remarks };
    }
    case 'raced':
      return takeBack(intent, key, ports);
  }
}

/** A deployment began while the count went to zero: the new release gets the count that was there. */
async function takeBack(intent: Intent, key: ServiceKey, ports: ChangePorts): Promise<Outcome> {
  const because = 'a deployment began at the same time';
  const answer = await ports.setDesiredCount(key, intent.desired);
  const read = await ports.readServiceNow(key);
  const desired = read.state === 'known' && read.value !== 'absent' ? read.value.desiredCount : undefined;
  if (answer.state === 'done' || (desired !== undefined && desired > 0))
    return { word: 'reverted', because, remarks: await targetBack(intent, key, ports) };
  const stood = answer.because;
  return { word: 'reverted', because: `${because}; taking it back failed: ${stood}`, isLeftAtZero: true };
}

const verifiedBy = ({ action, to }: Intent): string =>
  action === 'roll-back' ? 'read back' : `its desired count reads ${to}`;

const clampRemark = ({ action, hold, to }: Intent): readonly string[] =>
  action === 'restore' && hold !== undefined && hold.remembered !== to
    ? [`${hold.remembered} ran before, but Application Auto Scaling allows ${to} at most by now.`]
    : [];

const targetBack = ({ hold }: Intent, key: ServiceKey, ports: ChangePorts): Promise<readonly string[]> =>
  hold?.scalableTarget === undefined ? Promise.resolve([]) : putTargetBack(hold.scalableTarget, key, ports);
