import type { Evidence } from '../domain/evidence';
import { valueIn } from '../domain/read';
import type { Service } from '../domain/service';
import type { Step } from './step';
import { isRecovery } from './worst';

/** Seconds; ECS and the load balancers use them where nothing else is set. */
const DEFAULT_INTERVAL = 30;
const DEFAULT_THRESHOLD = 2;

/** Remembers since when services have had no healthy target, so that a start is not taken for a failure. */
export class Silence {
  readonly #since = new Map<string, number>();
  readonly #told = new Set<string>();
  readonly #explained = new Set<string>();

  /**
   * Whether a look at a service shows a failure that no stop tells of: a load balancer, tasks wanted, and no healthy
   * target for 2 × (interval × threshold) + grace. Told once, until a target is healthy again. `at` is undefined where
   * nothing tells the time; then what is seen counts.
   */
  isFailing(service: Service, evidence: Evidence, at: number | undefined): boolean {
    const key = `${service.cluster}/${service.name}`;
    if (!hasNoHealthyTarget(service, evidence)) {
      this.#since.delete(key);
      this.#told.delete(key);
      return false;
    }
    if (this.#told.has(key) || this.#explained.has(key)) return false;
    const since = this.#since.get(key) ?? at;
    if (at !== undefined && since !== undefined) {
      this.#since.set(key, since);
      if (at - since < patience(service, evidence)) return false;
    }
    this.#told.add(key);
    return true;
  }

  /** What was heard of a service: until it recovers, a stop explains why no target is healthy. */
  hear({ subject, symptom, diagnosis }: Step): void {
    this.#since.delete(subject);
    if (symptom.kind === 'stop' && diagnosis !== undefined && diagnosis.cause.kind !== 'normal')
      this.#explained.add(subject);
    if (isRecovery(symptom)) this.#explained.delete(subject);
  }
}

function hasNoHealthyTarget(service: Service, evidence: Evidence): boolean {
  const targets = valueIn(evidence.targetHealth);
  if (service.desiredCount === 0 || service.loadBalancers.length === 0 || targets === undefined) return false;
  return !targets.some(({ state }) => state === 'healthy');
}

/** Milliseconds. */
function patience(service: Service, evidence: Evidence): number {
  const checks = (valueIn(evidence.targetGroups) ?? []).map(
    ({ interval = DEFAULT_INTERVAL, unhealthyThreshold = DEFAULT_THRESHOLD }) => interval * unhealthyThreshold,
  );
  const slowest = Math.max(DEFAULT_INTERVAL * DEFAULT_THRESHOLD, ...checks);
  return (2 * slowest + (service.healthCheckGracePeriod ?? 0)) * 1000;
}
