import { sensitiveName } from './sensitive-name';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const HARMLESS_WORDS = words(
  `required missing undefined null nil none n/a na nan void empty blank invalid unset set not true false yes no on off expired revoked wrong incorrect rejected denied failed failure error unknown unauthorized unauthenticated forbidden ok okay valid present absent provided configured loaded found hidden masked redacted filtered optional mandatory default disabled enabled changeme change_me change-me changeit placeholder example sample dummy todo fixme tbd password passwd passphrase pwd pw pass secret secrets token credential credentials key api_key apikey api-key auth_token authtoken access_token accesstoken secret_key secretkey db_password dbpassword string str int integer number bool boolean object field mandatory must should cannot could can is was are has have may will would been being to for from in of or and the a an this that these it its with without when if while because please check ensure make use using see expected got received unexpected option flag value argument parameter property header name type basic bearer digest plain login md5 scram-sha-256 cram-md5 xoauth2 bytes bytearray function symbol async await new latest stable main eof eol identifier ignored skipped supplied specified generated unchanged changed rotated updated created deleted removed stored used unused unsupported malformed mismatch mismatched length too only any all some`,
);
const PHRASE =
  /\b(?:required|missing|undefined|not|isn't|wasn't|invalid|must|should|cannot|can't|expected|failed|unable|unauthorized|forbidden|denied|expired|empty|blank|no such|unknown|incorrect|provide|please|is|was|are|does|doesn't|optional)\b/i;
const TEMPLATE =
  /^(?:\$\{|\$\(|\{\{|\$[A-Z_][A-Z0-9_]{0,40}$|%[sdvqr]$|%\(|%\{|%[A-Z_]{2,40}%|<[A-Za-z _.:-]{0,80}(?:>|$)|#\{|\{[A-Za-z_.]{0,40}\}$|@[A-Za-z]{1,30}@$|\{resolve:)/;
const MASK = /\*{3,}|^[x.•·#_-]{3,}$|^x{3,}|…$/i;
const PLACEHOLDER =
  /^(?:your|insert|enter|replace)[-_ ][a-z-_ ]{1,60}$|^(?:change|replace)[-_]?(?:me|this|it)|^example/i;
const VARIABLE = /^[A-Z]{2,30}\d{0,2}(?:_[A-Z]{1,30}\d{0,2}){1,8}$/;
const LOCATION =
  /^(?:arn:|https?:\/\/|file:|env:|ssm:|vault:|secretsmanager:|id=|\.{0,2}\/(?:[a-z0-9._-]{1,40}\/){1,10}[a-z0-9._-]{0,60}$|[A-Z]:\\|~?\.{0,2}\/[\w./-]{1,200}\.[a-z]{2,5}$)/;
const VERSION = /^v?\d{1,4}(?:\.\d{1,6}){1,4}(?:-[a-z0-9.]{1,20})?$/;
const CLASS_NAME = /^(?:[a-z][a-z0-9]{0,30}\.){1,8}[A-Za-z]{1,60}:$/;
const ERROR_NAME = /^[A-Za-z.]{0,80}(?:Error|Exception|Fault|Warning)\b/;
const TYPE =
  /^(?:Optional|Union|List|Dict|Literal|Annotated|SecretStr|str|string|bytes|NoneType)(?:[[(<|][^\s]{0,80})?$/;
const CODE =
  /^(?:os|env|self|this|process|settings|config|configuration|options|opts|args|kwargs|params|ctx|event|req|request|environ|ENV|System|Deno|Bun|import\.meta)(?:[.[(]|::)[\w.[\]("'`:]{0,120}/;
const CALL = /^[A-Za-z_][A-Za-z_.]{0,60}\([^()]{0,80}\)?[;,]?$/;
const NUMBER = /^[+-]?\d{1,9}(?:\.\d{1,6})?$/;

/** Whether a value in the place of a secret says something about it, or stands in for it: `undefined`, `Field required`, `${TOKEN}`, `***`. */
export function isHarmlessValue(value: string): boolean {
  const bare = value.replace(/[.,:;!?)\]}]{1,4}$/, '');
  if (bare === '' || HARMLESS_WORDS.has(bare.toLowerCase())) return true;
  const head = value.slice(0, 400);
  if (isStandIn(value)) return true;
  if (VARIABLE.test(bare) || LOCATION.test(head) || VERSION.test(bare) || ERROR_NAME.test(head) || TYPE.test(head))
    return true;
  if (CODE.test(head) || CLASS_NAME.test(head)) return true;
  return /^[a-z_.]{1,60}$/.test(bare) && /[a-z][_.][a-z]/.test(bare) && sensitiveName(bare) !== undefined;
}

/** Whether a value only marks the place of a secret: a template, a mask, `your-token-here`. */
export function isStandIn(value: string): boolean {
  const head = value.slice(0, 400);
  return TEMPLATE.test(head) || MASK.test(head.replace(/[.,:;!?)\]}]{1,4}$/, '')) || PLACEHOLDER.test(head);
}

/** Whether a quoted value is a sentence about the secret and not the secret. */
export function isPhrase(value: string): boolean {
  return /\s/.test(value) && PHRASE.test(value.slice(0, 400));
}

/** A call such as `get_token()` where code assigns. */
export function isCall(value: string): boolean {
  return CALL.test(value.slice(0, 200));
}

/** A plain number, short enough for a count, a port or a position. */
export function isNumber(value: string): boolean {
  return NUMBER.test(value);
}
