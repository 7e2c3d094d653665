import type { Subject } from '../domain/incident/subject';
import type { WatchState } from '../domain/incident/watch-state';
import type { Pace } from './pace';

/** What one sweep has and has seen so far. */
export interface Sweep {
  readonly pace: Pace;
  readonly watch: WatchState;
  /** When it began, milliseconds since 1970. */
  readonly startedAt: number;
  /** Keys of records that are open or watched. */
  readonly open: ReadonlySet<string>;
  readonly failing: { readonly subject: Subject; readonly what: string }[];
  readonly seen: Set<string>;
  /** Left of the rotation of this sweep. */
  rotation: number;
  cursor: string | undefined;
  visited: number;
}
