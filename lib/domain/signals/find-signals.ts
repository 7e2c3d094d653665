import type { Passage } from '../text/passage';
import { type Detector, readsOf } from './detector';
import { type HintIndex, indexHints } from './hint-index';
import type { Signal } from './signal';

const indexes = new WeakMap<readonly Detector[], HintIndex>();

/** All signals of some passages, in their order. */
export function findSignals(passages: readonly Passage[], detectors: readonly Detector[]): readonly Signal[] {
  const index = indexes.get(detectors) ?? indexHints(detectors);
  indexes.set(detectors, index);
  return passages.flatMap((passage) => {
    const reads = readsOf(passage);
    return index.detectorsFor(passage.lower).flatMap((place) => {
      const detector = detectors[place];
      if (detector === undefined || (reads !== undefined && !detector.reads.includes(reads))) return [];
      return detector.detect(passage);
    });
  });
}
