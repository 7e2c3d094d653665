import { valueIn } from '../read';
import type { ActionState } from './guard';

/**
 * What would help a failing service: to go back, where a deployment is under way and there is something to go back to;
 * else to stop paying for it. Where only one of them is allowed it is that one.
 */
export function chooseAction({ currentDeployment, tags }: ActionState): 'roll-back' | 'scale-to-zero' {
  const canGoBack = valueIn(currentDeployment)?.sourceTaskDefinition !== undefined;
  return canGoBack && (tags.rollBack || !tags.scaleToZero) ? 'roll-back' : 'scale-to-zero';
}
