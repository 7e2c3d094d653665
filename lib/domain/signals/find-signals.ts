import type { Passage } from '../text/passage';
import { type Detector, readsOf } from './detector';
import { type HintIndex, indexHints } from './hint-index';
import type { Signal } from './signal';

const indexes = new WeakMap<readonly Detector[], HintIndex>();

/** All signals of some passages, in their order. */
export function findSignals(passages: readonly Passage[], detectors: readonly Detector[]): readonly Signal[] {
  const index = indexes.get(detectors) ?? indexHints(detectors);
  indexes.set(detectors, index);
  const signals: Signal[] = [];
  for (const passage of passages) {
    const reads = readsOf(passage);
    for (const place of index.detectorsFor(passage.lower)) {
      const detector = detectors[place];
      if (detector !== undefined && (reads === undefined || detector.reads.includes(reads)))
        signals.push(...detector.detect(passage));
    }
  }
  return signals;
}
