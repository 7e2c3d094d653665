import type { CauseKind } from '../causes/cause';
import type { CauseId } from '../causes/cause-id';
import { causes } from '../causes/index';

interface CauseWords {
  readonly title: string;
  readonly kind: CauseKind;
}

const WORDS: ReadonlyMap<string, CauseWords> = new Map(causes.map(({ id, title, kind }) => [id, { title, kind }]));

/** Title and kind of a cause; of one that a newer version stored, the id itself. */
export const causeWords = (cause: CauseId): CauseWords => WORDS.get(cause) ?? { title: cause, kind: 'unknown' };
