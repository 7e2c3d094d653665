import { withIntent } from '../domain/action/begin-change';
import { decide } from '../domain/action/decide';
import { withOutcome } from '../domain/action/end-change';
import type { ActionState, Decision } from '../domain/action/guard';
import { primaryIn, serviceIn } from '../domain/action/guards/service-in';
import type { Intent } from '../domain/action/intent';
import type { Outcome } from '../domain/action/outcome';
import { planAction } from '../domain/action/plan-action';
import { heldTarget, sameTarget } from '../domain/action/scalable-target';
import { unchanged } from '../domain/incident/change';
import type { ServiceRecord } from '../domain/incident/service-record';
import { valueIn } from '../domain/read';
import type { ActingPolicy } from './action-policy';
import type { CallAnswer } from './action-ports';
import { carryOut } from './carry-out';
import type { ChangePorts, ChangeRequest } from './change-request';
import { claim, returnClaim } from './claim-ledger';
import { readActionState, serviceKeyOf } from './read-action-state';
import { settleIntent } from './settle-intent';

/** What became of the attempt: the decision that was made last, and whether calls were made. */
export interface Attempt {
  readonly decision: Decision;
  readonly intent?: Intent;
  /** How it ended; absent where that cannot be said yet, and where no call was made. */
  readonly outcome?: Outcome;
}

/** What was read right before a call is no older, milliseconds. */
const MOST_READ = 15_000;
/** No call is made for a change that was begun longer ago: a later run may be about to settle it. */
const MOST_ATTEMPTED = 60_000;

/**
 * Carries a change out that the safeguards agree to: claim the budget, write the intent, read the service once more,
 * make the call, read back, and settle. Anything that is not as it was decided on ends the attempt before the call.
 */
export async function changeService(
  request: ChangeRequest,
  ports: ChangePorts,
  acting: ActingPolicy,
): Promise<Attempt> {
  const { action, owner, state, guards, policy } = request;
  const { subject } = state.record;
  const now = ports.now();
  const decided = decide(guards, state, now, policy);
  if (decided.decision !== 'do') return { decision: decided };
  const planned = planAction(action, state, owner, now, acting);
  const intent = planned && request.leaveAlone ? { ...planned, leaveAlone: request.leaveAlone } : planned;
  if (intent === undefined) return { decision: unreadable(decided, 'what is to be changed could not be read') };
  // The budget of the deployment is for what is done on its own account; a schedule and a person have their own reasons.
  const claimed = owner === 'incident' ? await claim(intent, request, ports) : decided;
  if (claimed.decision !== 'do') return { decision: claimed };
  const { decision: begun, stands } = await begin(intent, request, ports, acting);
  if (begun.decision !== 'do') {
    if (owner === 'incident' && !stands) await returnClaim(intent, subject, ports);
    return { decision: begun };
  }
  const fresh = await readAgain(intent, request, ports);
  if (fresh.decision !== 'do') {
    const endedAt = ports.now();
    await carryOut(
      subject,
      (record) =>
        record.intent?.id === intent.id
          ? withOutcome(
              record,
              intent,
              { word: 'failed', because: fresh.reason, guard: fresh.guard },
              endedAt,
              acting.region,
            )
          : unchanged(record),
      ports,
      acting.thresholds,
    );
    if (owner === 'incident') await returnClaim(intent, subject, ports);
    return { decision: fresh };
  }
  const answer = await perform(intent, state.record, ports);
  const outcome = await settleIntent(subject, intent, answer, ports, acting);
  return { decision: decided, intent, ...(outcome === undefined ? {} : { outcome }) };
}

/**
 * The intent is written where the record still allows it: another writer may have changed it since it was read. `stands`:
 * just this intent stood there already, by the store's own retry or by a run of the same millisecond. Nobody knows which,
 * so it is left to be settled, with its claim.
 */
async function begin(
  intent: Intent,
  { state, guards, policy }: ChangeRequest,
  ports: ChangePorts,
  { thresholds }: ActingPolicy,
): Promise<{ readonly decision: Decision; readonly stands: boolean }> {
  let decision: Decision | undefined;
  let stands = false;
  await carryOut(
    state.record.subject,
    (record) => {
      stands = record.intent?.id === intent.id;
      const asked = decide(guards, { ...state, record, ledger: withoutClaim(state.ledger) }, ports.now(), policy);
      const isSameIncident = record.incident?.id === state.record.incident?.id;
      decision =
        asked.decision === 'do' && !isSameIncident ? unreadable(asked, 'the incident is another one by now') : asked;
      return decision.decision === 'do' ? withIntent(record, intent) : unchanged(record);
    },
    ports,
    thresholds,
  );
  decision ??= unreadable({ decision: 'do', reason: '', answers: [] }, 'the record could not be read');
  return { decision, stands };
}

const withoutClaim = <T extends { inFlight?: unknown }>({ inFlight: _, ...ledger }: T): Omit<T, 'inFlight'> => ledger;

/** All of it once more, right before the call: still the same, and every safeguard still agrees. */
async function readAgain(
  intent: Intent,
  { state, guards, policy }: ChangeRequest,
  ports: ChangePorts,
): Promise<Decision> {
  const begunAt = ports.now();
  const fresh = await readActionState(state.record, ports);
  // What this attempt has spent and claimed does not speak against it; a freeze since then does.
  const { frozenUntil } = fresh.ledger;
  const ledger = { ...withoutClaim(state.ledger), ...(frozenUntil === undefined ? {} : { frozenUntil }) };
  const asked = decide(guards, { ...fresh, ledger }, ports.now(), policy);
  if (asked.decision !== 'do') return asked;
  const read = serviceIn(fresh);
  if (read?.desiredCount !== intent.desired)
    return changed(asked, `its desired count became ${read?.desiredCount} meanwhile`);
  if ((primaryIn(fresh)?.id ?? '(none)') !== intent.deploymentId) return changed(asked, 'a deployment began meanwhile');
  const { serviceDeploymentArn } = intent;
  if (serviceDeploymentArn !== valueIn(fresh.currentDeployment)?.serviceDeploymentArn && intent.action === 'roll-back')
    return changed(asked, 'another deployment is under way by now');
  if (!isSameScaling(state.scalableTarget, fresh.scalableTarget))
    return changed(asked, 'how Application Auto Scaling scales it was changed meanwhile');
  const now = ports.now();
  if (now - begunAt > MOST_READ || now - intent.at > MOST_ATTEMPTED)
    return changed(asked, 'reading it right before the call took so long that it may be another one by now');
  return asked;
}

function isSameScaling(before: ActionState['scalableTarget'], now: ActionState['scalableTarget']): boolean {
  if (before.state === 'unavailable' || now.state === 'unavailable') return before.state === now.state;
  if (before.value === undefined || now.value === undefined) return before.value === now.value;
  return sameTarget(before.value, now.value);
}

const changed = ({ answers }: Decision, reason: string): Decision => ({
  decision: 'refuse',
  guard: 'changed-by-others',
  reason,
  answers,
});

const unreadable = ({ answers }: Decision, reason: string): Decision => ({
  decision: 'refuse',
  guard: 'unreadable',
  reason,
  answers,
});

/**
 * The calls of a change. What scales a service is suspended before the count goes down and put back after it came up:
 * registering a target moves the count into its bounds at once.
 */
async function perform(intent: Intent, record: ServiceRecord, ports: ChangePorts): Promise<CallAnswer> {
  const key = serviceKeyOf(record);
  if (intent.action === 'roll-back') return ports.rollBackDeployment(intent.serviceDeploymentArn ?? '');
  const target = intent.hold?.scalableTarget;
  if (intent.action === 'scale-to-zero' && target !== undefined) {
    const suspended = await ports.setScalableTarget(key, heldTarget(target));
    if (suspended.state === 'refused')
      return { state: 'refused', because: `Application Auto Scaling could not be suspended: ${suspended.because}` };
    if (suspended.state === 'unknown')
      return {
        state: 'unknown',
        because: `whether Application Auto Scaling is suspended is not known: ${suspended.because}`,
      };
  }
  return ports.setDesiredCount(key, intent.to);
}
