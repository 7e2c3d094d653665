import type { Cause } from './cause';
import { CAUSE_IDS, type CauseId } from './cause-id';
import { eventCauses } from './event-causes';
import { evidenceCauses } from './evidence-causes';

const ORDER: readonly CauseId[] = Object.values(CAUSE_IDS).flat();

/** Every cause, in the order of the ids, in which equal answers are told. */
export const causes: readonly Cause[] = [...eventCauses, ...evidenceCauses].sort(
  (one, other) => ORDER.indexOf(one.id) - ORDER.indexOf(other.id),
);
