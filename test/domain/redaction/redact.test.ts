import { redact } from '../../../lib/domain/redaction/redact';

const PASSWORD = ['hun', 'ter2'].join('');

/** What is written, with `#` in the place of the secret, and the kind that its placeholder names. */
const PLACES: readonly (readonly [string, string])[] = [
  ['password: #', 'password'],
  ['DB_PASSWORD=#', 'password'],
  ['DB_PASSWORD="#" next', 'password'],
  ['{"user":"app","password":"#","port":5432}', 'password'],
  ["{'password': '#', 'user': 'app'}", 'password'],
  ['{"log":"{\\"password\\":\\"#\\",\\"user\\":\\"app\\"}"}', 'password'],
  ['{"log":"DB_PASSWORD=#\\nDB_HOST=db"}', 'password'],
  ['{Host:db Password:# Port:5432}', 'password'],
  [':password=>"#", :user=>"app"', 'password'],
  ['Server=db;Uid=app;Pwd=#;Encrypt=true', 'password'],
  ['jdbc:postgresql://db/x?user=app&password=#&ssl=true', 'password'],
  ['jdbc:oracle:thin:scott/#@//db:1521/x', 'url-password'],
  ['host=db password=# dbname=orders', 'password'],
  ['mysql -u root -p# -h db', 'password'],
  ['docker login -u app -p # registry.example.com', 'password'],
  ['["app","--password","#"]', 'password'],
  ['app --db-password=# --port 80', 'password'],
  ['curl -u app:# https://example.com', 'password'],
  ["ALTER USER app WITH PASSWORD '#'", 'password'],
  ['app:#@tcp(db:3306)/orders', 'url-password'],
  ['pull of app:#@registry.example.com/orders:1 failed', 'url-password'],
  ['postgres://app:#@db:5432/orders', 'url-password'],
  ['postgres://app:#/@#@db:5432/orders', 'url-password'],
  ['redis://:#@cache:6379', 'url-password'],
  ['password%3D#%26next%3D1', 'password'],
  ['%22password%22%3A%22#%22', 'password'],
  ['postgres%3A%2F%2Fapp%3A#%40db', 'url-password'],
  ['<password>#</password>', 'password'],
  ['{"name":"DB_PASSWORD","value":"#"}', 'password'],
  ['{"value":"#","name":"DB_PASSWORD"}', 'password'],
  ['- name: DB_PASSWORD\n  value: #\n', 'password'],
  ['Cookie: sid=#', 'cookie'],
  ['Set-Cookie: sid=#; Path=/; HttpOnly', 'cookie'],
  ['X-Auth-Token: #', 'token'],
  ['X-Api-Key: #', 'api-key'],
  ['Incorrect API key provided: #', 'api-key'],
  ['aws_secret_access_key = #', 'aws-secret-key'],
  ['SECRET_KEY_BASE=#', 'secret'],
  ['?token=#&page=2', 'token'],
  ['GET /orders session=# 200', 'session'],
  ['JSESSIONID=#', 'session'],
  ['cookie=#', 'session'],
  ['TypeError: Invalid URL: app:#@db:5432/orders', 'url-password'],
  ["Invalid URL 'app:#@db'", 'url-password'],
  ["ValueError: invalid literal for int() with base 10: '#'", 'value'],
  ["ValueError: could not convert string to float: '#'", 'value'],
];

test.each(PLACES)('only the value is hidden in: %s', (written, kind) => {
  const { text } = redact(written.replace('#/@#', `${PASSWORD}/@x`).replace('#', PASSWORD));
  expect(text).toBe(written.replace('#/@#', '#').replace('#', `[redacted:${kind}]`));
});

test('a token keeps its own name where its place would only say token', () => {
  const token = ['gh', 'p_'].join('') + 'a1B2'.repeat(9);
  expect(redact(`GITHUB_TOKEN=${token}`).text).toBe('GITHUB_TOKEN=[redacted:github-token]');
});

test('every replaced piece is counted', () => {
  expect(redact(`a postgres://u:${PASSWORD}@h and DB_PASSWORD=${PASSWORD}`)).toEqual({
    text: 'a postgres://u:[redacted:url-password]@h and DB_PASSWORD=[redacted:password]',
    hidden: 2,
  });
});

test('the scheme of an Authorization header stays and its credentials go', () => {
  const header = `'authorization': 'Bearer ${'x7Q'.repeat(10)}', host: 'db'`;
  expect(redact(header).text).toBe("'authorization': 'Bearer [redacted:authorization]', host: 'db'");
});

test('a private key is hidden from its first dash to its last, with line breaks or escaped ones', () => {
  const key = [
    '-----BEGIN PRIV',
    'ATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\nAASC\n-----END PRIV',
    'ATE KEY-----',
  ].join('');
  expect(redact(`a\n${key}\nb`).text).toBe('a\n[redacted:private-key]\nb');
  expect(redact(JSON.stringify({ pem: `a\n${key}\nb` })).text).toBe('{"pem":"a\\n[redacted:private-key]\\nb"}');
});

test('a private key without its end is hidden as far as it goes', () => {
  const key = ['-----BEGIN RSA PRIV', 'ATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEF\\nAASCBKcwggSjAgEAAoIB'].join('');
  expect(redact(`${key} then words`).text).toBe('[redacted:private-key] then words');
});

test.each([
  "ValueError: invalid literal for int() with base 10: ''",
  "ValueError: invalid literal for int() with base 10: 'tcp://172.17.0.2:5432'",
  "ValueError: could not convert string to float: '12,5'",
  'session=none',
  'session=Session()',
  'session_timeout=3600s',
  'image url app:latest@sha256:0123456789abcdef',
])('nothing is hidden where no session, login or value stands: %s', (text) => {
  expect(redact(text)).toEqual({ text, hidden: 0 });
});
