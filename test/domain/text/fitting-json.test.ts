import fc from 'fast-check';
import { cutTexts } from '../../../lib/domain/text/cut-texts';
import { byteLength, fittingJson } from '../../../lib/domain/text/fitting-json';

it('leaves what is small as it is', () => {
  const value = { a: ['ü', 1, null, true, { b: '🚀' }] };
  expect(JSON.parse(fittingJson(value, 1000))).toEqual(value);
});

it('cuts texts and lists only as far as is needed, and keeps the form', () => {
  const value = { lines: Array.from({ length: 300 }, () => 'x'.repeat(2000)), name: 'web', stops: 3 };
  const cut = JSON.parse(fittingJson(value, 250_000));
  expect(cut).toMatchObject({ name: 'web', stops: 3 });
  expect(cut.lines).toHaveLength(200);
  expect(cut.lines[0]).toBe(`${'x'.repeat(1023)}…`);
});

it('says so where even the shortest form is too large', () => {
  const value = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key-${index}`, 'x'.repeat(640)]));
  expect(() => fittingJson(value, 10_000)).toThrow(/expected data that can be cut to 10000 bytes of JSON, got \d{6}/);
});

it('never cuts within a pair, and never makes a text longer', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 2, max: 30 }),
      (text, longestText) => {
        const cut = String(cutTexts(text, { longestText, longestList: 1 }));
        expect(cut.length).toBeLessThanOrEqual(longestText);
        expect(byteLength(cut)).toBe(Buffer.byteLength(cut));
        expect(cut).toBe(Buffer.from(cut).toString());
      },
    ),
  );
});
