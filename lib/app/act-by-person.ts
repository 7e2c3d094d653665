import { SCHEDULE_TAG } from '../domain/action/action-tags';
import { decide } from '../domain/action/decide';
import type { ActionState, Decision, GuardAnswer } from '../domain/action/guard';
import { serviceIn } from '../domain/action/guards/service-in';
import type { ActionKind, Intent } from '../domain/action/intent';
import type { LeftAlone } from '../domain/action/left-alone';
import { planAction } from '../domain/action/plan-action';
import { sameTarget } from '../domain/action/scalable-target';
import type { Subject } from '../domain/incident/subject';
import { readSchedule } from '../domain/schedule/read-schedule';
import type { ActingPolicy } from './action-policy';
import type { ChangePorts, ChangeRequest } from './change-request';
import { type Attempt, changeService } from './change-service';
import type { ClockPort, StorePorts } from './ports';
import { type ActionStatePorts, readActionState } from './read-action-state';

export interface PersonsWish {
  readonly action: ActionKind;
  readonly subject: Subject;
  /** Objections that a person may overrule do not count. */
  readonly despiteSafeguards: boolean;
}

/** What would be done, and what every safeguard says of it. Nothing was changed, here or in the account. */
export interface Proposal {
  readonly wish: PersonsWish;
  readonly state: ActionState;
  readonly decision: Decision;
  /** Absent where what is to be changed could not be read, or is not there. */
  readonly intent?: Intent;
}

export type ProposalPorts = ActionStatePorts & Pick<StorePorts, 'readRecord'> & ClockPort;

/** Reads all that the change is decided on, and decides. Only reads. */
export async function proposeByPerson(
  wish: PersonsWish,
  ports: ProposalPorts,
  acting: ActingPolicy,
): Promise<Proposal> {
  const state = await readActionState(await ports.readRecord(wish.subject), ports);
  const now = ports.now();
  const { guards, policy } = requestOf(wish, state, acting);
  const intent = planAction(wish.action, state, 'person', now, acting);
  return { wish, state, decision: decide(guards, state, now, policy), ...(intent === undefined ? {} : { intent }) };
}

/**
 * Carries out what a person was shown and agreed to, where it is still so: everything is read and decided on anew. What
 * became something else meanwhile, or an objection that nobody has seen, ends the attempt.
 */
export async function actByPerson(shown: Proposal, ports: ChangePorts, acting: ActingPolicy): Promise<Attempt> {
  const { wish } = shown;
  const fresh = await proposeByPerson(wish, ports, acting);
  const since = fresh.decision.decision === 'do' ? changeSince(shown, fresh) : undefined;
  if (since !== undefined) {
    const { answers } = fresh.decision;
    return { decision: { decision: 'refuse', guard: 'changed-by-others', reason: since, answers } };
  }
  const leaveAlone = leaveAloneBy(fresh, ports.now());
  const request = requestOf(wish, fresh.state, acting);
  return changeService(leaveAlone === undefined ? request : { ...request, leaveAlone }, ports, acting);
}

/** A person's change wins: a service that is woken while it is to sleep is left alone until its schedule wants it up. */
export function leaveAloneBy({ wish, state }: Proposal, now: number): LeftAlone | undefined {
  const tags = serviceIn(state)?.tags;
  if (wish.action !== 'restore' || tags === undefined) return undefined;
  const read = readSchedule(tags, now);
  if (read.state !== 'read' || read.level.level === 'up') return undefined;
  return { until: read.level.until ?? Number.MAX_SAFE_INTEGER, schedule: tags.get(SCHEDULE_TAG) ?? '' };
}

const requestOf = (
  { action, despiteSafeguards }: PersonsWish,
  state: ActionState,
  { guards, mode, limits }: ActingPolicy,
): ChangeRequest => ({
  action,
  owner: 'person',
  state,
  guards: guards.person[action] ?? [],
  policy: { mode, limits, owner: 'person', ...(despiteSafeguards ? { overruled: true } : {}) },
});

/** What is not any more as it was shown, in a sentence without a full stop. */
function changeSince(
  { intent: before, decision: shown }: Proposal,
  { intent, decision }: Proposal,
): string | undefined {
  const unseen = objectionsIn(decision).find(
    ({ guard }) => !objectionsIn(shown).some((objection) => objection.guard === guard),
  );
  if (unseen !== undefined) return `since you were shown the plan ${unseen.says}`;
  if (intent === undefined || before === undefined) return 'what is to be changed could not be read';
  if (intent.desired !== before.desired)
    return `its desired count became ${intent.desired} since you were shown the plan`;
  if (intent.deploymentId !== before.deploymentId || intent.serviceDeploymentArn !== before.serviceDeploymentArn)
    return 'a deployment began since you were shown the plan';
  const isSame = intent.to === before.to && intent.rollsBackTo === before.rollsBackTo && sameHold(intent, before);
  return isSame ? undefined : 'what would be done became something else since you were shown the plan';
}

export const objectionsIn = ({ answers }: Decision): readonly GuardAnswer[] => answers.filter(({ agrees }) => !agrees);

function sameHold({ hold: one }: Intent, { hold: other }: Intent): boolean {
  if (one?.remembered !== other?.remembered) return false;
  const [a, b] = [one?.scalableTarget, other?.scalableTarget];
  return a === undefined || b === undefined ? a === b : sameTarget(a, b);
}
