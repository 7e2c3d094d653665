/** What a sentence says of a setting whose name it mentions. */
export type Said = 'missing' | 'empty' | 'invalid';

const DONE =
  '(?:set|found|defined|provided|specified|configured|present|given|available|supplied|exported|declared|populated|passed|in (?:the )?env)';
const NOUN =
  '(?:(?:required |mandatory )?(?:(?:environment|env|config(?:uration)?|shell|app(?:lication)?)[ -]?)?(?:var(?:iable)?s?|settings?|parameters?|options?|values?|secrets?|propert(?:y|ies)|fields?|keys?|credentials?|configuration|config|env|environment)?(?:\\(s\\))? ?)?';
const OPEN = `^[\\\\"'\`)\\]}>]{0,4}(?: ?\\([^)]{0,60}\\))?[:,;]?\\s{0,3}(?:[-–—] ?)?(?:both |but |all |which |that )?${NOUN}["'\`]?[:,]?\\s?(?:-> ?|=> ?)?`;
const BE = "(?:is|are|was|were|isn[’']t|aren[’']t|wasn[’']t|weren[’']t)";
const AGAIN = '(?:currently |also |still |both |all |either )?';

const after = (said: string): RegExp => new RegExp(`${OPEN}(?:${said})`, 'i');

const EMPTY_AFTER = [
  after(`${BE} ${AGAIN}(?:an )?(?:empty|blank)\\b`),
  after("(?:must|should|can|could|may)(?: ?not|n[’']t) be (?:an )?(?:empty|blank)"),
  after('(?:has no|resolved to an empty) (?:value|string)'),
];

const MISSING_AFTER = [
  after(`(?:${BE} )?${AGAIN}(?:not (?:been )?${DONE}|unset|undefined)\\b`),
  after(`(?:is|are|was|were)n[’']?t ${AGAIN}${DONE}\\b`),
  after(`(?:has|have)(?: not|n[’']t) been ${DONE}\\b`),
  after(`${BE} ${AGAIN}(?:a |an )?(?:missing|required|mandatory|null|nil|none|absent|needed|necessary)\\b`),
  after(
    '(?:missing|required|undefined|unset|not set)(?:$|[.,;:!)\\]}"\'`]| (?:in|from|for|but|and|or|env|when|at)\\b)',
  ),
  after(
    `(?:must|should|needs? to|ha(?:s|ve) to) be (?:explicitly |properly )?(?:${DONE}|non-?empty|a non-?empty|not null|set)`,
  ),
  after("(?:must|should)(?: not|n[’']t) be (?:null|undefined|none|nil)"),
  after(
    "(?:can(?: ?not|[’']t)|could(?: not|n[’']t)|may not) be (?:null|undefined|none|nil|found|unset|missing|resolved|read)",
  ),
  after("does(?: not|n[’']t) exist|has no default|requires a value|needs a value"),
  after('(?:field required|(?:invalid input: )?expected [\\w ]{1,30}, received undefined)'),
];

const INVALID_AFTER = [
  after(
    `${BE} (?:not (?:an? )?(?:valid|correct|allowed|supported|well-formed)|(?:an? )?(?:invalid|malformed|incorrect)|too (?:short|long))`,
  ),
  after('(?:must|should|needs? to|has to) (?:be|have|contain|start|begin|end|point|match|include|equal|not) '),
  after('(?:has|contains) an? (?:invalid|illegal|unsupported)'),
  after(
    'invalid(?:$|[.,;:!)]| (?:url|uri|value|input|format|port|email|enum|type|string|number|integer|option|environment))',
  ),
];

const LINK_WORDS =
  'the|a|an|your|following|any|one|valid|value|values|required|mandatory|of|for|in|from|environment|env|config|configuration|runtime|application|app|server|secret|build|process|system|variable|variables|vars|var|setting|settings|parameter|parameters|param|params|option|options|key|keys|property|properties|secrets|credentials|credential|field|fields|name|names|named|called|set|is|are|not|found|at|startup|definition|defined|either|both|all|entry|section|envvar|envvars|envs|args?|argument|api|token|url|password';
const THEN = `(?:[ /](?:${LINK_WORDS})(?:\\(s\\))?){0,8}[^A-Za-z0-9]{0,6}$`;

const before = (said: string, then = THEN): RegExp => new RegExp(`(?:^|[^A-Za-z])(?:${said})${then}`, 'i');

const MISSING_BEFORE = [
  before(
    '(?:missing|requires?|required|mandatory|undefined|unset|lacks?|lacking|needs|without)(?:(?: or | and |/)(?:empty|invalid|missing|undefined))?',
  ),
  before('no'),
  before(
    '(?:environment|env|config\\w{0,8})[ -]?(?:variables?|vars?|settings?|values?|keys?)?(?:\\(s\\))? (?:(?:is|are|was|were) )?(?:not (?:set|found|defined|provided|present|configured|specified)|missing|required|undefined|unset)',
  ),
  before(
    '(?:no value|not set|not found|is missing|are missing|is required|are required|not provided|missing value|value missing|not defined)',
  ),
];
const ADVICE_BEFORE = before(
  '(?:please|must|need to|have to) (?:set|provide|give|define|specify|configure|export|supply|add)(?: up)?',
);
const FAILED_BEFORE = before(
  "(?:could not|couldn[’']t|cannot|can[’']t|can not|unable to|failed to|did not) (?:find|read|get|load|fetch|resolve|locate|retrieve)",
);
const INVALID_BEFORE = [
  before('(?:invalid|malformed|incorrect)'),
  before("(?:(?:could not|cannot|can[’']t|unable to|failed to) (?:parse|decode)|error parsing)"),
];
/** What follows the name when the sentence only gives a hint. */
const HINT_AFTER =
  /^["'`)\]}]{0,3}(?: ?=|(?: (?:environment|env))?(?: (?:variable|var|setting))? (?:to|as) (?:enable|see|get|debug|info|true|false|\d|disable|suppress|avoid|silence|increase|use|change|override|hide|customi[sz]e))/i;
const ABOUT_SETTINGS = /\benv\b|environ|config|setting|variable|secret/i;

/** What the words around a name say of it; `head` ends where the name begins, `tail` begins where it ends. */
export function saidOf(head: string, tail: string): Said | undefined {
  const ahead = head.slice(-160);
  const behind = tail.slice(0, 200);
  if (EMPTY_AFTER.some((pattern) => pattern.test(behind))) return 'empty';
  if (MISSING_AFTER.some((pattern) => pattern.test(behind))) return 'missing';
  if (INVALID_AFTER.some((pattern) => pattern.test(behind))) return 'invalid';
  if (HINT_AFTER.test(behind)) return undefined;
  if (MISSING_BEFORE.some((pattern) => pattern.test(ahead)) || ADVICE_BEFORE.test(ahead)) return 'missing';
  if (FAILED_BEFORE.test(ahead) && ABOUT_SETTINGS.test(ahead + behind.slice(0, 40))) return 'missing';
  return INVALID_BEFORE.some((pattern) => pattern.test(ahead)) ? 'invalid' : undefined;
}
