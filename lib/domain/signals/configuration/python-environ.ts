import { type Detector, lineDetector } from '../detector';
import { readerOfKey } from './python-key';
import { linesAround, settingDetector, settingFinding } from './setting-finding';

const KEY_ERROR = /\bKeyError: (?:KeyError\()?["']([^"'\s]{1,120})["']/;

/** A variable read with `os.environ["X"]`. A KeyError of any other dictionary is the application's own. */
export const pythonEnvironKeyError: Detector = lineDetector({
  id: 'python-environ-key-error',
  reads: ['log'],
  hints: ['keyerror: '],
  line(text, index, passage) {
    const match = KEY_ERROR.exec(text);
    const name = match?.[1];
    if (match === null || name === undefined) return undefined;
    const reader = readerOfKey(name, passage, index);
    return reader === undefined ? undefined : settingFinding(text, match[0], { reader, names: [name] });
  },
});

const NOTHING_READ =
  /\b(?:TypeError|AttributeError|ValueError): .{0,200}(?:NoneType|None\b|invalid literal for int|could not convert string to float)/;
const READ_IN_CODE = /(?:environ(?:\.get)?|getenv)[([]\s?["'](\w{1,100})["']/;

/** A conversion of a variable that is not there: the line of code above the error shows which. */
export const pythonEnvironNone: Detector = lineDetector({
  id: 'python-environ-none',
  reads: ['log'],
  hints: ['typeerror: ', 'attributeerror: ', 'valueerror: '],
  line(text, index, passage) {
    const match = NOTHING_READ.exec(text);
    if (match === null) return undefined;
    if (/str expected, not NoneType/.test(text)) return settingFinding(text, match[0], { reader: 'os.environ' });
    const name = linesAround(passage, index, 3, 0)
      .flatMap((line) => READ_IN_CODE.exec(line)?.[1] ?? [])
      .at(-1);
    if (name === undefined) return undefined;
    const problem = /NoneType|None\b/.test(text) ? 'missing' : 'invalid';
    return settingFinding(text, match[0], { reader: 'os.environ', names: [name], problem });
  },
});

/** Django's own settings and the libraries that fill them. */
export const djangoSettings: Detector = settingDetector(
  'django-settings',
  ['improperlyconfigured', 'improperly configured', 'setting', 'settings.'],
  [
    { reader: 'django-environ', pattern: /Set the (?<names>[\w.]{1,100}) (?:environment|env) variable/ },
    { reader: 'Django', pattern: /The (?<names>[A-Z][A-Z0-9_]{1,80}) setting must not be empty/, problem: 'empty' },
    {
      reader: 'Django',
      pattern: /define the environment variable (?<names>DJANGO_SETTINGS_MODULE) or call settings\.configure/,
    },
    { reader: 'Django', pattern: /settings\.(?<names>[A-Z_]{3,80}) is improperly configured/ },
    { reader: 'Django', pattern: /You must set settings\.(?<names>ALLOWED_HOSTS) if DEBUG is False/ },
    { reader: 'Django', pattern: /without having set the required (?<names>[A-Z][A-Z0-9_]{1,80}) setting/ },
    {
      reader: 'Django',
      pattern: /the values in the (?<names>[A-Z][A-Z0-9_]{1,80}) setting must start with/,
      problem: 'invalid',
    },
    {
      reader: 'Django',
      pattern:
        /ImproperlyConfigured: (?:.{0,120}[^\w.])?(?<names>[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8})\b.{0,60}\b(?:setting|must|set|required|missing|empty|environment|invalid|define)/,
    },
    {
      reader: 'Django',
      pattern:
        /ImproperlyConfigured: .{0,80}\b(?:missing|must|set|required|define|provide|need)\b.{0,80}[^\w.](?<names>[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8})\b/i,
    },
  ],
);

/** Libraries that read settings in Python. */
export const pythonSettingLibraries: Detector = settingDetector(
  'python-setting-libraries',
  [
    'declare it as envvar',
    'is required in env ',
    'in env ',
    'has no default',
    '. not a valid ',
    'not found in config',
    '(env var:',
    'settingserror',
    'mandatory value',
    'no secret key was set',
    'got none',
    'rfc1738',
    'sqlalchemy url',
    'received nonetype instead',
    'envvalidationerror',
    'enverror',
    'configurationmissingerror',
  ],
  [
    { reader: 'python-decouple', pattern: /(?<names>[\w.-]{1,100}) not found\. Declare it as envvar/ },
    { reader: 'dynaconf', pattern: /(?<names>[\w.]{1,100}) is required in env [\w-]{1,60}/ },
    {
      reader: 'dynaconf',
      pattern: /ValidationError: (?<names>[\w.]{1,100}) (?:must|cannot) .{1,200} in env [\w-]{1,60}/,
      problem: 'invalid',
    },
    { reader: 'starlette', pattern: /Config ['"](?<names>[\w.-]{1,100})['"] is missing, and has no default/ },
    {
      reader: 'starlette',
      pattern: /Config ['"](?<names>[\w.-]{1,100})['"] has value .{0,200}\. Not a valid /,
      problem: 'invalid',
    },
    { reader: 'environs', pattern: /Environment variable ["'](?<names>[\w.-]{1,100})["'] not set/ },
    {
      reader: 'environs',
      pattern: /(?:EnvError|EnvValidationError): Environment variable ["'](?<names>[\w.-]{1,100})["'] invalid/,
      problem: 'invalid',
    },
    {
      reader: 'environs',
      pattern: /EnvError: Environment variables invalid: \{["'](?<names>[\w.-]{1,100})["']/,
      problem: 'invalid',
    },
    {
      reader: 'pydantic',
      pattern: /SettingsError: error (?:parsing|getting) (?:value for field|env var) ["'](?<names>[\w.]{1,100})["']/,
      problem: 'invalid',
    },
    { reader: 'Airflow', pattern: /section\/key \[(?<names>[\w./-]{1,100})\] not found in config/ },
    { reader: 'click', pattern: /Missing (?:option|argument|parameter).{0,100}\(env var: '(?<names>\w{1,100})'/ },
    { reader: 'OmegaConf', pattern: /Missing mandatory value: (?<names>[\w.]{1,100})/ },
    { reader: 'everett', pattern: /ConfigurationMissingError: .{0,40}?(?<names>[A-Z][A-Z0-9_]{1,80}) requires/ },
    {
      reader: 'Flask',
      pattern: /session is unavailable because no secret key was set/,
      impliedName: 'SECRET_KEY',
    },
    { reader: 'SQLAlchemy', pattern: /ArgumentError: Expected string or URL object, got None/ },
    {
      reader: 'SQLAlchemy',
      pattern: /Could not parse (?:rfc1738|SQLAlchemy) URL from (?:given )?(?:URL )?string/i,
      problem: 'invalid',
    },
    { reader: 'discord.py', pattern: /expected token to be a str, received NoneType instead/ },
  ],
);
