import { decide } from '../domain/action/decide';
import type { ActionPolicy, ActionState, Decision, Guard } from '../domain/action/guard';
import { primaryIn, serviceIn } from '../domain/action/guards/service-in';
import type { HoldOwner } from '../domain/action/hold';
import type { ActionKind, Intent } from '../domain/action/intent';
import { withIntent, withOutcome } from '../domain/action/outcome';
import { planAction } from '../domain/action/plan-action';
import { heldTarget } from '../domain/action/scalable-target';
import { unchanged } from '../domain/incident/change';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { ActingPolicy } from './action-policy';
import type { ActionCalls, ActionReads, CallAnswer, LedgerPorts } from './action-ports';
import { type CarryOutPorts, carryOut } from './carry-out';
import { claim, giveUpClaim } from './claim-ledger';
import type { PausePort } from './ports';
import { serviceKeyOf, tagsOf } from './read-action-state';
import { settleIntent } from './settle-intent';

export type ChangePorts = CarryOutPorts & ActionReads & ActionCalls & LedgerPorts & PausePort;

/** What became of the attempt: the decision that was made last, and whether calls were made. */
export interface Attempt {
  readonly decision: Decision;
  readonly intent?: Intent;
}

/** What is asked for, by whom, on what was read. */
export interface ChangeRequest {
  readonly action: ActionKind;
  readonly owner: HoldOwner;
  readonly state: ActionState;
  readonly guards: readonly Guard[];
  readonly policy: ActionPolicy;
}

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
  const intent = planAction(action, state, owner, now);
  if (intent === undefined) return { decision: unreadable(decided, 'what is to be changed could not be read') };
  // The budget of the deployment is for what is done on its own account; a schedule and a person have their own reasons.
  const claimed = owner === 'incident' ? await claim(intent, request, ports) : decided;
  if (claimed.decision !== 'do') return { decision: claimed };
  const begun = await begin(intent, request, ports, acting);
  if (begun.decision !== 'do') {
    if (owner === 'incident') await giveUpClaim(intent, ports);
    return { decision: begun };
  }
  const fresh = await readAgain(intent, request, ports);
  if (fresh.decision !== 'do') {
    await carryOut(
      subject,
      (record) =>
        record.intent?.id === intent.id
          ? withOutcome(
              record,
              intent,
              { word: 'failed', because: fresh.reason, guard: fresh.guard },
              ports.now(),
              acting.region,
            )
          : unchanged(record),
      ports,
      acting.thresholds,
    );
    if (owner === 'incident') await giveUpClaim(intent, ports);
    return { decision: fresh };
  }
  const answer = await perform(intent, state.record, ports);
  await settleIntent(subject, intent, answer, ports, acting);
  return { decision: decided, intent };
}

/** The intent is written where the record still allows it: another writer may have changed it since it was read. */
async function begin(
  intent: Intent,
  { state, guards, policy }: ChangeRequest,
  ports: ChangePorts,
  { thresholds }: ActingPolicy,
): Promise<Decision> {
  let decision: Decision | undefined;
  await carryOut(
    state.record.subject,
    (record) => {
      const asked = decide(guards, { ...state, record, ledger: withoutClaim(state.ledger) }, ports.now(), policy);
      const isSameIncident = record.incident?.id === state.record.incident?.id;
      decision =
        asked.decision === 'do' && !isSameIncident ? unreadable(asked, 'the incident is another one by now') : asked;
      return decision.decision === 'do' ? withIntent(record, intent) : unchanged(record);
    },
    ports,
    thresholds,
  );
  return decision ?? unreadable({ decision: 'do', reason: '', answers: [] }, 'the record could not be read');
}

const withoutClaim = <T extends { inFlight?: unknown }>({ inFlight: _, ...ledger }: T): Omit<T, 'inFlight'> => ledger;

/** The service once more, right before the call: the same count, the same deployment, and every safeguard still agrees. */
async function readAgain(
  intent: Intent,
  { state, guards, policy }: ChangeRequest,
  ports: ChangePorts,
): Promise<Decision> {
  const [service, switchedOn] = await Promise.all([
    ports.readServiceNow(serviceKeyOf(state.record)),
    ports.readActionsSwitch(),
  ]);
  const again = { ...state, service, switchedOn, tags: tagsOf(service), ledger: withoutClaim(state.ledger) };
  const asked = decide(guards, again, ports.now(), policy);
  if (asked.decision !== 'do') return asked;
  const read = serviceIn(again);
  if (read?.desiredCount !== intent.desired)
    return changed(asked, `its desired count became ${read?.desiredCount} meanwhile`);
  if ((primaryIn(again)?.id ?? '(none)') !== intent.deploymentId) return changed(asked, 'a deployment began meanwhile');
  return asked;
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
