import { type Facts, signalOf } from '../facts';
import { valueIn } from '../read';
import { serviceOf } from './service-course';
import { startDuration } from './start-duration';

/** How long the application needs to start, against how long ECS lets the load balancer wait. All in seconds. */
export interface GraceCheck {
  readonly startsIn: number;
  readonly grace: number;
  readonly interval: number;
  readonly unhealthyThreshold: number;
  /** The moment after a task's start at which failing checks end it. */
  readonly endsAt: number;
  /** How long this task lived. */
  readonly lived?: number;
}

/** AWS's defaults of a target group of an Application Load Balancer. */
const INTERVAL = 30;
const UNHEALTHY_THRESHOLD = 2;

/**
 * Undefined where the log does not tell how long the start takes, or where the grace period covers it. Checks that fail
 * during the grace period are not counted by ECS, but the target is unhealthy when it ends.
 */
export function graceTooShort(facts: Facts): GraceCheck | undefined {
  const service = serviceOf(facts);
  if (service === undefined) return undefined;
  const up = signalOf(facts, 'listening')?.quote;
  const container = up?.origin.kind === 'log' ? up.origin.container : facts.containerDefinition?.name;
  const log = (valueIn(facts.evidence.logs) ?? []).find(
    (one) => container === undefined || one.container === container,
  );
  const startsIn = startDuration(log, up?.text);
  const group = valueIn(facts.evidence.targetGroups)?.[0];
  const interval = group?.interval ?? INTERVAL;
  const unhealthyThreshold = group?.unhealthyThreshold ?? UNHEALTHY_THRESHOLD;
  const grace = service.healthCheckGracePeriod ?? 0;
  const endsAt = Math.max(grace, interval * unhealthyThreshold);
  if (startsIn === undefined || startsIn <= endsAt) return undefined;
  const { startedAt, stoppingAt } = facts.stop ?? {};
  const lived =
    startedAt !== undefined && stoppingAt !== undefined ? Math.round((stoppingAt - startedAt) / 1000) : undefined;
  return { startsIn, grace, interval, unhealthyThreshold, endsAt, ...(lived === undefined ? {} : { lived }) };
}
