import type { Rules } from '../domain/diagnosis/diagnose';
import type { Thresholds } from '../domain/incident/thresholds';

/** What a deployed responder was set to. */
export interface WatchPolicy {
  readonly thresholds: Thresholds;
  /** Names of the clusters to watch; `*` for all. */
  readonly clusters: '*' | readonly string[];
}

/** The same for a function that diagnoses. */
export interface ResponderPolicy extends WatchPolicy {
  readonly rules: Rules;
}

export const watches = ({ clusters }: WatchPolicy, cluster: string): boolean =>
  clusters === '*' || clusters.includes(cluster);
