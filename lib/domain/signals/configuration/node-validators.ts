import { type Detector, lineDetector } from '../detector';
import { settingDetector, settingFinding } from './setting-finding';
import { looksLikeVariable } from './setting-name';

const JOI =
  /"([\w.[\]-]{1,100})" (is required|is not allowed to be empty|must be |fails |length must|contains|does not match)/g;

/** NestJS with joi: `Config validation error: "DATABASE_URL" is required. "PORT" must be a number`. */
export const joiSettings: Detector = lineDetector({
  id: 'joi-settings',
  reads: ['log'],
  hints: ['" is required', '" is not allowed to be empty', '" must be ', '" fails '],
  line(text) {
    const about = /config(?:uration)? validation error|environment|\benv\b|\bconfig(?:uration)?\b/i.test(text);
    const found = [...text.slice(0, 8000).matchAll(JOI)].filter(([, name]) => about || looksLikeVariable(name ?? ''));
    const names = found.flatMap(([, name]) => name ?? []);
    if (names.length === 0) return undefined;
    const missing = found.some(([, , said]) => said === 'is required');
    const empty = found.every(([, , said]) => said === 'is not allowed to be empty');
    return settingFinding(text, text, {
      reader: 'joi',
      names,
      problem: missing ? 'missing' : empty ? 'empty' : 'invalid',
    });
  },
});

/** Libraries that read and check settings in Node.js. */
export const nodeSettingLibraries: Detector = settingDetector(
  'node-setting-libraries',
  [
    'env-var: ',
    'configuration key "',
    'following constraints',
    'required property',
    'value was',
    'configuration property "',
    'not present in the environment',
    'environment variable not found',
    'environment variable `',
    'environment variable: ',
    'datasource',
  ],
  [
    {
      reader: 'env-var',
      pattern: /env-var: ["'](?<names>[\w.-]{1,100})["'] is a required variable, but it was not set/,
    },
    { reader: 'env-var', pattern: /env-var: ["'](?<names>[\w.-]{1,100})["'] /, problem: 'invalid' },
    { reader: 'NestJS', pattern: /Configuration key "(?<names>[\w.-]{1,100})" does not exist/ },
    {
      reader: 'class-validator',
      pattern: /property (?<names>[A-Z][A-Z0-9_]{2,100}) has failed the following constraints/,
      problem: 'invalid',
    },
    { reader: 'env-schema', pattern: /\benv(?:ironment)? must have required property '(?<names>[\w.-]{1,100})'/ },
    { reader: 'ajv', pattern: /must have required property '(?<names>[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,40}){1,8})'/ },
    { reader: 'convict', pattern: /(?<names>[\w.]{1,100}): must be .{1,120}value was /, problem: 'invalid' },
    { reader: 'node-config', pattern: /Configuration property "(?<names>[\w.-]{1,100})" is not defined/ },
    {
      reader: 'Prisma',
      pattern: /environment variable `(?<names>\w{1,100})` resolved to an empty string/i,
      problem: 'empty',
    },
    { reader: 'Prisma', pattern: /error: Environment variable not found: (?<names>\w{1,100})/ },
    {
      reader: 'Prisma',
      pattern: /PrismaConfigEnvError: (?:Missing required|Cannot resolve) environment variable: (?<names>\w{1,100})/,
    },
    { reader: 'Prisma', pattern: /datasource\.url property is required in your Prisma config/i },
    {
      reader: 'Prisma',
      pattern: /Error validating datasource `?\w{1,40}`?: (?:the URL must start with|You must provide a nonempty)/i,
      problem: 'invalid',
    },
  ],
);
