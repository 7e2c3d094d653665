import type { CauseId } from '../../../domain/causes/cause-id';
import { causeWords } from '../../../domain/timeline/cause-words';
import type { TimelineEntry } from '../../../domain/timeline/timeline';

/** How the stops of a cause are drawn: a letter, in a shape, in a colour. No two causes share a letter. */
export interface StopSign {
  readonly letter: string;
  readonly index: number;
}

/** Signs by cause; of a stop whose cause is not known, the sign without a cause. */
export type StopSigns = ReadonlyMap<CauseId | undefined, StopSign>;

/** A stop of normal life: a deployment, scale-in, a person. */
export const isNormalStop = ({ cause, incidentId }: TimelineEntry): boolean =>
  cause === undefined ? incidentId === undefined : causeWords(cause).kind === 'normal';

/** A, B, … for the causes of these stops and alerts, in the order in which they appear. */
export function stopSigns(entries: readonly TimelineEntry[]): StopSigns {
  const signs = new Map<CauseId | undefined, StopSign>();
  for (const entry of entries) {
    if (entry.type !== 'stop' && entry.type !== 'alert') continue;
    if (isNormalStop(entry) || signs.has(entry.cause)) continue;
    if (entry.type === 'alert' && entry.cause === undefined) continue;
    const index = [...signs.keys()].filter((cause) => cause !== undefined).length;
    signs.set(
      entry.cause,
      entry.cause === undefined ? { letter: '?', index: UNKNOWN } : { letter: letterOf(index), index },
    );
  }
  return signs;
}

const UNKNOWN = 7;

/** A, B, … Z, A2, B2, … */
const letterOf = (index: number): string =>
  `${String.fromCharCode(65 + (index % 26))}${index < 26 ? '' : Math.floor(index / 26) + 1}`;
