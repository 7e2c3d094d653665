import { type Detector, lineDetector } from '../detector';
import { linesAround, settingDetector, settingFinding } from './setting-finding';

const NULL_VALUE = /Value cannot be (?:null|null or empty|an empty string|empty)\.?(?: \(Parameter '(\w{1,60})'\))?/;
const OLD_PARAMETER = /^\s{0,10}Parameter name: (\w{1,60})/;
/** Parameters that a configuration fills; any other null is a fault of the program. */
const FROM_CONFIGURATION =
  /^(?:connectionString|nameOrConnectionString|configuration|connection|apiKey|accountKey|accessKey|endpoint|uriString|clientSecret|clientId|secretKey|authority|hostName|instrumentationKey)$/;
const KEY_OF_BYTES = /Encoding\.GetBytes\(String|SymmetricSecurityKey/;

/** A connection string or key that the configuration did not give: .NET knows the parameter, not the setting. */
export const dotnetNullSetting: Detector = lineDetector({
  id: 'dotnet-null-setting',
  reads: ['log'],
  hints: ['value cannot be '],
  line(text, index, passage) {
    const match = NULL_VALUE.exec(text);
    if (match === null) return undefined;
    const below = linesAround(passage, index, 0, 3).slice(1);
    const parameter = match[1] ?? below.flatMap((line) => OLD_PARAMETER.exec(line)?.[1] ?? [])[0];
    if (parameter === undefined) return undefined;
    const isSetting =
      FROM_CONFIGURATION.test(parameter) ||
      (/^(?:s|key|bytes)$/.test(parameter) && below.some((line) => KEY_OF_BYTES.test(line)));
    const problem = /empty/.test(match[0]) && !/null/.test(match[0]) ? 'empty' : 'missing';
    return isSetting ? settingFinding(text, match[0], { reader: '.NET', problem }) : undefined;
  },
});

/** Other words of .NET and its libraries for a setting that is missing or not valid. */
export const dotnetSettings: Detector = settingDetector(
  'dotnet-settings',
  [
    'connectionstring',
    'connection string',
    'optionsvalidationexception',
    'dataannotation validation failed',
    'not found in configuration',
    'initialization string',
    'failed to convert configuration value',
    'unable to configure https endpoint',
    'invalid uri: the uri is empty',
    'idx10',
    'keyword not supported',
  ],
  [
    {
      reader: 'Options validation',
      pattern: /DataAnnotation validation failed for '[\w.]{0,100}' members: '(?<names>[\w., ]{1,200})' with the error/,
    },
    {
      reader: 'Options validation',
      pattern: /OptionsValidationException: (?:.{0,80}?['"](?<names>[A-Za-z]\w{0,60}(?:[.:]\w{1,60}){1,6})['"])/,
    },
    { reader: 'Options validation', pattern: /OptionsValidationException: .{3,200}/, problem: 'invalid' },
    { reader: '.NET', pattern: /The ConnectionString property has not been (?:properly )?initialized/ },
    {
      reader: '.NET',
      pattern:
        /Connection ?string (?:named )?['"](?<names>[\w.:-]{1,100})['"] (?:was |is |could )?(?:not|missing|be found|null|empty)/i,
    },
    { reader: '.NET', pattern: /No connection string named '(?<names>[\w.-]{1,100})' (?:could|was) /i },
    {
      reader: '.NET',
      pattern: /(?:missing|no|could not find(?: a)?) connection string:? ['"](?<names>[\w.:-]{1,100})['"]/i,
    },
    {
      reader: '.NET',
      pattern:
        /connection string (?:is |was )?(?:not found|missing|not configured|not set|null or empty|not provided|cannot be null)/i,
    },
    { reader: '.NET', pattern: /Section '(?<names>[\w.:-]{1,100})' not found in configuration/ },
    {
      reader: 'ADO.NET',
      pattern: /Format of the initialization string does not conform to specification/,
      problem: 'invalid',
    },
    {
      reader: 'ADO.NET',
      pattern: /(?:Keyword not supported|Couldn't set \w{1,40}).{0,60}/,
      problem: 'invalid',
      weak: true,
    },
    {
      reader: '.NET',
      pattern: /Failed to convert configuration value (?:'.{0,80}' )?at '(?<names>[\w.:-]{1,150})'/,
      problem: 'invalid',
    },
    { reader: 'Kestrel', pattern: /Unable to configure HTTPS endpoint\. No server certificate was specified/ },
    { reader: '.NET', pattern: /Invalid URI: The URI is empty/, problem: 'empty' },
    { reader: 'IdentityModel', pattern: /IDX10(?:603|653|703|720)\b.{0,200}/, problem: 'invalid' },
  ],
);
