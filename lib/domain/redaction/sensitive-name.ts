/** What a name says of its value. `firm` names hide whatever stands there; the others also occur in prose and want a value that looks like a secret. */
export interface SensitiveName {
  readonly kind: string;
  readonly firm: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const PASSWORDS = words('password passwd passphrase passcode pwd pass pw requirepass masterauth storepass keypass');
const PLURALS = words('passwords secrets tokens credentials');
const KEY_OF = words(
  'api access secret private encryption encrypt decryption signing sign master account license licence auth session app application service storage ssh deploy jwt shared hmac cookie anon write ingest ingestion integration subscription crypt cipher aes rsa admin webhook fernet nextauth token user root sas salt',
);
const QUALIFIERS = words(
  'value hash hashed encrypted plain plaintext text string base base64 b64 old new current previous prev prod production staging dev test primary secondary default live sandbox raw encoded confirm confirmation repeat again base64encoded ro rw',
);
const NOT_SECRET = words(
  'name id ids arn arns file path dir url uri host port endpoint region type count length len size ttl expiry expires expire expiration seconds minutes hours days ms timeout interval age min max limit limits status error errors version rotation enabled disabled required policy reset field prefix suffix header manager budget usage issuer audience algorithm alg method provider store storage source backend engine namespace scope scopes role service cache rate retries mode format encoding location folder bucket table group ref label param parameter names form input env in at on',
);
const TOKENS_OF_PROTOCOL = words(
  'next page continuation client idempotency forward backward start starting pagination max min budget num count total prompt completion input output eos bos pad unk sep cls mask end stop special pipeline sync resume cancellation cancel concurrency lexer parser',
);
const FAULTS = words(
  'missing invalid expired bad wrong unknown unexpected illegal no required incorrect stray empty unset',
);
const COMPOUND =
  /(?:password|passwd|passphrase|apikey|secretkey|accesskey|privatekey|authkey|encryptionkey|signingkey|accountkey|licensekey|authtoken|accesstoken|refreshtoken|sessiontoken|bearertoken|clientsecret|appsecret|jwtsecret)$/;
const SOURCE_FILE =
  /\.(?:java|kt|py|pyc|js|ts|mjs|cjs|jsx|tsx|rb|go|rs|php|c|cc|cpp|h|cs|ex|exs|scala|clj|vue|sh|ya?ml|json|xml|toml|conf|env|txt|pem|key|lock|cfg|ini|sql|md|html|css|jar|so)$/i;

/** The words of an identifier, lower case, digits at their ends dropped: `dbPassword2`, `DB_PASSWORD_2` → `db`, `password`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => (word === 'base64' || word === 'b64' ? word : word.replace(/\d{1,20}$/, '')))
    .filter((word) => word !== '');
}

/** Whether values under this name are secrets, and of what kind. `SECRET_KEY`, `dbPassword`, `X-Api-Key`: yes; `secret_name`, `nextToken`, `token.py`: no. */
export function sensitiveName(name: string): SensitiveName | undefined {
  if (SOURCE_FILE.test(name)) return undefined;
  if (/^_auth$|^REDISCLI_AUTH$/i.test(name)) return { kind: 'password', firm: true };
  const all = wordsOf(name);
  let end = all.length;
  while (end > 1 && QUALIFIERS.has(all[end - 1] ?? '')) end -= 1;
  return kindOfTail(all.slice(0, end)) ?? kindOfVariable(name, all);
}

function kindOfTail(all: readonly string[]): SensitiveName | undefined {
  const last = all.at(-1) ?? '';
  const before = all.at(-2);
  const firm = before !== undefined && !FAULTS.has(before);
  if (PASSWORDS.has(last))
    return { kind: 'password', firm: last.length > 4 ? !FAULTS.has(before ?? '') : firm || last === 'pwd' };
  if (PLURALS.has(last)) return { kind: last === 'credentials' ? 'credential' : last.slice(0, -1), firm: false };
  if (last === 'credential') return { kind: last, firm: false };
  if (last === 'secret') return { kind: last, firm };
  if (last === 'salt' || last === 'pepper') return { kind: 'secret', firm };
  if (last === 'jwt') return { kind: 'token', firm: false };
  if (last === 'token') {
    if (before !== undefined && TOKENS_OF_PROTOCOL.has(before)) return undefined;
    return { kind: before === 'session' && all.includes('aws') ? 'aws-session-token' : 'token', firm };
  }
  if (last === 'key' && before !== undefined && KEY_OF.has(before)) return { kind: kindOfKey(all, before), firm: true };
  return COMPOUND.test(last) ? { kind: kindOfCompound(last), firm: true } : undefined;
}

/** Environment variables put the noun anywhere: `TOKEN_GITHUB`, `SECRET_STRIPE_V2`. */
function kindOfVariable(name: string, all: readonly string[]): SensitiveName | undefined {
  if (!/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name) || NOT_SECRET.has(all.at(-1) ?? '')) return undefined;
  const noun = all.find((word) => word === 'secret' || word === 'token' || word === 'password' || word === 'passwd');
  if (noun === undefined || all.includes('public')) return undefined;
  return { kind: noun === 'passwd' ? 'password' : noun, firm: true };
}

function kindOfKey(all: readonly string[], before: string): string {
  if (all.includes('aws') || all.at(-3) === 'secret') return 'aws-secret-key';
  if (before === 'api' || before === 'private') return `${before}-key`;
  return before === 'secret' ? 'secret' : 'key';
}

function kindOfCompound(word: string): string {
  if (word.endsWith('apikey')) return 'api-key';
  if (word.endsWith('privatekey')) return 'private-key';
  if (word.endsWith('token')) return 'token';
  if (word.endsWith('secret') || word.endsWith('secretkey')) return 'secret';
  return word.endsWith('key') ? 'key' : 'password';
}
