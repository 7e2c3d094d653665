import type { Guard } from '../../../lib/domain/action/guard';
import type { GuardSets } from '../../../lib/domain/action/guards';
import type { ActionKind } from '../../../lib/domain/action/intent';
import { type Design, ourDesign } from '../design';

/** Our design without one of the safeguards, whoever asks and for what. */
export const withoutGuard = (name: string, guard: Guard): Design => ({
  ...ourDesign,
  name: `act without the safeguard ${name}`,
  acting: (acting) => ({ ...acting, guards: without(acting.guards, guard) }),
});

function without(sets: GuardSets, guard: Guard): GuardSets {
  const filtered = (set: GuardSets['incident']): GuardSets['incident'] =>
    Object.fromEntries(
      (Object.keys(set) as ActionKind[]).map((action) => [action, set[action]?.filter((one) => one !== guard) ?? []]),
    );
  return { incident: filtered(sets.incident), schedule: filtered(sets.schedule), person: filtered(sets.person) };
}
