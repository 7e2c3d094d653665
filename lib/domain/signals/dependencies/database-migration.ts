import { type Rule, ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';

const failed = (tool: string, pattern: RegExp): Rule => ({
  pattern,
  detail: ([, migration]) => ({
    kind: 'database-migration',
    ...(tool === '' ? {} : { tool }),
    ...(migration === undefined || migration === '' ? {} : { migration: migration.trim() }),
  }),
});

/** A migration was refused or failed half way. One that did not reach the database is a matter of the connection. */
export const databaseMigration: Detector = ruleDetector({
  id: 'database-migration',
  reads: ['log'],
  hints: [
    'migrat',
    'flyway',
    'liquibase',
    'alembic',
    'p3005',
    'p3009',
    'p3018',
    'dirty database',
    'ecto',
    'goose',
    'schema version',
    'database schema',
    'unapplied',
    'inconsistentmigrationhistory',
    'validation failed: ',
  ],
  unless:
    /connection refused|ECONNREFUSED|could not (?:connect|translate)|can't reach|timed? ?out|no such host|ENOTFOUND|authentication failed|access denied|mostly caused by the database|no pending migrations|already up to date|no migrations? (?:to apply|needed)|successfully (?:applied|validated)/i,
  rules: [
    failed('Prisma', /^(?:\s|Error: ){0,3}(?:P3005|P3006|P3008|P3009|P3018)\b/),
    failed('Prisma', /\b(?:Error|code)\b.{0,12}\b(?:P3005|P3006|P3009|P3018)\b/),
    failed('Prisma', /migrate found failed migrations in the target database/i),
    failed('Prisma', /A migration failed to apply/i),
    failed(
      'Flyway',
      /(?:Flyway(?:Migrate|Validate|Sql)?\w{0,20}Exception).{0,20}?(?:Failed to execute script (\S{1,120}))?/,
    ),
    failed('Flyway', /Migration of schema .{1,80} to version "?([^"]{1,100}?)"? failed/),
    failed(
      'Flyway',
      /Migration (V[\w.]{1,120}) failed|Validate failed: Migrations? have failed validation|Detected failed migration to version (?:\S{1,60})|Migration checksum mismatch|Found non-empty schema/,
    ),
    failed('Liquibase', /Migration failed for (?:change ?set|changeset) (\S{1,200})/i),
    failed(
      'Liquibase',
      /liquibase\.exception\.(?:Migration|Database|Validation|Lock|ChangeLogParse|Liquibase|CommandExecution)\w{0,20}Exception|Could not acquire change log lock|Validation Failed:/,
    ),
    failed(
      'Alembic',
      /alembic\.util\.exc\.CommandError|Can't locate revision identified by '?([0-9a-f]{6,40})|FAILED: (?:Multiple head revisions|Target database is not up to date|Can't locate revision)|Multiple head revisions/,
    ),
    failed(
      'Django',
      /django\.db\.migrations\.exceptions\.\w{3,60}|InconsistentMigrationHistory|Conflicting migrations detected|migrations?\.exceptions\.MigrationSchemaMissing|NodeNotFoundError: Migration (\S{1,120})/,
    ),
    failed(
      'Rails',
      /ActiveRecord::(?:PendingMigrationError|DuplicateMigration\w{4,10}|IllegalMigrationNameError|ConcurrentMigrationError|UnknownMigrationVersionError)|Migrations are pending|StandardError: An error has occurred, (?:this and )?all later migrations canceled/,
    ),
    failed(
      'Knex',
      /migration (?:file )?"([^"]{1,200})" failed|The migration directory is corrupt|MigrationLocked|Migration table is already locked/i,
    ),
    failed('TypeORM', /Migration "([^"]{1,200})" failed, error/),
    failed('Sequelize', /Migration (\S{1,200}) \(up\) failed/),
    failed('golang-migrate', /Dirty database version (-?\d{1,20})/),
    failed(
      'golang-migrate',
      /migration failed(?: in line \d{1,6})?:|error: migration failed|no migration found for version (\d{1,20})|first .{1,60}: file does not exist/i,
    ),
    failed('goose', /\bgoose(?: run)?: .{0,40}(?:failed|ERROR) ?(\S{0,120}\.(?:sql|go))?|goose: (?:failed to|error)/i),
    failed(
      'Ecto',
      /could not find migration|Ecto\.MigrationError|Ecto\.Migrator.{0,120}(?:error|failed)|migrations? (?:are|is) down/,
    ),
    failed(
      'EF Core',
      /PendingModelChangesWarning|Failed executing DbCommand.{0,200}(?:CREATE|ALTER|DROP) |An error occurred while (?:migrating|applying migrations)/i,
    ),
    failed('Doctrine', /Migration (\S{1,120}) failed during (?:Execution|Post-Checks)/),
    failed(
      'Laravel',
      /\bMigrat(?:ing|ion):? .{0,120}\bFAIL(?:ED)?\b|(\d{4}_\d\d_\d\d_\d{6}_\w{3,120}) \.{2,200} ?[\d.,a-z]{0,12} ?FAIL/,
    ),
    failed(
      '',
      /\b(?:database|schema|db|sql) ?migrations? (?:has |have )?(?:failed|error|aborted)|(?:failed|unable|could not|cannot|error) (?:to )?(?:run|running|apply|applying|execute|executing|perform|complete|completing)(?: the| all| database| db| schema| pending){0,3} ?migrations?\b|migrations? (?:failed|could not be applied|did not complete|aborted)\b|error (?:during|while|in) (?:the )?(?:running )?(?:database |schema |db )?migrations?\b|failed to migrate\b|Applying database migrations failed|migration .{1,120} failed\b/i,
    ),
    failed(
      '',
      /database schema (?:version )?(?:is )?(?:too (?:new|old)|newer than|older than|incompatible|mismatch|out of date)|schema version .{1,60}(?:mismatch|incompatible|newer|older)/i,
    ),
  ],
});
