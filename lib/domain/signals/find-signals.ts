import type { Passage } from '../text/passage';
import { type Detector, readsOf } from './detector';
import type { Signal } from './signal';

/** All signals of some passages, in their order. */
export const findSignals = (passages: readonly Passage[], detectors: readonly Detector[]): readonly Signal[] =>
  passages.flatMap((passage) => {
    const reads = readsOf(passage);
    return detectors.flatMap((detector) => {
      if (reads !== undefined && !detector.reads.includes(reads)) return [];
      return detector.hints.some((hint) => passage.lower.includes(hint)) ? detector.detect(passage) : [];
    });
  });
