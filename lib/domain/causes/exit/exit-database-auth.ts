import { containerWords } from '../../container-words';
import { type Facts, namesOf, signalsOf } from '../../facts';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage, Confidence } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, logCommand, withCode } from './reading';

export const exitDatabaseAuth: Cause = {
  id: 'exit-database-auth',
  title: 'the database refused the credentials',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error', 'exit-dependency-unreachable', 'exit-database-migration'],
  explain(facts) {
    const all = signalsOf(facts, 'database-auth');
    const named = all.filter(({ user, database }) => user !== undefined || database !== undefined);
    const found = strongest(facts, named.length > 0 ? named : all);
    if (found === undefined) return undefined;
    const { product = 'The database', user, database, quote } = found.signal;
    const { container } = namesOf(facts);
    const hba = /pg_hba\.conf/i.test(quote.text);
    const noTls = hba && /no encryption|SSL off/i.test(quote.text);
    const who = user === undefined ? 'the login' : `user ${user}`;
    const what = database === undefined ? who : `database ${database}`;
    const right = RIGHT.exec(quote.text);
    if (right !== null) return withoutRight(facts, found, `${(right[1] ?? '').toLowerCase()} ${right[2] ?? ''}`);
    return {
      confidence: found.confidence,
      summary:
        database === undefined
          ? `${product} refused ${who} of ${containerWords(container)}${hba ? ' from this address' : ''}${noTls ? ' without TLS' : ''}${withCode(facts)}.`
          : `${product} has no ${what} that ${containerWords(container)} may use${withCode(facts)}.`,
      quotes: [quote],
      next: noTls
        ? `Let ${containerWords(container)} connect with TLS (sslmode=require).`
        : database === undefined
          ? `Compare user and password that ${containerWords(container)} gets with those that ${product} has for ${who}.`
          : `Create ${what}, or correct its name in the settings of ${containerWords(container)}.`,
      command: logCommand(facts),
      chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), `${product} refused ${what}`],
      blames: changesOf(facts, ['secret', 'variable']),
    };
  },
};

/** The login worked; what the user may do once inside is another matter. */
const RIGHT = /permission denied for (schema|database|table|sequence|relation) (\w{1,63})/i;

function withoutRight(
  facts: Facts,
  { signal, confidence }: { readonly signal: SignalOf<'database-auth'>; readonly confidence: Confidence },
  object: string,
): ReturnType<Cause['explain']> {
  const { container } = namesOf(facts);
  const { product = 'The database', quote } = signal;
  const user = `the user of ${containerWords(container)}`;
  return {
    confidence,
    summary: `${product} let ${containerWords(container)} log in, but its user has no right to ${object}${withCode(facts)}.`,
    quotes: [quote],
    next: `Grant ${user} what it needs on ${object} (GRANT … ON ${object.replace('relation ', 'table ')} TO the user): the login works.`,
    command: logCommand(facts),
    chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), `no right to ${object}`],
    blames: changesOf(facts, ['secret', 'variable']),
  };
}

export const page: CausePage = {
  meaning:
    'The database, cache or queue was reached and refused the login: wrong user or password, a user or database that does not exist, or an address or connection without TLS that it does not accept.',
  impact:
    'The application ends at its first query. New tasks fail in the same way; tasks that still run may lose their connections one by one.',
  fix: [
    'See which secret feeds the container (`secrets` in the definition) and compare it with the database: `aws secretsmanager get-secret-value --secret-id SECRET`.',
    'After a rotation start new tasks: secrets are read only when a task starts: `aws ecs update-service --cluster CLUSTER --service SERVICE --force-new-deployment`.',
    '`no pg_hba.conf entry … no encryption`: the server demands TLS; use `sslmode=require`.',
    'For the postgres image: `POSTGRES_PASSWORD` counts only when the data folder is empty; an existing volume keeps the old password.',
  ],
  confusedWith:
    '`exit-dependency-unreachable`: nothing answered. `task-role-access-denied`: AWS itself refused a call. `secret-access-denied`: the secret could not be read at all.',
  links: ['https://www.postgresql.org/docs/current/client-authentication-problems.html'],
};
