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

/** The cheapest of several reads, in milliseconds of this process's own processor time: other work does not count. */
function cheapest(text: string, repeats: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const start = process.cpuUsage();
    for (let repeat = 0; repeat < repeats; repeat += 1) redact(text);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000 / repeats);
  }
  return best;
}

test.each(PUMPS)('sixteen times the text costs at most forty times the work: %j', (pump) => {
  const text = pump.repeat(Math.ceil(LONG / pump.length));
  redact(text.slice(0, LONG));
  const short = cheapest(text.slice(0, SHORT), 8);
  const long = cheapest(text.slice(0, LONG), 1);
  expect(long / Math.max(short, 0.05)).toBeLessThanOrEqual(ALLOWED_GROWTH);
});
