import type { Service } from '../service';
import type { ScalableTarget } from './scalable-target';

/** Another service of the same name, as far as ECS tells when they were created. */
export const isAnotherService = (
  hold: Pick<Hold, 'serviceCreatedAt'> | undefined,
  { createdAt }: Pick<Service, 'createdAt'>,
): boolean => hold?.serviceCreatedAt !== undefined && createdAt !== undefined && createdAt !== hold.serviceCreatedAt;

/** For whom a service was put to zero, and who brings it back. */
export type HoldOwner = 'incident' | 'schedule' | 'person';

/**
 * A service that we put to zero. Written once, before the change, from the very read that the decision was made on; it is
 * never overwritten while it stands, so that what ran before is not lost.
 */
export interface Hold {
  readonly owner: HoldOwner;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Desired count that was there before; greater than 0. */
  readonly remembered: number;
  /** The scalable target as it was before we suspended it; absent where there is none. */
  readonly scalableTarget?: ScalableTarget;
  /** Tells a service from another one of the same name: ECS gives no id. */
  readonly serviceCreatedAt?: number;
  /** PRIMARY deployment and task definition when it was put to zero. */
  readonly deploymentId: string;
  readonly taskDefinition?: string;
  /** Our own last good revision at that time: at zero any revision completes, so ECS forgets it. */
  readonly lastGood?: string;
  readonly incidentId?: string;
  /** Where it is, and the stack that remembers it: the commands that bring it back name them. */
  readonly region?: string;
  readonly stack?: string;
  /** Deployments at zero that people were told of, by id. */
  readonly toldDeployment?: string;
}
