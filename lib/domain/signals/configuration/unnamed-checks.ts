import { type Detector, lineDetector } from '../detector';
import { isHarmless, levelOf } from './log-level';
import { OWN_CHECK } from './plain-checks';
import { belongsToRequest } from './request-line';
import { settingFinding } from './setting-finding';
import { variablesIn } from './setting-name';

const MISSING =
  /\bmissing (?:or invalid )?(?:required )?(?:environment|env)(?:[ -]?(?:variables?|vars?))\b|required environment variables? (?:is|are|not|missing)/i;
const INVALID =
  /\b(?:environment|env|config(?:uration)?)(?: (?:variables?|schema))? validation (?:failed|error)|\binvalid (?:environment|env)(?:[ -]?(?:variables?|vars?|configuration|config))\b/i;
/** An error class that says configuration, with a message. */
const CLASS = /\b(?:[A-Z]\w{0,60})?Config(?:uration)?(?:Validation)?(?:Error|Exception): \S.{2,300}/;
/** Drivers that put an unreachable host into such a class. */
const OF_NETWORK = /\bDNS\b|\bSRV\b|look ?up|connect|timed? ?out|refused|reach|No servers/i;

/** A field beside the message that holds the name: `"variable":"X"`, `key=X`, `"missing":["A","B"]`. */
const FIELD =
  /\b(?:variables?|keys?|name|env|env_?vars?|vars?|settings?|missing|field)["']?\s?[:=]\s?(\[[^\]]{1,500}\]|"?[A-Za-z_][\w.-]{1,100})/gi;

/** Something in the configuration is wrong, and the message does not say which setting: a field beside it may. */
export const unnamedChecks: Detector = lineDetector({
  id: 'unnamed-checks',
  reads: ['log'],
  hints: [
    'environment var',
    'env var',
    'validation failed',
    'validation error',
    'configerror: ',
    'configexception: ',
    'configurationerror: ',
    'configurationexception: ',
    'invalid env',
    'validationerror: ',
    'validationexception: ',
  ],
  line(text, index, passage) {
    const line = passage.lines[index];
    if (line === undefined || isHarmless(text)) return undefined;
    const level = levelOf(line);
    if (level === 'quiet') return undefined;
    const names = namesInFields(line.source);
    if (names.length === 0 && variablesIn(text.slice(0, 3000)).length > 0) return undefined;
    const missing = MISSING.exec(text);
    const match = missing ?? INVALID.exec(text) ?? CLASS.exec(text);
    if (match === null || (missing === null && OF_NETWORK.test(text))) return undefined;
    if (belongsToRequest(passage, index)) return undefined;
    return settingFinding(text, match[0], {
      reader: OWN_CHECK,
      names,
      problem: missing === null ? 'invalid' : 'missing',
      weak: level === 'warning',
    });
  },
});

const namesInFields = (source: string): readonly string[] =>
  [...source.slice(0, 4000).matchAll(FIELD)].flatMap(([, value = '']) => variablesIn(value).map(({ name }) => name));
