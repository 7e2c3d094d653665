import type { CauseId } from '../causes/cause-id';
import type { FindingId } from './finding-id';

/** `error`: no task starts, or it breaks soon. `warning`: it may work, and has broken others. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong with a task definition. Texts are raw: they may hold what the definition holds. */
export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly container?: string;
  /** One sentence: what is wrong, with the names of this definition. */
  readonly what: string;
  /** Why that breaks. */
  readonly why: string;
  /** What to do, as a sentence. */
  readonly fix: string;
  /** A shell command that helps. */
  readonly command?: string;
  /** A piece of JSON as the definition should have it. */
  readonly snippet?: string;
  /** The cause that such a task stops with, where there is one. */
  readonly cause?: CauseId;
}

/** A piece of a definition, indented as people write it. */
export const snippetOf = (value: unknown): string => JSON.stringify(value, null, 2);
