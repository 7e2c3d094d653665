import type { Service } from '../service';
import type { TargetGroup } from '../target-group';
import type { CheckedDefinition } from './checked-definition';
import type { Finding } from './finding';

/** What else is known of the deployment. Nothing of it has to be. */
export interface CheckContext {
  /** The revision that it will replace. */
  readonly previous?: CheckedDefinition;
  readonly service?: Service;
  readonly targetGroups: readonly TargetGroup[];
  /** The port that the load balancer or the clients ask for. */
  readonly targetPort?: number;
  /** Where it will be deployed. */
  readonly region?: string;
  /** The service runs on Fargate, whatever the definition says. */
  readonly onFargate: boolean;
}

/** Pure and total: no clock, no AWS, no throw. */
export type CheckRule = (checked: CheckedDefinition, context: CheckContext) => readonly Finding[];

/** Whether it has to hold to Fargate's rules. `compatibilities` lists what it could run on, and binds nothing. */
export const isForFargate = ({ definition }: CheckedDefinition, { onFargate }: CheckContext): boolean =>
  onFargate || definition.requiresFargate;

/** All containers share one network, or the host's: a container's port is the port of the task. */
export const sharesNetwork = (checked: CheckedDefinition, context: CheckContext): boolean =>
  isForFargate(checked, context) || ['awsvpc', 'host'].includes(checked.definition.networkMode ?? '');
