import type { CauseId } from '../domain/causes/cause-id';
import type { RedactedDiagnosis } from '../domain/diagnosis/redact-diagnosis';

/** Whom an entry is about. */
export interface Subject {
  /** Name of the service, or of the family of a task that stands alone. */
  readonly name: string;
  readonly cluster?: string;
}

/** What a person is told at one point: steps that say the same, one after the other, are one entry. */
export interface StoryEntry {
  readonly subject: Subject;
  /** Milliseconds since 1970 of the first and the last step; absent where the source tells no time. */
  readonly at?: number;
  readonly until?: number;
  /** How many steps it stands for, and whether all of them are stops of tasks. */
  readonly count: number;
  readonly unit: 'stop' | 'event';
  readonly revision?: number;
  readonly diagnosis: RedactedDiagnosis;
  /**
   * `told` in full; `again` what has been told since the service last recovered; `refers`: a general answer that an
   * earlier entry explains; `normal`: no incident.
   */
  readonly manner: 'told' | 'again' | 'refers' | 'normal';
  /** The entry that `again` and `refers` point to. */
  readonly see?: { readonly at?: number; readonly title: string; readonly causeId: CauseId };
}

export interface Story {
  readonly id: string;
  readonly source?: string;
  readonly entries: readonly StoryEntry[];
  /** Stops of which nothing at all can be said. */
  readonly unexplained: number;
  /** Values that redaction hid. */
  readonly hidden: number;
  /** Events of other sources, of kinds that nothing is done with, or unusable; with `--why` each is told. */
  readonly leftAlone: readonly { readonly index: number; readonly because: string }[];
}

/** Entries that tell of an incident. */
export const incidentsOf = (story: Story): number => story.entries.filter(({ manner }) => manner === 'told').length;
