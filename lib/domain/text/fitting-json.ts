import { cutTexts, type Measure } from './cut-texts';

/** From what hardly ever cuts anything to what still leaves names and ARNs whole. */
const MEASURES: readonly Measure[] = [
  { longestText: 4096, longestList: 1000 },
  { longestText: 1024, longestList: 200 },
  { longestText: 640, longestList: 50 },
  { longestText: 640, longestList: 12 },
  { longestText: 640, longestList: 4 },
];

/** Bytes of a text in UTF-8. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Plain data as JSON that takes at most so many bytes, cut no further than that needs. Throws a RangeError where even
 * the shortest form is too large.
 */
export function fittingJson(value: unknown, mostBytes: number): string {
  let bytes = 0;
  for (const measure of MEASURES) {
    const json = JSON.stringify(cutTexts(value, measure));
    bytes = byteLength(json);
    if (bytes <= mostBytes) return json;
  }
  throw new RangeError(`expected data that can be cut to ${mostBytes} bytes of JSON, got ${bytes} bytes after cutting`);
}
