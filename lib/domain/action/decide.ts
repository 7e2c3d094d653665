import type { ActionPolicy, ActionState, Decision, Guard } from './guard';
import { ALLOWING, OVERRULABLE } from './guards';

/**
 * Asks every safeguard. The first objection is the reason to refuse; where only what allows is missing, the action is
 * what would have been done.
 */
export function decide(guards: readonly Guard[], state: ActionState, now: number, policy: ActionPolicy): Decision {
  const answers = guards.map(({ id, ask }) => ({ guard: id, ...ask(state, now, policy) }));
  const objections = answers.filter(
    ({ agrees, guard }) => !agrees && !(policy.overruled === true && OVERRULABLE.has(guard)),
  );
  const refusal = objections.find(({ guard }) => !ALLOWING.has(guard));
  if (refusal !== undefined) return { decision: 'refuse', guard: refusal.guard, reason: refusal.says, answers };
  const missing = objections[0];
  if (missing !== undefined) return { decision: 'would-have', guard: missing.guard, reason: missing.says, answers };
  return { decision: 'do', reason: 'all safeguards agree', answers };
}
