/** What the sweep remembers between its runs. */
export interface WatchState {
  readonly schema: 1;
  readonly version: number;
  /** When the first sweep ended; until then what fails is told in one message. */
  readonly startedAt?: number;
  /** Id of that message, until it is known to be published. */
  readonly owed?: string;
  readonly sweptAt?: number;
  /** Services that the last sweep saw. */
  readonly services?: number;
  /** Where the rotation through healthy services goes on: the key of the last one whose targets were looked at. */
  readonly cursor?: string;
}

export const newWatchState = (): WatchState => ({ schema: 1, version: 0 });
