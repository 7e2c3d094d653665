import { redact, redactLines } from '../../../lib/domain/redaction/redact';
import { PLACED_FORMS, type SecretForm, TOKEN_FORMS } from './secret-samples';
import { type SeededRandom, seededRandom } from './seeded-random';

const VALUES_PER_CELL = 12;
const WINDOW = 8;

type Carrier = (text: string, secret: string, random: SeededRandom) => string;

const plain = (text: string) => redact(text).text;

const CARRIERS: Readonly<Record<string, Carrier>> = {
  plain: (text) => plain(`could not start: ${text} was refused`),
  JSON: (text) => plain(JSON.stringify({ level: 'error', message: text, attempt: 3 })),
  'JSON in JSON': (text) => plain(JSON.stringify({ log: JSON.stringify({ message: `got\n${text}` }) })),
  logfmt: (text) => plain(`level=error ts=2026-11-24T08:00:00Z ${text} attempt=3`),
  'URL encoded': (text) => plain(`/callback?next=${encodeURIComponent(text)}&state=1`),
  'stack trace': (text) =>
    plain(`Error: ${text}\n    at connect (/app/src/db.js:10:5)\n    at main (/app/src/index.js:3:1)`),
  'header dump': (text) => plain(`> GET / HTTP/1.1\r\n> Host: example.com\r\n> X-Debug: ${text}\r\n> Accept: */*`),
  'upper-case key': (text) => plain(`DEBUG_VALUE=${text}`),
  'trailing punctuation': (text) => plain(`rejected (${text}), giving up.`),
  'Markdown code': (text) => plain(`rejected \`${text}\``),
  'split over two lines': (text, secret, random) => {
    const cut = text.indexOf(secret) + Math.floor(secret.length * 0.4) + random.below(Math.ceil(secret.length * 0.2));
    const { lines } = redactLines([
      'starting',
      `value ${text.slice(0, cut)}`,
      `${text.slice(cut)} end of value`,
      'ready',
    ]);
    return lines.join('\n');
  },
};

/** A piece of the secret that can still be read, constant beginnings such as `ghp_` aside. */
function survivor(secret: string, output: string): string | undefined {
  for (let at = Math.min(20, secret.length - 2 * WINDOW); at <= secret.length - WINDOW; at += 1) {
    const piece = secret.slice(Math.max(0, at), Math.max(0, at) + WINDOW);
    if (output.includes(piece)) return piece;
  }
  return undefined;
}

function missesOf(forms: readonly SecretForm[], carriers: readonly string[]): { misses: string[]; tried: number } {
  const random = seededRandom(20261124);
  const misses: string[] = [];
  let tried = 0;
  for (const form of forms) {
    for (const carrier of carriers) {
      for (let round = 0; round < VALUES_PER_CELL; round += 1) {
        const secret = form.secret(random);
        const text = form.written?.(secret) ?? secret;
        const output = CARRIERS[carrier]?.(text, secret, random) ?? text;
        tried += 1;
        if (survivor(secret, output) !== undefined) misses.push(`${form.name} in ${carrier}: ${output}`);
      }
    }
  }
  return { misses, tried };
}

function expectNearlyAllHidden({ misses, tried }: { misses: string[]; tried: number }): void {
  const share = 1 - misses.length / tried;
  expect({
    share: share >= 0.995 ? 'at least 99.5 %' : share,
    misses: share >= 0.995 ? [] : misses.slice(0, 40),
  }).toEqual({
    share: 'at least 99.5 %',
    misses: [],
  });
}

test('the samples cover at least sixty token forms, each by another name', () => {
  expect(new Set(TOKEN_FORMS.map((form) => form.name)).size).toBe(TOKEN_FORMS.length);
  expect(TOKEN_FORMS.length).toBeGreaterThanOrEqual(60);
});

test.each(Object.keys(CARRIERS))('tokens that their own shape gives away are hidden in this carrier: %s', (carrier) => {
  expectNearlyAllHidden(missesOf(TOKEN_FORMS, [carrier]));
});

test.each(Object.keys(CARRIERS))('secrets that their place gives away are hidden in this carrier: %s', (carrier) => {
  expectNearlyAllHidden(missesOf(PLACED_FORMS, [carrier]));
});
