import { type Rule, ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import type { SignalOf } from '../signal';

const auth = (product: string, pattern: RegExp, names: 'user' | 'database' | 'none' = 'user'): Rule => ({
  pattern,
  detail: ([, name]): SignalOf<'database-auth'> | Omit<SignalOf<'database-auth'>, 'quote' | 'detector' | 'line'> => ({
    kind: 'database-auth',
    product,
    ...(name === undefined || name === '' || names === 'none' ? {} : { [names]: name }),
  }),
});

const refusals: Detector = ruleDetector({
  id: 'database-auth',
  reads: ['log'],
  hints: [
    'password authentication failed',
    'no pg_hba.conf entry',
    'authentication failed',
    'access denied for user',
    'noauth',
    'wrongpass',
    'login failed for user',
    'access_refused',
    'ora-01017',
    'ora-28000',
    'invalid_password',
    '28p01',
    'ident authentication',
    'scram',
    'does not exist',
    'no password supplied',
    'invalid password',
    'is not authenticated',
    'without any password configured',
    'unknown database',
    'cannot open database',
    'p1000',
    'p1003',
    'p1010',
    'auth failed',
    'pam authentication',
    'authenticationexception',
    'authentication error',
    'err auth',
    'sasl',
    'security_exception',
    'er_access_denied',
    'er_not_supported_auth',
    'permission denied for',
    'invalid credentials',
    'bad credentials',
  ],
  unless:
    /gunicorn\.access|jwt|oauth|login attempt|for user .{0,80} from \d{1,3}\.\d|smtp|git@|github|docker|registry/i,
  rules: [
    auth(
      'PostgreSQL',
      /(?:password|peer|ident|PAM|LDAP|GSSAPI|certificate|RADIUS) authentication failed for (?:user|role) \\?["'`]([^"'`\\]{1,63})/i,
    ),
    auth('PostgreSQL', /no pg_hba\.conf entry for (?:host|replication)[^,]{0,100}(?:, user \\?"([^"\\]{1,63}))?/i),
    auth('PostgreSQL', /\brole \\?"([^"\\]{1,63})\\?" (?:does not exist|is not permitted to log in)/i),
    auth('PostgreSQL', /\bdatabase \\?"([^"\\]{1,63})\\?" does not exist/i, 'database'),
    auth(
      'PostgreSQL',
      /\b28P01\b|\b28000\b.{0,60}invalid_authorization|invalid_password|no password supplied|SASL: SCRAM-SERVER-FIRST-MESSAGE|SASL authentication failed/i,
      'none',
    ),
    auth('PostgreSQL', /permission denied for (?:schema|database|table|sequence|relation) (\w{1,63})/i, 'none'),
    auth('PostgreSQL', /Authentication failed against database server.{0,120}?(?:credentials for `?([^`\s]{1,63}))?/i),
    auth('PostgreSQL', /\bP1000\b|\bP1010\b|\bP1003\b/, 'none'),
    auth('MySQL', /Access denied for user '([^']{0,80})'/i),
    auth('MySQL', /Unknown database '([^']{1,64})'/i, 'database'),
    auth(
      'MySQL',
      /ER_ACCESS_DENIED_ERROR|ER_NOT_SUPPORTED_AUTH_MODE|does not support authentication protocol requested/i,
      'none',
    ),
    auth('SQL Server', /Login failed for user '([^']{0,128})'/i),
    auth('SQL Server', /Cannot open database "([^"]{1,128})" requested by the login/i, 'database'),
    auth('Oracle Database', /ORA-01017|ORA-28000|ORA-01005/, 'none'),
    auth(
      'Redis',
      /\bWRONGPASS\b|\bNOAUTH\b|ERR (?:AUTH|invalid password)|AUTH <password> called without any password/,
      'none',
    ),
    auth(
      'RabbitMQ',
      /ACCESS_REFUSED|AMQPLAIN login refused|PLAIN login refused|ProbableAuthenticationError|authentication mechanism PLAIN/i,
      'none',
    ),
    auth(
      'MongoDB',
      /MongoServerError: (?:Authentication failed|bad auth)|bad auth ?: ?[Aa]uthentication failed|AuthenticationFailed.{0,80}mongo|Mongo.{0,80}Authentication failed|\(AuthenticationFailed\)|Authentication failed\.?,? full error/i,
      'none',
    ),
    auth(
      'Kafka',
      /SaslAuthenticationException|SASL authentication (?:error|failed)|SaslAuthenticationFailed|TopicAuthorizationException/i,
      'none',
    ),
    auth('Elasticsearch', /unable to authenticate user \[([^\]]{1,80})\]/i),
    auth(
      'Cassandra',
      /AuthenticationException.{0,160}(?:username|password)|Provided username (\S{1,80}) and\/or password are incorrect/i,
    ),
    {
      pattern:
        /(?:database|db|postgres\w{0,5}|mysql|mongo\w{0,3}|redis|sql).{0,120}authentication failed|authentication failed.{0,80}(?:database|postgres\w{0,5}|mysql|mongo\w{0,3}|redis)/i,
      detail: () => ({ kind: 'database-auth' }),
    },
  ],
});

/** The log is that of a database server: it refuses others, and lives on. */
const SERVES =
  /database system (?:is ready|was (?:shut down|interrupted))|\b(?:mysqld|mariadbd?)\b.{0,120}ready for connections|ready for connections\.? version:|Ready to accept connections/i;

/** A database, cache or queue answered, and refused the user, the password or the address that asks. */
export const databaseAuth: Detector = {
  ...refusals,
  detect: (passage) =>
    passage.lines.some(({ text }) => SERVES.test(text.slice(0, 400))) ? [] : refusals.detect(passage),
};
