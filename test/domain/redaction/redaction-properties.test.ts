import fc from 'fast-check';
import { redact, redactLines } from '../../../lib/domain/redaction/redact';
import { PLACED_FORMS, TOKEN_FORMS } from './secret-samples';
import { seededRandom } from './seeded-random';

const random = seededRandom(7);
const SECRETS = [...TOKEN_FORMS, ...PLACED_FORMS].map((form) => {
  const secret = form.secret(random);
  return form.written?.(secret) ?? secret;
});
const PIECES = [
  ...['password', 'token', 'secret: ', 'api_key=', 'DB_PASSWORD=', '--token ', 'Cookie: ', 'Authorization: Bearer '],
  ...[
    '"',
    "'",
    '\\"',
    '\\\\',
    '[',
    ']',
    '{',
    '}',
    '(',
    ')',
    '<',
    '>',
    ':',
    '=',
    ',',
    ';',
    '&',
    '@',
    '://',
    '\n',
    ' ',
    '%22',
    '%3D',
  ],
  ...[
    '[redacted:password]',
    '[redacted:',
    'undefined',
    'arn:aws:',
    'required',
    '-----BEGIN ',
    'eyJ',
    '\ud800',
    'İ',
    '\0',
    'a1B2c3D4e5',
  ],
];
const hostile = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
      fc.constantFrom(...SECRETS),
      fc.string({ maxLength: 6 }),
    ),
    {
      maxLength: 24,
    },
  )
  .map((pieces) => pieces.join(''));

/** The text cut at its placeholders. */
const kept = (text: string) => text.split(/\[redacted:[a-z0-9-]{1,40}\]/);

/** Whether the pieces stand in the text in their order. */
function inOrder(pieces: readonly string[], text: string): boolean {
  let from = 0;
  return pieces.every((piece) => {
    const at = text.indexOf(piece, from);
    from = at + piece.length;
    return at !== -1;
  });
}

test('redacting twice changes nothing more', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const once = redact(text).text;
      expect(redact(once)).toEqual({ text: once, hidden: 0 });
    }),
    { seed: 1, numRuns: 1500 },
  );
});

test('redacting lines twice changes nothing more, and the lines stay as many', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 6 }), (lines) => {
      const once = redactLines(lines).lines;
      expect(once.length).toBe(lines.length);
      expect(redactLines(once)).toEqual({ lines: once, hidden: 0 });
    }),
    { seed: 2, numRuns: 500 },
  );
});

test('whatever is not replaced stays byte for byte and in its order', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { text: output, hidden } = redact(text);
      expect(inOrder(kept(output), text)).toBe(true);
      expect(output === text).toBe(hidden === 0);
    }),
    { seed: 3, numRuns: 1500 },
  );
});

test('any text at all is read without a throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(typeof redact(text).text).toBe('string');
    }),
    { seed: 4, numRuns: 1000 },
  );
});
