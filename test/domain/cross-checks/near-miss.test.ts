import { nearMiss } from '../../../lib/domain/cross-checks/near-miss';

test.each([
  ['DATABASE_URL', 'DATABSE_URL', 'a letter is missing'],
  ['DATABASE_URL', 'DATABAES_URL', 'two letters are swapped'],
  ['SENTRY_DSN', 'SENTRY_DNS', 'two letters of a short word are swapped'],
  ['POSTGRES_PASSWORD', 'POSTGRES_PASSWD', 'the word has several spellings'],
  ['DATABASE_URL', 'database_url', 'the case differs'],
  ['DATABASE_URL', 'DATABASEURL', 'the separator is missing'],
  ['DATABASE_URL', 'DATABASE-URL', 'the separator is another'],
  ['SECRET_KEY', 'KEY_SECRET', 'the words are swapped'],
  ['ALLOWED_HOST', 'ALLOWED_HOSTS', 'one is a plural'],
  ['NEXT_PUBLIC_API_URL', 'API_URL', 'the prefix of the framework is missing'],
])('%s was probably meant by %s: %s', (wanted, defined) => {
  expect(nearMiss(wanted, ['PORT', defined])).toBe(defined);
});

test.each([
  ['DB_HOST', 'DB_PORT'],
  ['DB_USER', 'DB_NAME'],
  ['SMTP_HOST', 'SMTP_PORT'],
  ['S3_BUCKET_1', 'S3_BUCKET_2'],
  ['API_KEY', 'APP_KEY'],
  ['REDIS_URL', 'DATABASE_URL'],
  ['DATABASE_URL', 'DATABASE_URL'],
])('%s is not a misspelling of %s', (wanted, defined) => {
  expect(nearMiss(wanted, [defined])).toBeUndefined();
});
