import type { Cause } from './cause';
import { imageTagNotFound } from './image/image-tag-not-found';

/** Every cause, in the order in which equal answers are told. */
export const causes: readonly Cause[] = [
  imageTagNotFound,
];
