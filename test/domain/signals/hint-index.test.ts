import fc from 'fast-check';
import type { Detector } from '../../../lib/domain/signals/detector';
import { indexHints } from '../../../lib/domain/signals/hint-index';

const detector = (...hints: string[]): Detector => ({ id: hints.join(), reads: ['log'], hints, detect: () => [] });

describe('indexHints', () => {
  it('finds hints at the beginning, in the middle and at the end of a text', () => {
    const index = indexHints([detector('keyerror'), detector('econnrefused'), detector('oom'), detector('absent')]);
    expect(index.detectorsFor('keyerror: connect econnrefused 10.0.0.1 oom')).toEqual([0, 1, 2]);
  });

  it('names a detector once, whichever of its hints is there', () => {
    expect(indexHints([detector('not found', 'no such')]).detectorsFor('no such file: not found')).toEqual([0]);
  });

  it('agrees with a plain search for every hint in every text', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'e', ' ', ':', 'é', '’'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'e', ' ', ':', 'é', '’'), maxLength: 120 }),
        (hints, text) => {
          const expected = hints.flatMap((hint, place) => (text.includes(hint) ? [place] : []));
          expect(indexHints(hints.map((hint) => detector(hint))).detectorsFor(text)).toEqual(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
