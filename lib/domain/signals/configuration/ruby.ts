import { type Detector, lineDetector } from '../detector';
import { linesAround, settingDetector, settingFinding } from './setting-finding';
import { looksLikeVariable } from './setting-name';

const KEY_NOT_FOUND = /key not found: "([^"\s]{1,120})"/;

/** `ENV.fetch("X")` without a default. A KeyError of any other hash is the application's own. */
export const rubyFetch: Detector = lineDetector({
  id: 'ruby-fetch',
  reads: ['log'],
  hints: ['key not found: "'],
  line(text, index, passage) {
    const match = KEY_NOT_FOUND.exec(text);
    const name = match?.[1];
    if (match === null || name === undefined) return undefined;
    const read = linesAround(passage, index, 3, 4).some((line) => /\bENV\.fetch\b|\bENV\[/.test(line));
    return read || looksLikeVariable(name)
      ? settingFinding(text, match[0], { reader: 'ENV.fetch', names: [name] })
      : undefined;
  },
});

/** Rails and the libraries that read settings in Ruby. */
export const rubySettings: Detector = settingDetector(
  'ruby-settings',
  [
    'secret_key_base',
    'missing required configuration key',
    'secret_key was not set',
    'missing encryption key to decrypt',
    'invalidmessage',
    'database is not configured',
    'not configured for the',
    'is not a valid configuration',
    'config attributes for',
    'rails_master_key',
  ],
  [
    {
      reader: 'Rails',
      pattern:
        /Missing [`'"]?(?<names>secret_key_base|secret_token)[`'"]?(?: and `secret_token`)? for ['"`]?\w{1,40}['"`]? environment/,
    },
    {
      reader: 'Rails',
      pattern: /(?<names>secret_key_base) for \w{1,40} environment must be a type of String/,
      problem: 'invalid',
    },
    { reader: 'Figaro', pattern: /Missing required configuration keys?: \[(?<names>[^\]]{1,1000})\]/ },
    { reader: 'Devise', pattern: /Devise\.secret_key was not set/, impliedName: 'SECRET_KEY_BASE' },
    {
      reader: 'Rails',
      pattern: /Missing encryption key to decrypt file with.{0,200}ENV\[['"](?<names>RAILS_MASTER_KEY)/,
    },
    { reader: 'Rails', pattern: /Missing encryption key to decrypt file with/, impliedName: 'RAILS_MASTER_KEY' },
    {
      reader: 'Rails',
      pattern: /MessageEncryptor::InvalidMessage/,
      problem: 'invalid',
      impliedName: 'RAILS_MASTER_KEY',
    },
    {
      reader: 'Active Record',
      pattern:
        /['"`]\w{1,40}['"`] database is not configured|database is not configured for the `\w{1,40}` environment/,
    },
    { reader: 'Active Record', pattern: /\{ ?\w{1,40} ?=> ?\}' is not a valid configuration/, problem: 'invalid' },
    { reader: 'anyway_config', pattern: /config attributes for .{1,120} are missing: (?<names>[\w, ]{1,300})/ },
  ],
);
