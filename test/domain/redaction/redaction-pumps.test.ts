import { redact } from '../../../lib/domain/redaction/redact';

const PUMPS = [
  ...[
    'a',
    'key',
    'curl ',
    'a://b',
    ' ',
    '"\'',
    'eyJ',
    'password=',
    'password=***,',
    'token: ',
    'secret="required ',
    '"password":"',
  ],
  ...[
    '\\"',
    '\\\\\\"',
    '%25',
    '%2525',
    'a:b@',
    '@a.b/',
    'https://u:p@',
    '[redacted:x]',
    'password=[',
    '--token ',
    'mysql -p',
  ],
  ...[
    'cookie: a=b;',
    'name: a value: ',
    '<a>',
    'authorization: ',
    'arn:aws:',
    'bearer ',
    'password=x\n',
    'user:pass@',
    'key=',
  ],
  ...['-----BEGIN ', '-----BEGIN PRIVATE ', 'signature=', '{"password":{', 'docker login ', 'MAB.', 'Ab1', '0'],
];
const SHORT = 1024;
const LONG = 16 * SHORT;
const ALLOWED_GROWTH = 40;

const ROUNDS = 40;

/** What one read costs, in milliseconds of this process's own processor time. */
function cost(text: string, repeats: number): number {
  const start = process.cpuUsage();
  for (let repeat = 0; repeat < repeats; repeat += 1) redact(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / repeats;
}

/**
 * How many times the work of the short text the long one takes, by the cheapest read of each. Busy neighbours make
 * single reads dearer, never cheaper: measuring stops at the first round that is good enough.
 */
function growth(text: string): number {
  let short = Number.POSITIVE_INFINITY;
  let long = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    short = Math.min(short, cost(text.slice(0, SHORT), 8));
    long = Math.min(long, cost(text, 1));
    if (round >= 2 && long / Math.max(short, 0.05) <= ALLOWED_GROWTH) break;
  }
  return long / Math.max(short, 0.05);
}

test.each(PUMPS)('sixteen times the text costs at most forty times the work: %j', (pump) => {
  const text = pump.repeat(Math.ceil(LONG / pump.length)).slice(0, LONG);
  redact(text);
  expect(growth(text)).toBeLessThanOrEqual(ALLOWED_GROWTH);
});
