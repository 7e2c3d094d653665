import type { Rules } from '../domain/diagnosis/diagnose';
import type { Thresholds } from '../domain/incident/thresholds';

/** What a deployed responder was set to. */
export interface ResponderPolicy {
  readonly thresholds: Thresholds;
  /** Names of the clusters to watch; `*` for all. */
  readonly clusters: '*' | readonly string[];
  readonly rules: Rules;
}

export const watches = ({ clusters }: ResponderPolicy, cluster: string): boolean =>
  clusters === '*' || clusters.includes(cluster);
