import { type Detector, lineDetector } from '../detector';
import { isHarmless } from './log-level';
import { settingDetector, settingFinding } from './setting-finding';

const REQUIRED_BY_ENV =
  /required environment variable "([\w.-]{1,100})" is not set|environment variable "([\w.-]{1,100})" should not be empty/g;

/** caarlos0/env, which lists all that it misses in one line. */
export const goEnv: Detector = lineDetector({
  id: 'go-env',
  reads: ['log'],
  hints: ['required environment variable "', 'should not be empty'],
  line(text) {
    const found = [...text.slice(0, 8000).matchAll(REQUIRED_BY_ENV)];
    const names = found.flatMap(([, absent, empty]) => absent ?? empty ?? []);
    if (names.length === 0) return undefined;
    const problem = found.every(([, , empty]) => empty !== undefined) ? 'empty' : 'missing';
    return settingFinding(text, text, { reader: 'env', names, problem });
  },
});

/** Libraries that read settings and flags in Go. */
export const goSettings: Detector = settingDetector(
  'go-settings',
  [
    'missing value',
    'missing required value',
    'value is not provided',
    'parse error on field',
    "converting '",
    'required flag',
    'missing flags: ',
    'unknown driver ""',
    'missing address',
    'failed to parse as dsn',
    'keyword/value',
    'invalid redis url scheme',
    'redis: invalid url scheme',
    'missing environment variable',
  ],
  [
    { reader: 'envconfig', pattern: /required key (?<names>\w{1,100}) missing value/ },
    {
      reader: 'envconfig',
      pattern: /envconfig\.Process: assigning (?<names>\w{1,100}) to \w{1,100}: converting/,
      problem: 'invalid',
    },
    { reader: 'go-envconfig', pattern: /missing required value: (?<names>\w{1,100})/ },
    { reader: 'cleanenv', pattern: /field "(?<names>[\w.-]{1,100})" is required but the value is not provided/ },
    { reader: 'env', pattern: /env: parse error on field "(?<names>[\w.]{1,100})"/, problem: 'invalid' },
    { reader: 'conf', pattern: /required field (?<names>[\w.]{1,100}) is missing value/ },
    { reader: 'cobra', pattern: /required flag\(s\) (?<names>"[\w.-]{1,80}"(?:, "[\w.-]{1,80}"){0,20}) not set/ },
    { reader: 'urfave/cli', pattern: /Required flags? "(?<names>[\w., -]{1,200})" not set/ },
    { reader: 'kong', pattern: /missing flags: --(?<names>[\w-]{1,80})/ },
    { reader: 'flags', pattern: /required flag `?--(?<names>[\w-]{1,80})\S{0,40} (?:not provided|was not specified)/ },
    { reader: 'database/sql', pattern: /sql: unknown driver "" \(forgotten import\?\)/ },
    { reader: 'net', pattern: /dial (?:tcp|udp): missing address/ },
    {
      reader: 'pgx',
      pattern: /cannot parse `.{0,300}`: failed to parse as (?:DSN|URL|keyword\/value)/i,
      problem: 'invalid',
    },
    { reader: 'go-redis', pattern: /redis: invalid URL scheme: ?/, problem: 'invalid' },
  ],
);

const NEAR_END = 4;

/** Go programs that insist on a file `.env`, which an image seldom has; many others only mention it and go on. */
export const goDotenv: Detector = lineDetector({
  id: 'go-dotenv',
  reads: ['log'],
  hints: ['error loading .env file', 'error loading .env'],
  line(text, index, passage) {
    if (isHarmless(text) || /\b(?:warn|info|debug)/i.test(text.slice(0, 60))) return undefined;
    if (passage.lines.length - index > NEAR_END) return undefined;
    return settingFinding(text, text, { reader: 'godotenv' });
  },
});
