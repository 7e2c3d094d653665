import type { CauseId } from '../../../domain/causes/cause-id';
import type { TimelineEntry } from '../../../domain/timeline/timeline';
import { causeTitle } from '../cause-title';
import type { StopSign, StopSigns } from './stop-signs';
import { isNormalStop } from './stop-signs';

/** What a sign means, and how many stops it stands for. Undefined sign: stops of normal life. */
export interface LegendItem {
  readonly sign: StopSign | undefined;
  readonly words: string;
  readonly count: number;
}

/** The signs of these stops and of the alerts: the causes as they appeared, then the normal ones. */
export function legendItems(entries: readonly TimelineEntry[], signs: StopSigns): readonly LegendItem[] {
  const failed = new Map<CauseId | undefined, number>();
  let normal = 0;
  for (const entry of entries) {
    if (entry.type !== 'stop') continue;
    if (isNormalStop(entry)) normal += entry.count;
    else failed.set(entry.cause, (failed.get(entry.cause) ?? 0) + entry.count);
  }
  return [
    ...[...signs].map(([cause, sign]) => ({ sign, words: wordsOf(cause, entries), count: failed.get(cause) ?? 0 })),
    ...(normal === 0 ? [] : [{ sign: undefined, words: 'no failure: a deployment, scaling, a person', count: normal }]),
  ];
}

/** What the diagnosis says, where all of this cause say the same; else what the cause is called. */
function wordsOf(cause: CauseId | undefined, entries: readonly TimelineEntry[]): string {
  if (cause === undefined) return 'cause not known';
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  const said = entries.flatMap((entry) =>
    entry.type === 'diagnosis' && entry.cause === cause && !corrected.has(entry.entryId)
      ? [entry.title.replace(/^The cause is known(?: better)?: /, '')]
      : [],
  );
  const [first] = said;
  return first !== undefined && said.every((one) => one === first) ? first : causeTitle(cause);
}
