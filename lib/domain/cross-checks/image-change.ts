import { changeKey, type DefinitionChange, type DefinitionChanges } from '../definition/diff-definitions';

/** That the image of a container changed since the last good revision. */
export interface ImageChange {
  readonly change: DefinitionChange;
  readonly key: string;
  /** Nothing else changed. */
  readonly alone: boolean;
  readonly sentence: string;
}

export function imageChange(changes: DefinitionChanges | undefined, container: string): ImageChange | undefined {
  const change = changes?.changes.find((one) => one.field === 'image' && one.container === container);
  if (changes === undefined || change === undefined) return undefined;
  const alone = changes.changes.length === 1;
  const since = changes.from.revision === undefined ? 'the revision before' : `revision ${changes.from.revision}`;
  const good = changes.basis === 'completed' ? ', which was deployed completely' : '';
  return {
    change,
    key: changeKey(change),
    alone,
    sentence: `${alone ? 'Only the image' : 'The image'} of ${container} changed since ${since}${good}: it was ${change.before ?? 'not set'}.`,
  };
}
