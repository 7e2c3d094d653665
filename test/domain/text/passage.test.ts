import { normaliseLine } from '../../../lib/domain/text/normalise';
import { logPassage, passageOf, quoteOf } from '../../../lib/domain/text/passage';

const log = { kind: 'log', container: 'app' } as const;

describe('normaliseLine', () => {
  it.each([
    ['\u001b[31mError\u001b[0m: boom', 'Error: boom'],
    ['\u001b]0;title\u0007text', 'text'],
    ['\u001b]52;c;aGk=\u0007text', 'text'],
    ['\u009b31mred', 'red'],
    ['pass\u0008\u0008word', 'password'],
    ['a\u202eb\u2066c\u200bd\ufeff', 'abcd'],
    ['nul\u0000 byte', 'nul byte'],
    ['tab\tstays', 'tab\tstays'],
    ['line\u2028separator', 'line separator'],
    ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
    ['pair 🚑 stays', 'pair 🚑 stays'],
  ])('reads %j as %j', (raw, text) => {
    expect(normaliseLine(raw)).toBe(text);
  });

  it('bounds a line of a megabyte and keeps both ends', () => {
    const line = normaliseLine(`start${'x'.repeat(1_000_000)}end`);
    expect(line.length).toBeLessThan(17_000);
    expect(line).toMatch(/^start.*end$/);
  });
});

describe('passages', () => {
  it('splits a reason at line feeds and carriage returns', () => {
    expect(passageOf({ kind: 'task-reason' }, 'one\ntwo\r\nthree\rfour').lines.map(({ text }) => text)).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
  });

  it('reads message and stack out of a line of JSON, and remembers the line', () => {
    const json = JSON.stringify({
      level: 'error',
      message: 'Boot failed',
      err: { message: 'KeyError', stack: "KeyError: 'X'\n  at main" },
    });
    const { lines } = logPassage(log, [json]);
    expect(lines.map(({ text }) => text)).toEqual(['Boot failed', "KeyError: 'X'", '  at main']);
    expect(lines.every(({ source }) => source === json)).toBe(true);
  });

  it('leaves a line alone that only looks like JSON', () => {
    expect(logPassage(log, ['{ broken }']).lines).toEqual([{ text: '{ broken }', source: '{ broken }' }]);
  });

  it('keeps head and tail of a long log', () => {
    const { lines } = logPassage(
      log,
      Array.from({ length: 10_000 }, (_, index) => `line ${index}`),
    );
    expect(lines[0]?.text).toBe('line 0');
    expect(lines.at(-1)?.text).toBe('line 9999');
    expect(lines.length).toBeLessThanOrEqual(400);
  });
});

describe('quoteOf', () => {
  it('quotes the piece', () => {
    expect(
      quoteOf({ text: 'x: exec format error', source: 'x: exec format error' }, 'exec format error', log)?.text,
    ).toBe('exec format error');
  });

  it('quotes the longest part that stands in a line of JSON with escapes', () => {
    const source = '{"message":"Set the \\"SECRET_KEY\\" environment variable please"}';
    expect(
      quoteOf(
        { text: 'Set the "SECRET_KEY" environment variable please', source },
        'Set the "SECRET_KEY" environment variable please',
        log,
      )?.text,
    ).toBe('environment variable please');
  });

  it('has no quote of less than eight characters', () => {
    expect(quoteOf({ text: 'Killed', source: 'Killed' }, 'Killed', log)).toBeUndefined();
  });
});
