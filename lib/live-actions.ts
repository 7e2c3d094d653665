import type { ActionCalls, ActionReads } from './app/action-ports';
import { actionCalls } from './aws/action-calls';
import { actionReads } from './aws/action-reads';
import {
  applicationAutoScalingClient,
  type ClientOptions,
  ecsClient,
  elasticLoadBalancingClient,
  ssmClient,
} from './aws/clients';

export interface LiveActionsOptions {
  /** Default: that of the environment, or of the profile. */
  readonly region?: string;
}

/**
 * What a person's credentials let them read and change of a service, with or without a deployed stack. The switch that
 * stops the functions does not stop a person.
 */
export function openActions({ region }: LiveActionsOptions = {}): ActionReads & ActionCalls {
  // A person waits, and may be far from the Region.
  const patient: ClientOptions = {
    requestTimeout: 20_000,
    connectionTimeout: 5_000,
    ...(region === undefined ? {} : { region }),
  };
  // A call that changes something is sent once: only a read can tell what one without an answer did.
  const once: ClientOptions = { ...patient, maxAttempts: 1 };
  return {
    ...actionReads({
      ecs: ecsClient(patient),
      elasticLoadBalancing: elasticLoadBalancingClient(patient),
      applicationAutoScaling: applicationAutoScalingClient(patient),
      ssm: ssmClient(patient),
    }),
    ...actionCalls({ ecs: ecsClient(once), applicationAutoScaling: applicationAutoScalingClient(once) }),
  };
}
