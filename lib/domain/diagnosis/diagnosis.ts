import type { Cause, Confidence, Finding, Unchecked } from '../causes/cause';
import type { DefinitionChanges } from '../definition/diff-definitions';
import type { Signal } from '../signals/signal';

/** The best explanation of a symptom, and what else was considered. */
export interface Diagnosis extends Finding {
  readonly cause: Cause;
  /** The container that failed, where one did. */
  readonly container?: string;
  readonly exitCode?: number;
  readonly changes?: DefinitionChanges;
  /** What else it could be, best first, without what the cause supersedes. */
  readonly alternatives: readonly Candidate[];
  readonly unchecked: readonly Unchecked[];
  /** How it was reached, for `--why`. */
  readonly reasoning: Reasoning;
}

export interface Candidate {
  readonly cause: Cause;
  readonly finding: Finding;
}

export interface Reasoning {
  readonly signals: readonly Signal[];
  readonly superseded: readonly { readonly candidate: Candidate; readonly by: Cause }[];
  /** Causes whose rule failed on this symptom: faults of ours, to be reported. */
  readonly faults: readonly { readonly cause: string; readonly error: string }[];
}

const WEIGHT: Readonly<Record<Confidence, number>> = { certain: 3, likely: 2, possible: 1 };

export const weightOf = (confidence: Confidence): number => WEIGHT[confidence];
