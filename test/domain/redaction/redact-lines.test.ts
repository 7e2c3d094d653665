import { redactLines } from '../../../lib/domain/redaction/redact';

const HEAD = ['-----BEGIN RSA PRIV', 'ATE KEY-----'].join('');
const FOOT = ['-----END RSA PRIV', 'ATE KEY-----'].join('');
const BODY = ['MIIEowIBAAKCAQEA7Zq3vJx0m1nT9sYb2cD4eF6gH8iJ0kL2mN4oP6qR8sT0uV2w', 'X4yZ6aB8cD0eF2gH4iJ6kL8mN0oP2=='];
const HIDDEN = '[redacted:private-key]';
const TOKEN = ['gh', 'p_'].join('') + 'a1B2'.repeat(9);

test('each line of a private key is hidden, and its neighbours stay', () => {
  expect(redactLines(['before', HEAD, ...BODY, FOOT, 'after'])).toEqual({
    lines: ['before', HIDDEN, HIDDEN, HIDDEN, HIDDEN, 'after'],
    hidden: 4,
  });
});

test('a private key that was cut before its end is hidden, and the next message stays', () => {
  expect(redactLines([HEAD, ...BODY, 'Starting server']).lines).toEqual([HIDDEN, HIDDEN, HIDDEN, 'Starting server']);
});

test('a private key whose head scrolled away is hidden upwards from its end', () => {
  expect(redactLines(['before', ...BODY, FOOT]).lines).toEqual(['before', HIDDEN, HIDDEN, HIDDEN]);
});

test('both halves of a token in two events are hidden', () => {
  expect(redactLines([`using ${TOKEN.slice(0, 21)}`, `${TOKEN.slice(21)} for the pull`])).toEqual({
    lines: ['using [redacted:github-token]', '[redacted:github-token] for the pull'],
    hidden: 2,
  });
});

test('a token in three events is hidden in all of them', () => {
  const lines = [`using ${TOKEN.slice(0, 12)}`, TOKEN.slice(12, 25), `${TOKEN.slice(25)} done`];
  expect(redactLines(lines).lines).toEqual([
    'using [redacted:github-token]',
    '[redacted:github-token]',
    '[redacted:github-token] done',
  ]);
});

test('the rest of a quoted password in the next event is hidden', () => {
  expect(redactLines(['{"password":"s3cr3tPie', 'ce9Qx7Lk","user":"app"}']).lines).toEqual([
    '{"password":"[redacted:password]',
    '[redacted:password]","user":"app"}',
  ]);
});

test.each([
  'Starting server',
  '2026-11-24T08:00:00Z INFO ready',
  'DB_HOST=db.internal',
  'TokenExpiredError: jwt expired',
  '/usr/src/app/index.js',
  '    at main (/app/index.js:3:1)',
])('a whole secret at the end of a line takes nothing from the next line: %s', (next) => {
  expect(redactLines([`DB_PASSWORD=${TOKEN}`, next]).lines).toEqual(['DB_PASSWORD=[redacted:github-token]', next]);
});

test('a missing setting is not taken for the first half of a value', () => {
  const lines = ['JWT_SECRET: undefined', 'x7Qp2Lk9', 'API_KEY=', 'b8Rq3Ml0'];
  expect(redactLines(lines)).toEqual({ lines, hidden: 0 });
});

test('no lines give no lines', () => {
  expect(redactLines([])).toEqual({ lines: [], hidden: 0 });
});
