import { detectors } from '../../../../lib/domain/signals';
import { readLog } from '../read-log';

interface Told {
  readonly names: readonly string[];
  readonly problem: string;
  readonly weak: boolean;
}

/** All that the log says of settings; the names of all its signals together. */
function settings(...lines: readonly string[]): Told | undefined {
  const found = readLog(detectors, ...lines).flatMap((signal) => (signal.kind === 'missing-setting' ? [signal] : []));
  const first = found[0];
  if (first === undefined) return undefined;
  return {
    names: [...new Set(found.flatMap(({ names }) => names))],
    problem: first.problem,
    weak: found.every(({ weak }) => weak === true),
  };
}

const DOTENV = [
  'MissingEnvVarsError: The following variables were defined in .env.example but are not present in the environment:',
  '  DATABASE_URL, API_KEY',
  'Make sure to add them to .env or directly to the environment.',
];

describe('one line names what is missing', () => {
  test.each<[string, readonly string[]]>([
    // Python
    ["KeyError: 'DATABASE_URL'", ['DATABASE_URL']],
    ['django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.', ['SECRET_KEY']],
    ['django.core.exceptions.ImproperlyConfigured: Set the DATABASE_URL environment variable', ['DATABASE_URL']],
    [
      "django.core.exceptions.ImproperlyConfigured: settings.DATABASES is improperly configured. Please supply the NAME or OPTIONS['service'] value.",
      ['DATABASES'],
    ],
    ['environs.exceptions.EnvError: Environment variable "API_TOKEN" not set', ['API_TOKEN']],
    [
      'decouple.UndefinedValueError: SECRET_KEY not found. Declare it as envvar or define a default value.',
      ['SECRET_KEY'],
    ],
    ['dynaconf.validator.ValidationError: INSTANCES is required in env DEVELOPMENT', ['INSTANCES']],
    ['KeyError: "Config \'DATABASE_URL\' is missing, and has no default."', ['DATABASE_URL']],
    ["Error: Missing option '--db-url' (env var: 'DB_URL').", ['DB_URL']],
    // Node.js
    [
      'Error: Config validation error: "DATABASE_URL" is required. "JWT_SECRET" is required',
      ['DATABASE_URL', 'JWT_SECRET'],
    ],
    ['EnvVarError: env-var: "PAYMENT_KEY" is a required variable, but it was not set', ['PAYMENT_KEY']],
    ['TypeError: Configuration key "JWT_SECRET" does not exist', ['JWT_SECRET']],
    ["Error: env must have required property 'PORT'", ['PORT']],
    ['error: Environment variable not found: DATABASE_URL.', ['DATABASE_URL']],
    ['PrismaConfigEnvError: Missing required environment variable: DATABASE_URL', ['DATABASE_URL']],
    [
      "❌ Invalid environment variables: { DATABASE_URL: [ 'Required' ], APP_SECRET: [ 'Required' ] }",
      ['DATABASE_URL', 'APP_SECRET'],
    ],
    [
      'OpenAIError: The OPENAI_API_KEY environment variable is missing or empty; either provide it, or instantiate the OpenAI client with an apiKey option',
      ['OPENAI_API_KEY'],
    ],
    ['throw new Error("Missing required environment variable: STRIPE_KEY")', ['STRIPE_KEY']],
    // JVM
    [
      'Caused by: org.springframework.util.PlaceholderResolutionException: Could not resolve placeholder \'SERVICE_ADDRESS\' in value "http://x-${SERVICE_ADDRESS}" <-- "${ms.url}"',
      ['SERVICE_ADDRESS'],
    ],
    [
      'java.util.NoSuchElementException: SRCFG00014: The config property quarkus.datasource.password is required but it could not be found in any config source',
      ['quarkus.datasource.password'],
    ],
    [
      "com.typesafe.config.ConfigException$Missing: application.conf: 3: No configuration setting found for key 'db.url'",
      ['db.url'],
    ],
    ['Could not resolve substitution to a value: ${DB_PASSWORD}', ['DB_PASSWORD']],
    [
      'org.apache.kafka.common.config.ConfigException: Missing required configuration "bootstrap.servers" which has no default value.',
      ['bootstrap.servers'],
    ],
    [
      'Exception in thread "main" java.lang.IllegalStateException: API_URL environment variable is not set',
      ['API_URL'],
    ],
    // Go
    ['2024/05/01 10:00:00 required key APP_DATABASE_URL missing value', ['APP_DATABASE_URL']],
    [
      'env: required environment variable "DB_HOST" is not set; required environment variable "DB_USER" is not set',
      ['DB_HOST', 'DB_USER'],
    ],
    ['field "DatabaseURL" is required but the value is not provided', ['DatabaseURL']],
    ['2024/05/01 10:00:00 $DATABASE_URL must be set', ['DATABASE_URL']],
    ['panic: required environment variable REDIS_URL is not set', ['REDIS_URL']],
    ['Error: required flag(s) "database-url" not set', ['database-url']],
    // Ruby
    ['config/puma.rb:3:in `fetch\': key not found: "WEB_CONCURRENCY" (KeyError)', ['WEB_CONCURRENCY']],
    [
      "ArgumentError: Missing `secret_key_base` for 'production' environment, set this string with `bin/rails credentials:edit`",
      ['secret_key_base'],
    ],
    ['Missing required configuration keys: ["API_KEY", "API_SECRET"] (Figaro::MissingKeys)', ['API_KEY', 'API_SECRET']],
    // .NET
    ["System.InvalidOperationException: Connection string 'DefaultConnection' not found.", ['DefaultConnection']],
    [
      "Microsoft.Extensions.Options.OptionsValidationException: DataAnnotation validation failed for 'MailOptions' members: 'Host' with the error: 'The Host field is required.'.",
      ['Host'],
    ],
    ['InvalidConfigurationException: Environment variables not found: , PCS_AZUREMAPS_KEY', ['PCS_AZUREMAPS_KEY']],
    // PHP
    [
      'Symfony\\Component\\DependencyInjection\\Exception\\EnvNotFoundException: Environment variable not found: "MAILER_DSN".',
      ['MAILER_DSN'],
    ],
    [
      'Dotenv\\Exception\\ValidationException: One or more environment variables failed assertions: DB_HOST is missing, DB_NAME is missing.',
      ['DB_HOST', 'DB_NAME'],
    ],
    // Rust, Elixir
    ["thread 'main' panicked at src/main.rs:9:10: DATABASE_URL must be set: NotPresent", ['DATABASE_URL']],
    ['Error: configuration property "database.url" not found', ['database.url']],
    ['** (RuntimeError) environment variable SECRET_KEY_BASE is missing.', ['SECRET_KEY_BASE']],
    [
      '** (System.EnvError) could not fetch environment variable "DATABASE_URL" because it is not set',
      ['DATABASE_URL'],
    ],
    ['called `Result::unwrap()` on an `Err` value: MissingValue("meili_master_key")', ['meili_master_key']],
    [
      '{"level":"fatal","msg":"missing required environment variable","variable":"LAUNCHDARKLY_SDK_KEY"}',
      ['LAUNCHDARKLY_SDK_KEY'],
    ],
    // Shell and images
    ['/entrypoint.sh: line 12: DATABASE_URL: unbound variable', ['DATABASE_URL']],
    ['/docker-entrypoint.sh: line 5: API_HOST: must be set', ['API_HOST']],
    ['sh: 1: API_HOST: parameter not set', ['API_HOST']],
    ['nginx: [emerg] unknown "backend_url" variable', ['backend_url']],
    ['You must set an DD_API_KEY environment variable to run the Datadog Agent container', ['DD_API_KEY']],
    // The application's own words
    ['2020-09-12 11:22:59 app error DISCORD_CLIENT_ID is required, but it was not found.', ['DISCORD_CLIENT_ID']],
    [
      'Error: Missing environment variables: AWS_BUCKET, AWS_KEY_ID and MAIL_FROM',
      ['AWS_BUCKET', 'AWS_KEY_ID', 'MAIL_FROM'],
    ],
    ['Error: DB_USER and DB_PASSWORD must be provided', ['DB_USER', 'DB_PASSWORD']],
    ['fatal: environment variable "apiToken" is not set', ['apiToken']],
  ])('%s', (line, names) => {
    expect(settings(line)).toEqual({ names, problem: expect.stringMatching(/missing|empty|invalid/), weak: false });
  });
});

describe('several lines name what is missing', () => {
  test('pydantic v2 names a field on one line and says what is wrong on the next', () => {
    expect(
      settings(
        'pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings',
        'encryption_key',
        "  Field required [type=missing, input_value={'port': '8000'}, input_type=dict]",
        '    For further information visit https://errors.pydantic.dev/2.3/v/missing',
        'workers.count',
        "  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='x', input_type=str]",
      ),
    ).toEqual({ names: ['encryption_key', 'workers.count'], problem: 'missing', weak: false });
  });

  test('pydantic v1 says the type in brackets', () => {
    expect(
      settings(
        'pydantic.error_wrappers.ValidationError: 1 validation error for Settings',
        'SECRET_KEY',
        '  field required (type=value_error.missing)',
      ),
    ).toEqual({ names: ['SECRET_KEY'], problem: 'missing', weak: false });
  });

  test('pydantic in one line of JSON is read as it was printed', () => {
    const message =
      'ValidationError: 1 validation error for AppConfig\nAPI_KEY\n  Field required [type=missing, input_value={}, input_type=dict]';
    expect(settings(JSON.stringify({ level: 'error', message }))?.names).toEqual(['API_KEY']);
  });

  test('a field that was computed from nothing is not named', () => {
    expect(
      settings(
        'pydantic.error_wrappers.ValidationError: 1 validation error for Settings',
        'SQLALCHEMY_DATABASE_URI',
        '  can only concatenate str (not "NoneType") to str (type=type_error)',
      ),
    ).toEqual({ names: [], problem: 'invalid', weak: false });
  });

  test('a code line shows which variable was None', () => {
    expect(
      settings(
        '  File "/app/main.py", line 4, in <module>',
        '    PORT = int(os.environ.get("APP_PORT"))',
        "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
      )?.names,
    ).toEqual(['APP_PORT']);
  });

  test('zod prints an array of issues', () => {
    expect(
      settings(
        'ZodError: [',
        '  {',
        '    "code": "invalid_type",',
        '    "expected": "string",',
        '    "received": "undefined",',
        '    "path": [',
        '      "DATABASE_URL"',
        '    ],',
        '    "message": "Required"',
        '  }',
        ']',
      ),
    ).toEqual({ names: ['DATABASE_URL'], problem: 'missing', weak: false });
  });

  test('envalid prints a box', () => {
    expect(
      settings(
        '================================',
        ' Missing environment variables:',
        '    DATABASE_URL: Connection string (eg. "postgres://localhost")',
        '    API_KEY: undefined',
        '================================',
        ' Exiting with error code 1',
      ),
    ).toEqual({ names: ['DATABASE_URL', 'API_KEY'], problem: 'missing', weak: false });
  });

  test('dotenv-safe lists names in one line below its heading', () => {
    expect(settings(...DOTENV)?.names).toEqual(['DATABASE_URL', 'API_KEY']);
  });

  test('Spring Boot prints the property below', () => {
    expect(
      settings(
        'Binding to target org.example.AppProperties failed:',
        '',
        '    Property: app.api-key',
        '    Value: "null"',
        '    Reason: must not be null',
      ),
    ).toEqual({ names: ['app.api-key'], problem: 'missing', weak: false });
  });

  test('the parameter name stands on the second line in older .NET', () => {
    expect(settings('System.ArgumentNullException: Value cannot be null.', 'Parameter name: connectionString')).toEqual(
      { names: [], problem: 'missing', weak: false },
    );
  });
});

describe('texts without a name', () => {
  test.each([
    ['production.ERROR: No application encryption key has been specified.', 'APP_KEY'],
    ['[next-auth][error][NO_SECRET]', 'NEXTAUTH_SECRET'],
    ['Error: Database is uninitialized and superuser password is not specified.', 'POSTGRES_PASSWORD'],
    [
      "Failed to configure a DataSource: 'url' attribute is not specified and no embedded datasource could be configured.",
      'SPRING_DATASOURCE_URL',
    ],
    ['Error: Middleware "strapi::session": App keys are required. Please set app.keys in config/server.js', 'APP_KEYS'],
  ])('%s is known to be read from %s', (line, impliedName) => {
    expect(readLog(detectors, line)).toContainEqual(
      expect.objectContaining({ kind: 'missing-setting', names: [], impliedName }),
    );
  });

  test.each([
    'Error: secretOrPrivateKey must have a value',
    'TypeError: JwtStrategy requires a secret or key',
    'Error: supabaseUrl is required.',
    'Error: Neither apiKey nor config.authenticator provided',
    "Unhandled exception. System.ArgumentNullException: Value cannot be null. (Parameter 'connectionString')",
    'System.InvalidOperationException: The ConnectionString property has not been initialized.',
    'called `Result::unwrap()` on an `Err` value: NotPresent',
    'Error: SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
  ])('%s', (line) => {
    expect(settings(line)?.names).toEqual([]);
  });
});

describe('near misses', () => {
  test.each([
    "KeyError: 'user_id'",
    "KeyError: 'id'",
    'DeprecationWarning: SOME_OPTION is not set, this will be an error in the next release',
    'LOG_LEVEL is not set, using default info',
    'REDIS_URL not set, falling back to memory store',
    'ReferenceError: API_KEY is not defined',
    "NameError: name 'API_KEY' is not defined",
    'Error: Invalid token',
    'JsonWebTokenError: invalid token',
    'password authentication failed for user "postgres"',
    '10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /?error=API_KEY%20is%20required HTTP/1.1" 400 12',
    "Error: Cannot find module 'express'",
    'error code ERR_MODULE_NOT_FOUND',
    'org.h2.jdbc.JdbcSQLSyntaxErrorException: Table "USER_ACCOUNTS" not found; SQL statement:',
    'ERROR: relation "public.realm" does not exist',
    'django.core.exceptions.ImproperlyConfigured: Error loading psycopg2 or psycopg module',
    'serde_json: missing field `name` at line 1 column 20',
    'pymongo.errors.ConfigurationError: The DNS query name does not exist: _mongodb._tcp.cluster0.example.net.',
    'nginx: [emerg] host not found in upstream "api" in /etc/nginx/conf.d/default.conf:3',
    'Server listening on port 3000',
    'Loaded configuration from /app/config.json',
    '{"level":"info","msg":"SENTRY_DSN is not set"}',
    'INFO cache missing for key DATABASE_URL, loading',
    '2024-05-01 10:00:00 DEBUG Missing environment variable "cache.url"',
    'POST /login 400 "PASSWORD is required"',
    '{"level":"error","msg":"PASSWORD is required","method":"POST","statusCode":400}',
    'No active profile set, falling back to 1 default profile: "default"',
  ])('%s', (line) => {
    expect(settings(line)).toBeUndefined();
  });

  test('a request body that does not validate is the application’s own', () => {
    expect(
      settings(
        'pydantic_core._pydantic_core.ValidationError: 1 validation error for CreateUser',
        'email',
        "  Field required [type=missing, input_value={'name': 'x'}, input_type=dict]",
      ),
    ).toBeUndefined();
  });

  test('a field of a form that is answered with 400 is no setting', () => {
    expect(
      settings('Error: EMAIL_ADDRESS is required', '    at validateRequest (/app/routes.js:3)', 'POST /items 400'),
    ).toBeUndefined();
  });

  test('a variable that the next line replaces by a default is not missed', () => {
    expect(
      settings('Error: environment variable STRIPE_KEY is not set', 'INFO using default STRIPE_KEY'),
    ).toBeUndefined();
  });

  test.each([
    '  File "pandas/core/frame.py", line 3, in __getitem__',
    '  File "pandas/_libs/hashtable_class_helper.pxi", line 7089, in pandas._libs.hashtable.PyObjectHashTable.get_item',
    '  File "/usr/local/lib/python3.12/site-packages/boto3/resources/base.py", line 12, in load',
  ])('a key that a library looks up is no variable: %s', (frame) => {
    expect(settings('Traceback (most recent call last):', frame, "KeyError: 'CUSTOMER_ID'")).toBeUndefined();
  });

  test.each([
    ['  File "/usr/local/lib/python3.9/os.py", line 679, in __getitem__', 'os.environ'],
    ['  File "<frozen os>", line 685, in __getitem__', 'os.environ'],
    ['  File "/app/settings.py", line 4, in <module>', 'Python'],
  ])('os.environ is told only where the text shows it: %s', (frame, reader) => {
    expect(readLog(detectors, 'Traceback (most recent call last):', frame, "KeyError: 'CUSTOMER_ID'")).toContainEqual(
      expect.objectContaining({ kind: 'missing-setting', names: ['CUSTOMER_ID'], reader }),
    );
  });

  test('a key of a table in the code line is no variable', () => {
    expect(
      settings('  File "/app/report.py", line 8, in run', '    total = row["ORDER_ID"]', "KeyError: 'ORDER_ID'"),
    ).toBeUndefined();
  });

  test.each([
    'time="2024-05-01T10:00:00Z" level=warning msg="The \\"DB_HOST\\" variable is not set. Defaulting to a blank string."',
    '[WARN] SMTP_HOST is not set',
  ])('%s proves little', (line) => {
    expect(settings(line)?.weak).toBe(true);
  });
});

test('a hostile line is read quickly by every detector of settings', () => {
  const lines = [
    'A_'.repeat(8000),
    '"'.repeat(16_000),
    `missing ${'the '.repeat(4000)}`,
    `path: [ ${' '.repeat(16_000)}`,
    'A_B, '.repeat(3200),
    `missing ${'A_B, '.repeat(3200)}`,
  ];
  for (const line of lines) {
    const start = performance.now();
    readLog(detectors, line);
    expect(performance.now() - start).toBeLessThan(2000);
  }
});
