import { OBSERVES, offBy } from '../domain/action/guards/allowing';
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
  return mode === 'observe' ? OBSERVES : offBy(await ports.readActionsSwitch());
}
