import type { Detector } from './detector';

/** Detectors by the hints that a text has; finds them in one pass over the text, however many hints there are. */
export interface HintIndex {
  /** Places of the detectors of which the lower-case text has at least one hint, in order. */
  detectorsFor(lower: string): readonly number[];
}

interface Entry {
  readonly hint: string;
  /** Where in the hint its rarest four characters begin. */
  readonly offset: number;
  readonly detector: number;
}

const GRAM = 4;
const BUCKETS = 1 << 14;
/** Frequent characters of logs, most frequent first: hints are looked up by the four characters that are least so. */
const FREQUENT = ' etaoinsrlcdupmfh0123456789.:/-_gybvwk\'"';

/**
 * Every hint is filed under a hash of four of its characters. A text is walked once; only where four of its
 * characters hash to a filed bucket is a hint compared. A hint shorter than four characters is looked for by itself.
 */
export function indexHints(detectors: readonly Detector[]): HintIndex {
  const buckets: Entry[][] = [];
  const filed = new Uint8Array(BUCKETS);
  const brief: Entry[] = [];
  detectors.forEach(({ hints }, detector) => {
    for (const hint of hints) {
      const offset = rarestGram(hint);
      if (hint.length < GRAM) {
        brief.push({ hint, offset: 0, detector });
        continue;
      }
      const bucket = hashAt(hint, offset);
      filed[bucket] = 1;
      const entries = buckets[bucket] ?? [];
      entries.push({ hint, offset, detector });
      buckets[bucket] = entries;
    }
  });
  return { detectorsFor: (lower) => lookUp(lower, { buckets, filed, brief, count: detectors.length }) };
}

interface Filing {
  readonly buckets: readonly (readonly Entry[])[];
  readonly filed: Uint8Array;
  readonly brief: readonly Entry[];
  readonly count: number;
}

function lookUp(lower: string, { buckets, filed, brief, count }: Filing): readonly number[] {
  const found = new Uint8Array(count);
  const last = lower.length - GRAM;
  for (let at = 0; at <= last; at++) {
    const bucket = hashAt(lower, at);
    if (filed[bucket] === 1) compare(lower, at, buckets[bucket], found);
  }
  for (const { hint, detector } of brief) if (found[detector] === 0 && lower.includes(hint)) found[detector] = 1;
  const places: number[] = [];
  for (let place = 0; place < count; place++) if (found[place] === 1) places.push(place);
  return places;
}

function compare(lower: string, at: number, entries: readonly Entry[] | undefined, found: Uint8Array): void {
  for (const { hint, offset, detector } of entries ?? [])
    if (found[detector] === 0 && lower.startsWith(hint, at - offset)) found[detector] = 1;
}

/** Of the characters' low bits: lower-case ASCII differs in them. */
const hashAt = (text: string, at: number): number =>
  (text.charCodeAt(at) * 0x1f35 +
    text.charCodeAt(at + 1) * 0x3a7 +
    text.charCodeAt(at + 2) * 0x61 +
    text.charCodeAt(at + 3)) &
  (BUCKETS - 1);

function rarestGram(hint: string): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at <= hint.length - GRAM; at++) {
    const frequency = [...hint.slice(at, at + GRAM)].reduce((sum, character) => {
      const rank = FREQUENT.indexOf(character);
      return sum + (rank < 0 ? 0 : FREQUENT.length - rank);
    }, 0);
    if (frequency < least) [best, least] = [at, frequency];
  }
  return best;
}
