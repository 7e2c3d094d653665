import { SWITCHED_OFF } from '../domain/action/guards/allowing';
import type { ActingPolicy } from './action-policy';
import type { ActionReads } from './action-ports';

/**
 * Why a function may change nothing now, in words; undefined where it may. Asked right before a call that no safeguard is
 * asked about: one that takes something back.
 */
export async function whatForbids(
  ports: Pick<ActionReads, 'readActionsSwitch'>,
  { mode }: Pick<ActingPolicy, 'mode'>,
): Promise<string | undefined> {
  if (mode === 'observe') return 'ecs-medic runs in observe mode';
  const read = await ports.readActionsSwitch();
  if (read.state === 'unavailable') return `whether actions are switched on could not be read: ${read.reason}`;
  return read.value ? undefined : SWITCHED_OFF;
}
