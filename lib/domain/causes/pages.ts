import type { CausePage } from './cause';
import type { CauseId } from './cause-id';
import { page as imageTagNotFound } from './image/image-tag-not-found';

/** The page of every cause. Only commands and generators import this: it is no part of what runs in a Lambda. */
export const pages: Readonly<Partial<Record<CauseId, CausePage>>> = {
  'image-tag-not-found': imageTagNotFound,
};
