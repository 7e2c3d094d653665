import { type Detector, lineDetector } from '../detector';
import { settingDetector, settingFinding } from './setting-finding';

/** Laravel, Symfony and others. Laravel's key stands in `APP_KEY`, which its text does not say. */
export const phpSettings: Detector = settingDetector(
  'php-settings',
  [
    'application encryption key',
    'supported ciphers are',
    'environment variable not found: "',
    'non-empty secret is required',
    'environment file',
    'malformed parameter "url"',
    'undefined array key "',
    'undefined index: ',
    'envnotfoundexception',
  ],
  [
    { reader: 'Laravel', pattern: /No application encryption key has been specified/, impliedName: 'APP_KEY' },
    {
      reader: 'Laravel',
      pattern: /(?:Unsupported cipher or incorrect key length|only supported ciphers are)/,
      problem: 'invalid',
      impliedName: 'APP_KEY',
    },
    { reader: 'Symfony', pattern: /Environment variable not found: "(?<names>\w{1,100})"/ },
    { reader: 'Symfony', pattern: /A non-empty secret is required/, problem: 'empty', impliedName: 'APP_SECRET' },
    { reader: 'Dotenv', pattern: /Unable to read (?:any of )?the .{0,200}environment file/ },
    { reader: 'Doctrine', pattern: /Malformed parameter "url"/, problem: 'invalid' },
    {
      reader: 'PHP',
      pattern: /Undefined (?:array key "|index: )(?<names>[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,40}){1,8})/,
      weak: true,
    },
  ],
);

const ASSERTION = /\b([A-Z_][\w.]{1,100}) (?:is missing|is empty|is not (?:one of|an? \w{1,20})|is set to|must be)/gi;

/** phpdotenv: `One or more environment variables failed assertions: A is missing, B is empty.` */
export const phpDotenv: Detector = lineDetector({
  id: 'php-dotenv',
  reads: ['log'],
  hints: ['environment variables failed assertions'],
  line(text) {
    const said = /environment variables failed assertions:(.{1,2000})/.exec(text)?.[1] ?? '';
    const names = [...said.matchAll(ASSERTION)].flatMap((match) => match[1] ?? []);
    const problem = /is missing/.test(said) ? 'missing' : /is empty/.test(said) ? 'empty' : 'invalid';
    return settingFinding(text, text, { reader: 'phpdotenv', names, problem });
  },
});
