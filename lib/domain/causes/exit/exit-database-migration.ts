import { containerWords } from '../../container-words';
import { stopWords, tellsOfFailure } from '../../cross-checks/stop-words';
import { type Facts, namesOf, signalOf, signalsOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { strongest } from './log-evidence';
import { logCommand, withCode } from './reading';

export const exitDatabaseMigration: Cause = {
  id: 'exit-database-migration',
  title: 'a database migration failed',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error', 'exit-sigterm', 'exit-killed-sigkill'],
  explain(facts) {
    const stopped = overdueMigration(facts);
    if (stopped !== undefined) return stopped;
    const all = signalsOf(facts, 'database-migration');
    const named = all.filter(({ tool, migration }) => tool !== undefined || migration !== undefined);
    const found = strongest(facts, named.length > 0 ? named : all);
    if (found === undefined) return undefined;
    const { tool, quote } = found.signal;
    const migration = found.signal.migration ?? all.find((one) => one.migration !== undefined)?.migration;
    const { container } = namesOf(facts);
    const what = `${tool === undefined ? 'A' : `${/^[AEIO]/.test(tool) ? 'An' : 'A'} ${tool}`} migration${migration === undefined ? '' : ` (${migration})`}`;
    return {
      confidence: found.confidence,
      summary: `${what} failed in ${containerWords(container)}${withCode(facts)}.`,
      quotes: [quote],
      next: `Look at the state of ${migration ?? 'the failed migration'} in the database, repair it${tool === undefined ? '' : ` with ${tool}`}, then deploy again.`,
      command: logCommand(facts),
      chain: [
        ...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]),
        `${migration ?? 'a migration'} failed`,
      ],
    };
  },
};

/** Whoever called StopTask gave as the reason that the migration took too long. */
function overdueMigration(facts: Facts): ReturnType<Cause['explain']> {
  const words = stopWords(facts.stop);
  const planned = signalOf(facts, 'planned', ({ by }) => by === 'person');
  if (words === undefined || planned === undefined || !tellsOfFailure(words)) return undefined;
  const { container, definition } = namesOf(facts);
  if (!/migrat/i.test([words, container, definition].join(' '))) return undefined;
  return {
    confidence: 'likely',
    summary: `The migration in ${containerWords(container)} did not end in its time and was stopped: ${words.slice(0, 200)}.`,
    quotes: [planned.quote],
    next: `Check whether the migration of ${containerWords(container)} waits for a lock in the database before it is started again.`,
    command: logCommand(facts),
    chain: ['stopped by its caller', 'the migration took too long'],
  };
}

export const page: CausePage = {
  meaning:
    'The tool that changes the database schema stopped with an error: a script failed, an earlier failed migration blocks the new ones, or the files and the history in the database do not agree.',
  impact: 'The new revision does not start. The schema may be half changed: the old revision may fail as well.',
  fix: [
    'Read the first error of the migration in the log: SQL state, table, statement.',
    'See what the tool thinks: `prisma migrate status`, `flyway info`, `alembic current`, `rails db:migrate:status`, `python manage.py showmigrations`.',
    'Repair by hand what was half done, then mark it: `prisma migrate resolve`, `flyway repair`, `migrate force VERSION`.',
    'Run migrations as a task of their own before the deployment, once, instead of at the start of every task.',
  ],
  confusedWith:
    '`exit-dependency-unreachable` and `exit-database-auth`: the migration tool never got to the database, or was refused.',
  links: [
    'https://www.prisma.io/docs/orm/prisma-migrate/workflows/patching-and-hotfixing',
    'https://documentation.red-gate.com/flyway/reference/commands/repair',
  ],
};
