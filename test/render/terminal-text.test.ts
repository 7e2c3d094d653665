import fc from 'fast-check';
import { redactDiagnosis } from '../../lib/domain/diagnosis/redact-diagnosis';
import { nearestIds } from '../../lib/render/nearest-ids';
import { cellsOf, cutCells, wrapWords } from '../../lib/render/terminal/cells';
import { harmless, jsonLine } from '../../lib/render/terminal/harmless';
import { markdownText } from '../../lib/render/terminal/markdown-text';
import { colourPaint, plainPaint } from '../../lib/render/terminal/paint';
import { clockOf, dayOf, durationOf } from '../../lib/render/words';
import { missingSettings } from './example-story';

const HARMFUL = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

describe('harmless', () => {
  it('shows what could steer a terminal', () => {
    expect(harmless('a\u001b[31mb\u0007\u009b\rc\td\u202ee')).toBe('a\\x1b[31mb\\x07\\x9b\\x0dc  d\\u{202e}e');
  });

  it('leaves nothing harmful in any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !HARMFUL.test(harmless(text))));
  });

  it('keeps a few combining marks, not a thousand', () => {
    expect(harmless(`e${'\u0301'.repeat(1000)}`)).toBe(`e${'\u0301'.repeat(4)}`);
  });

  it('is JSON that reads back to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const line = jsonLine(value);
        expect(line).not.toMatch(HARMFUL);
        expect(JSON.stringify(JSON.parse(line))).toBe(JSON.stringify(value));
      }),
    );
  });
});

describe('wrapWords', () => {
  it('counts wide characters as two cells and combining ones as none', () => {
    expect([cellsOf('abc'), cellsOf('日本'), cellsOf('e\u0301'), cellsOf('🚀')]).toEqual([3, 4, 1, 2]);
    expect(wrapWords('日本語 日本語', 8)).toEqual(['日本語', '日本語']);
    expect(cutCells('日本語', 5)).toBe('日本…');
  });

  it('breaks long words but no address', () => {
    expect(wrapWords('aaaaaaaa b', 5)).toEqual(['aaaaa', 'aaa b']);
    expect(wrapWords('see https://example.com/long', 10)).toEqual(['see', 'https://example.com/long']);
  });

  it('loses no character and keeps every line within the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 40 }), (text, width) => {
        fc.pre(!/https?:/.test(text));
        const lines = wrapWords(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(cellsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('markdownText', () => {
  it('shows headings, steps, code and addresses plainly', () => {
    const text = markdownText(
      { width: 60, paint: plainPaint },
      "# Title\n\n## Fix\n\n1. Run `aws ecs wait`.\n2. See [the page](https://example.com) or <https://example.org>.\n\n```text\nKeyError: 'A_B'\n```\n\n**bold** and A\\_B\n",
    );
    expect(text.split('\n')).toEqual([
      'Title',
      '',
      'FIX',
      '',
      '  1. Run `aws ecs wait`.',
      '  2. See the page (https://example.com) or',
      '     https://example.org.',
      '',
      "    KeyError: 'A_B'",
      '',
      'bold and A_B',
      '',
    ]);
  });

  it('paints code instead of quoting it when there is colour', () => {
    expect(markdownText({ width: 60, paint: colourPaint }, 'Run `this`.')).toBe('Run \u001b[36mthis\u001b[39m.');
    expect(markdownText({ width: 20, paint: colourPaint }, 'Run `one two three four five`.')).toBe(
      'Run \u001b[36mone two three\u001b[39m\n\u001b[36mfour five\u001b[39m.',
    );
  });
});

describe('words', () => {
  it('tells times in UTC and durations by their size', () => {
    const at = Date.UTC(2026, 0, 5, 7, 3);
    expect([clockOf(at), dayOf(at)]).toEqual(['07:03', 'Mon 5 Jan 2026']);
    expect([45_000, 240_000, 7_800_000, 7_200_000, 270_000_000, -5].map(durationOf)).toEqual([
      '45 s',
      '4 min',
      '2 h 10 min',
      '2 h',
      '3 d 3 h',
      '0 s',
    ]);
  });

  it('tells an impossible time without failing', () => {
    expect(clockOf(1e300)).toMatch(/^[\d:+-]/);
  });
});

describe('nearestIds', () => {
  it('puts the id that was meant first', () => {
    const ids = ['out-of-memory', 'image-not-found', 'exit-missing-configuration', 'exit-missing-file'];
    expect(nearestIds('out-of-memroy', ids)[0]).toBe('out-of-memory');
    expect(nearestIds('missing-configuration', ids)[0]).toBe('exit-missing-configuration');
  });
});

describe('redactDiagnosis', () => {
  const password = ['p', '4ss', 'w0rdX'].join('');
  const url = `postgres://app:${password}@db.internal/orders`;

  it('hides secrets in every text and counts a repeated one once', () => {
    const { diagnosis, hidden } = redactDiagnosis({
      ...missingSettings,
      summary: `The application could not reach ${url}.`,
      next: `Check ${url} now.`,
      quotes: [{ text: url, origin: { kind: 'log', container: 'app' } }],
      notes: [url],
      chain: ['exit code 1', url],
      command: `psql ${url}`,
      unchecked: [{ what: 'the log', reason: url }],
    });
    expect(JSON.stringify(diagnosis)).not.toContain(password);
    expect(diagnosis.quotes[0]?.text).toContain('[redacted:');
    expect(diagnosis.quotes[0]?.text).toContain('db.internal/orders');
    expect(hidden).toBe(4);
  });

  it('leaves names of variables and the rest as they are', () => {
    const { diagnosis, hidden } = redactDiagnosis(missingSettings);
    expect(diagnosis.variables).toEqual(['APP_NAME', 'ENVIRONMENT', 'SECRET_KEY']);
    expect([diagnosis.summary, diagnosis.next, diagnosis.chain]).toEqual([
      missingSettings.summary,
      missingSettings.next,
      missingSettings.chain,
    ]);
    expect(hidden).toBe(0);
  });
});
