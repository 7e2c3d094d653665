import type { Evidence } from '../domain/evidence';
import { patienceWith, silenceOf } from '../domain/incident/observe-service';
import { DEFAULT_THRESHOLDS } from '../domain/incident/thresholds';
import type { Service } from '../domain/service';
import type { Step } from './step';
import { isRecovery } from './worst';

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
    if (silenceOf({ service, targetHealth: evidence.targetHealth }) !== 'no-healthy-target') {
      this.#since.delete(key);
      this.#told.delete(key);
      return false;
    }
    if (this.#told.has(key) || this.#explained.has(key)) return false;
    const since = this.#since.get(key) ?? at;
    if (at !== undefined && since !== undefined) {
      this.#since.set(key, since);
      const { targetGroups } = evidence;
      if (at - since < patienceWith('no-healthy-target', { service, targetGroups }, DEFAULT_THRESHOLDS)) return false;
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
