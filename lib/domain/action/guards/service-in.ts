import { type Deployment, primaryOf, type Service } from '../../service';
import type { ActionState } from '../guard';

/** The service that was read, where ECS knows it. */
export const serviceIn = ({ service }: Pick<ActionState, 'service'>): Service | undefined =>
  service.state === 'known' && service.value !== 'absent' ? service.value : undefined;

/** Its PRIMARY deployment. */
export function primaryIn(state: Pick<ActionState, 'service'>): Deployment | undefined {
  const service = serviceIn(state);
  return service && primaryOf(service);
}
