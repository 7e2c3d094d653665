import { type Detector, lineDetector } from '../detector';
import { linesAround, settingDetector, settingFinding } from './setting-finding';
import { variablesIn } from './setting-name';

const NOT_PRESENT = /\bNotPresent\b|:? ?environment variable not found\b|\bNotUnicode\(/;

/** `std::env::var` unwrapped: the name stands only in what the program itself adds. */
export const rustNotPresent: Detector = lineDetector({
  id: 'rust-not-present',
  reads: ['log'],
  hints: ['notpresent', 'environment variable not found', 'notunicode('],
  line(text) {
    const match = NOT_PRESENT.exec(text);
    // Prisma and Symfony say the name after a colon: they have detectors of their own.
    if (match === null || /environment variable not found: ?["'\w]/i.test(text)) return undefined;
    const names = variablesIn(text.slice(Math.max(0, match.index - 300), match.index)).map(({ name }) => name);
    return settingFinding(text, match[0], { reader: 'std::env', names: names.slice(-1) });
  },
});

const MISSING_FIELD = /missing field `([\w.-]{1,100})`(?! at line)/;
const ABOUT_SETTINGS = /config|setting|environ|figment|envy|\bfor key\b/i;

/** The config, figment and envy crates; a missing field of JSON says at which line. */
export const rustMissingField: Detector = lineDetector({
  id: 'rust-missing-field',
  reads: ['log'],
  hints: ['missing field `'],
  line(text, index, passage) {
    const match = MISSING_FIELD.exec(text);
    const name = match?.[1];
    if (match === null || name === undefined || /at line \d/.test(text)) return undefined;
    if (!linesAround(passage, index, 2, 1).some((line) => ABOUT_SETTINGS.test(line))) return undefined;
    return settingFinding(text, match[0], { reader: 'config', names: [name] });
  },
});

/** Other words of Rust's libraries. */
export const rustSettings: Detector = settingDetector(
  'rust-settings',
  ['configuration property "', 'configuration field "', 'missing value for field ', 'missingvalue("'],
  [
    { reader: 'config', pattern: /configuration property "(?<names>[\w.-]{1,100})" not found/ },
    { reader: 'config', pattern: /missing configuration field "(?<names>[\w.-]{1,100})"/ },
    { reader: 'envy', pattern: /MissingValue\("(?<names>\w{1,100})"\)/ },
    { reader: 'envy', pattern: /missing value for field (?<names>\w{1,100})/ },
  ],
);

/** clap: the arguments stand below, and `<DATABASE_URL>` is mostly the variable too. */
export const rustClap: Detector = lineDetector({
  id: 'rust-clap',
  reads: ['log'],
  hints: ['required arguments were not provided'],
  line(text, index, passage) {
    if (!/required arguments were not provided/.test(text)) return undefined;
    const below = passage.lines.slice(index + 1, index + 12).map((line) => line.text);
    const names = below.flatMap(
      (line) => /^\s{1,8}--([\w-]{1,80})(?:[ =]<([\w.-]{1,80})>)?/.exec(line)?.slice(1) ?? [],
    );
    const variables = names.flatMap((name) => (name !== undefined && variablesIn(name).length > 0 ? [name] : []));
    return variables.length === 0 ? undefined : settingFinding(text, text, { reader: 'clap', names: variables });
  },
});
