import { type Detector, lineDetector } from '../detector';
import { settingDetector, settingFinding, unprefixed } from './setting-finding';

/** Quarkus, Micronaut, Ktor, Typesafe config and others of the JVM. */
export const jvmSettings: Detector = settingDetector(
  'jvm-settings',
  [
    'srcfg0',
    'no config value of type',
    'required property ',
    'error resolving property value',
    'no configuration setting found for key',
    'could not resolve substitution',
    'applicationconfigurationexception',
    "key not found: '",
    'which has no default value',
    'application secret has not been set',
    'getenv(',
    'jdbcurl',
    'url cannot be null',
    'url must start with',
    'hmac-sha',
    'weakkeyexception',
    'bootstrap.servers',
  ],
  [
    {
      reader: 'Quarkus',
      pattern: /SRCFG00011: Could not expand value (?<names>[\w.-]{1,100}) in property [\w."%-]{1,100}/,
    },
    {
      reader: 'Quarkus',
      pattern: /SRCFG00040: The config property (?<names>[\w."-]{1,150}) is defined as the empty String/,
      problem: 'empty',
    },
    {
      reader: 'Quarkus',
      pattern:
        /SRCFG\d{5}: (?:The config property|Required property|Property) (?<names>[\w."-]{1,150}) (?:is required|not found)/,
    },
    {
      reader: 'Quarkus',
      pattern: /SRCFG\d{5}: .{0,80}\b(?:property|value) (?<names>[\w.-]{1,60}\.[\w."-]{1,100})/,
      problem: 'invalid',
    },
    { reader: 'MicroProfile Config', pattern: /No config value of type .{1,120} exists for: (?<names>[\w.-]{1,150})/ },
    { reader: 'MicroProfile Config', pattern: /Required property (?<names>[\w.-]{1,150}) not found/ },
    {
      reader: 'Micronaut',
      pattern:
        /Error resolving property value \[(?:\$\{)?(?<names>[\w.-]{1,150})[^\]]{0,100}\]\. (?:Property doesn't exist|Unable)/,
    },
    { reader: 'Typesafe Config', pattern: /No configuration setting found for key '(?<names>[\w."-]{1,150})'/ },
    { reader: 'Typesafe Config', pattern: /Could not resolve substitution to a value: \$\{(?<names>[\w.-]{1,150})\}/ },
    { reader: 'Ktor', pattern: /ApplicationConfigurationException: Property (?<names>[\w.-]{1,150}) not found/ },
    { reader: 'PureConfig', pattern: /Key not found: '(?<names>[\w.-]{1,150})'/ },
    { reader: 'Kafka', pattern: /Missing required configuration "(?<names>[\w.-]{1,150})" which has no default value/ },
    { reader: 'Kafka', pattern: /Invalid url in (?<names>bootstrap\.servers)/, problem: 'invalid' },
    {
      reader: 'Play',
      pattern: /application secret has not been set, and we are in prod/,
      impliedName: 'APPLICATION_SECRET',
    },
    { reader: 'System.getenv', pattern: /getenv\("(?<names>\w{1,100})"\)\.{0,3} (?:must not be null|is null)/ },
    { reader: 'System.getenv', pattern: /the return value of "java\.lang\.System\.getenv\(String\)" is null/ },
    { reader: 'JDBC', pattern: /jdbcUrl, \$\{?(?<names>\w{1,100})/ },
    { reader: 'HikariCP', pattern: /dataSource or dataSourceClassName or jdbcUrl is required/ },
    { reader: 'JDBC', pattern: /SQLException: The url cannot be null/ },
    { reader: 'JDBC', pattern: /URL must start with ['"]?jdbc/i, problem: 'invalid' },
    {
      reader: 'JJWT',
      pattern: /The (?:specified|signing) key(?: byte array|'s size) is \d{1,4} bits which is not secure/,
      problem: 'invalid',
    },
  ],
);

const DROPWIZARD = /\bhas (?:an error|the following errors):/;

/** Dropwizard lists what is wrong with its configuration file below one line. */
export const dropwizardSettings: Detector = lineDetector({
  id: 'dropwizard-settings',
  reads: ['log'],
  hints: ['has an error:', 'has the following errors:'],
  line(text, index, passage) {
    if (!DROPWIZARD.test(text)) return undefined;
    const names = passage.lines
      .slice(index + 1, index + 20)
      .flatMap(
        (line) =>
          /^\s{0,10}\* ([\w.[\]-]{1,100}) (?:may|must|is|has|length|size)\b/.exec(unprefixed(line.text))?.[1] ?? [],
      );
    return names.length === 0
      ? undefined
      : settingFinding(text, text, { reader: 'Dropwizard', names, problem: 'invalid' });
  },
});
