import { shortHash } from '../../../domain/text/short-hash';
import type { TimelineEntry } from '../../../domain/timeline/timeline';

/** The id of each entry's element, in their order: made of what happened, so that a link holds in the next export too. */
export function entryAnchors(entries: readonly TimelineEntry[]): readonly string[] {
  const taken = new Map<string, number>();
  return entries.map(({ entryId, type }) => {
    const anchor = `${type}-${shortHash(entryId)}`;
    const count = (taken.get(anchor) ?? 0) + 1;
    taken.set(anchor, count);
    return count === 1 ? anchor : `${anchor}-${count}`;
  });
}
