import type { Read } from '../../read';
import { ROLL_BACK_TAG, SCALE_TO_ZERO_TAG } from '../action-tags';
import { agrees, type Guard, objects } from '../guard';

/** What observe mode says of a change. */
export const OBSERVES = 'ecs-medic runs in observe mode';

/** Observe mode decides and tells, and changes nothing. */
export const observeMode: Guard = {
  id: 'observe-mode',
  ask: (_, __, { mode }) => (mode === 'enforce' ? agrees('actions are carried out here') : objects(OBSERVES)),
};

/** What the switch says when somebody turned it off. */
export const SWITCHED_OFF = 'actions are switched off';

/** Why the switch allows no change, in words; what cannot be read counts as off. */
export function offBy(read: Read<boolean>): string | undefined {
  if (read.state === 'unavailable') return `whether actions are switched on could not be read: ${read.reason}`;
  return read.value ? undefined : SWITCHED_OFF;
}

/** Read fresh at each attempt. */
export const switchedOn: Guard = {
  id: 'switched-off',
  ask({ switchedOn: read }) {
    const off = offBy(read);
    return off === undefined ? agrees('actions are switched on') : objects(off);
  },
};

/** The service is tagged for it; IAM asks for the same tag. */
export const mayScaleToZero: Guard = {
  id: 'not-opted-in',
  ask: ({ tags }) =>
    tags.scaleToZero
      ? agrees(`the service is tagged ${SCALE_TO_ZERO_TAG}=allow`)
      : objects(`the service is not tagged ${SCALE_TO_ZERO_TAG}=allow`),
};

/** The same for rolling its deployment back. */
export const mayRollBack: Guard = {
  id: 'not-opted-in',
  ask: ({ tags }) =>
    tags.rollBack
      ? agrees(`the service is tagged ${ROLL_BACK_TAG}=allow`)
      : objects(`the service is not tagged ${ROLL_BACK_TAG}=allow`),
};
