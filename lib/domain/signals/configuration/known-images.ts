import type { Detector } from '../detector';
import { settingDetector } from './setting-finding';

/** Images that many tasks run, and the words with which they refuse to start without a setting. */
export const knownImages: Detector = settingDetector(
  'known-images',
  [
    'database is uninitialized and',
    'no hostname setting provided',
    'hostname is not configured',
    'key material not provided',
    'mismatching encryption keys',
    'discovery settings are unsuitable',
    'vm.max_map_count',
    'length should be at least',
    'api key must be set',
    'no api key configured',
    'no license key',
    'database url not provided',
    'invalid configuration: ',
    'tunnel token is not valid',
    'is set but deprecated',
    'missing required wordpress',
    'jwt_secret',
  ],
  [
    {
      reader: 'postgres image',
      pattern: /Database is uninitialized and superuser password is not specified/,
      impliedName: 'POSTGRES_PASSWORD',
    },
    {
      reader: 'mysql image',
      pattern: /Database is uninitialized and password option is not specified/i,
      impliedName: 'MYSQL_ROOT_PASSWORD',
    },
    {
      reader: 'Keycloak',
      pattern: /no hostname setting provided|hostname is not configured; either configure hostname/i,
      impliedName: 'KC_HOSTNAME',
    },
    { reader: 'Keycloak', pattern: /Key material not provided to setup HTTPS/ },
    { reader: 'n8n', pattern: /Mismatching encryption keys/, problem: 'invalid', impliedName: 'N8N_ENCRYPTION_KEY' },
    {
      reader: 'Elasticsearch',
      pattern: /discovery settings are unsuitable for production use; at least one of \[(?<names>[\w., ]{1,200})\]/,
    },
    {
      reader: 'Elasticsearch',
      pattern: /max virtual memory areas (?<names>vm\.max_map_count) \[\d{1,9}\] is too low/,
      problem: 'invalid',
    },
    {
      reader: 'MinIO',
      pattern: /(?<names>MINIO_ROOT_USER|MINIO_ROOT_PASSWORD|MINIO_ACCESS_KEY) length should be at least/,
      problem: 'invalid',
    },
    {
      reader: 'Datadog agent',
      pattern: /API key must be set to a non-empty value|no API key configured/i,
      impliedName: 'DD_API_KEY',
    },
    { reader: 'New Relic', pattern: /no license key, please add it.{0,60}or (?<names>\w{1,60}) environment/i },
    {
      reader: 'Hasura',
      pattern: /(?:metadata )?database url not provided/,
      impliedName: 'HASURA_GRAPHQL_DATABASE_URL',
    },
    {
      reader: 'OpenTelemetry collector',
      pattern: /Error: (?:failed to get config: )?invalid configuration: .{1,200}/,
      problem: 'invalid',
    },
    {
      reader: 'cloudflared',
      pattern: /Provided Tunnel token is not valid/,
      problem: 'invalid',
      impliedName: 'TUNNEL_TOKEN',
    },
    { reader: 'RabbitMQ', pattern: /error: (?<names>RABBITMQ_\w{1,60}) is set but deprecated/, problem: 'invalid' },
  ],
);

/** nginx, Apache and Redis: a configuration that templates filled with nothing. */
export const serverConfiguration: Detector = settingDetector(
  'server-configuration',
  ['[emerg]', 'ah00111', 'ah00526', 'fatal config file error'],
  [
    { reader: 'nginx', pattern: /\[emerg\].{0,30} unknown "(?<names>\w{1,100})" variable/ },
    {
      reader: 'nginx',
      pattern:
        /\[emerg\].{0,30} (?:no host in upstream|invalid URL prefix|invalid number of arguments in|invalid port in|invalid host in|invalid parameter|unexpected|unknown directive|no "ssl_certificate" is defined)[^\n]{0,200}/,
      problem: 'invalid',
    },
    { reader: 'Apache', pattern: /AH00111: Config variable \$\{(?<names>\w{1,100})\} is not defined/ },
    { reader: 'Apache', pattern: /AH00526: Syntax error on line/, problem: 'invalid' },
    { reader: 'Redis', pattern: /\*\*\* FATAL CONFIG FILE ERROR/, problem: 'invalid' },
  ],
);
