import fc from 'fast-check';
import { jsonValues, type Piece } from '../../lib/cli/input/json-values';
import { linesOf } from '../../lib/cli/input/lines';

async function* chunked(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size = 7, longest = 1_000_000): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  for await (const piece of jsonValues(linesOf(chunked(text, size), longest))) pieces.push(piece);
  return pieces;
}

const values = (pieces: readonly Piece[]): readonly unknown[] =>
  pieces.flatMap((piece) => ('value' in piece ? [piece.value] : []));

/** As JSON would have it: -0 is 0 and the keys are plain. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });

describe('jsonValues', () => {
  it('reads objects one a line, pretty-printed, on one line, and with commas between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(object, { maxLength: 5 }),
        fc.constantFrom('\n', '\r\n', '\n\n', ' ', '', ',\n'),
        fc.constantFrom(0, 2),
        fc.integer({ min: 1, max: 50 }),
        async (all, between, indent, size) => {
          const text = all.map((one) => JSON.stringify(one, null, indent)).join(between);
          expect(values(await read(text, size))).toEqual(all.map(plain));
        },
      ),
    );
  });

  it('reads every whole line beside one that is cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(object, object, fc.double({ min: 0.01, max: 0.99, noNaN: true }), async (good, bad, part) => {
        const line = JSON.stringify({ id: 'bad', bad });
        const cut = line.slice(0, Math.max(1, Math.floor(line.length * part)));
        const whole = JSON.stringify({ id: 'good', good });
        const pieces = await read(`${whole}\n${cut}\n${whole}\n${whole}\n`);
        const expected = plain({ id: 'good', good });
        expect(values(pieces)).toEqual([expected, expected, expected]);
        expect(pieces.flatMap((piece) => ('error' in piece ? [piece.line] : []))).toEqual([2]);
      }),
    );
  });

  it('never throws, whatever the text', async () => {
    const text = fc.array(
      fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '\n', '\r', ' ', '1', 'true', '{"a":1}', '\u0000', 'é'),
    );
    await fc.assert(
      fc.asyncProperty(text, async (parts) => {
        for (const piece of await read(parts.join(''))) expect(piece.line).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('tells of a line that is too long and reads the next', async () => {
    const pieces = await read(`{"a":"${'x'.repeat(500)}"}\n{"b":1}\n`, 64, 100);
    expect(pieces.map((piece) => ('error' in piece ? piece.line : piece.value))).toEqual([1, { b: 1 }]);
  });
});
