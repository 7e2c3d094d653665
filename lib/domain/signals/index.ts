import type { Detector } from './detector';
import { pullTag } from './image/pull-tag';

/** Every detector, in no order that matters. */
export const detectors: readonly Detector[] = [
  pullTag,
];
