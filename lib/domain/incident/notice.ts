import type { Severity } from './incident';
import type { Subject } from './subject';

/**
 * Something to tell that is no incident: a release that was deployed at zero tasks, a schedule that could not be followed,
 * a tag that cannot be read, actions that were frozen. Told once, in a message of its own that nothing edits.
 */
export interface Notice {
  /** Unique: made of what it tells, so that the same thing is told once. */
  readonly noticeId: string;
  readonly at: number;
  /** Absent where it is about the whole deployment. */
  readonly subject?: Subject;
  readonly severity: Severity;
  /** What is so, without the service's name: `your release is deployed at 0 tasks`. */
  readonly title: string;
  /** A sentence each. */
  readonly lines: readonly string[];
  /** Commands to paste. */
  readonly commands: readonly string[];
}
