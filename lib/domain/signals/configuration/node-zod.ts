import type { Passage } from '../../text/passage';
import { type Detector, signalAt } from '../detector';
import type { Signal } from '../signal';
import { linesAround, settingFinding } from './setting-finding';
import { looksLikeVariable } from './setting-name';

const ID = 'zod-settings';
/** `path: [ 'APP_URL' ]`, `"path":["APP_URL"]`, also with the name on the next line. */
const PATH = /["']?path["']?\s{0,4}:\s{0,4}\[\s{0,20}["'`]([\w.-]{1,100})["'`]/g;
const PATH_OPENS = /["']?path["']?\s{0,4}:\s{0,4}\[\s{0,20}$/;
const NAME_ALONE = /^\s{0,80}["'`]([\w.-]{1,100})["'`],?\s{0,20}\]?,?\s{0,20}$/;
/** `DATABASE_URL: [ 'Required' ]`, `DATABASE_URL: { _errors: [ 'Required' ] }`. */
const BY_NAME =
  /["']?\b([A-Za-z_]\w{0,100})["']?\s{0,4}:\s{0,4}(?:\[\s{0,20}["']|\{\s{0,20}["']?_?errors["']?\s{0,4}:)/g;
/** zod 4's `z.prettifyError`. */
const PRETTY = /^\s{0,40}→ at ([\w.-]{1,100})\s*$/;
const ABOUT_ENVIRONMENT =
  /\benv(?:ironment)?\b|\bconfig|environment variable|\bsettings\b|process\.env|env\.(?:ts|js|mjs)/i;
const ABSENT = /received:? ["'`]?undefined|["'`]Required["'`]|received undefined|\bRequired\b/;
const GROUPS = new Set([
  'fieldErrors',
  'formErrors',
  'errors',
  'properties',
  '_errors',
  'issues',
  'path',
  'keys',
  'values',
  'options',
]);

/** zod and what is built on it (t3-env and the like): the issues of an environment, not of a request body. */
export const zodSettings: Detector = {
  id: ID,
  reads: ['log'],
  hints: ['path', "[ '", '["', '_errors', '→ at '],
  detect(passage) {
    return passage.lines.flatMap(({ text }, index): readonly Signal[] => {
      const names = namesIn(text, index, passage).filter((name) => isOfEnvironment(name, passage, index));
      if (names.length === 0) return [];
      const around = linesAround(passage, index, 6, 4).join('\n');
      const problem = ABSENT.test(text) || ABSENT.test(around) ? 'missing' : 'invalid';
      return signalAt(ID, passage, index, settingFinding(text, text, { reader: 'zod', names, problem }));
    });
  },
};

function namesIn(text: string, index: number, passage: Passage): readonly string[] {
  const capped = text.slice(0, 8000);
  const inLine = [...capped.matchAll(PATH)].flatMap((match) => match[1] ?? []);
  const opened = PATH_OPENS.test(capped) ? NAME_ALONE.exec(passage.lines[index + 1]?.text ?? '')?.[1] : undefined;
  const pretty = PRETTY.exec(capped)?.[1];
  const byName = [...capped.matchAll(BY_NAME)].flatMap((match) => match[1] ?? []).filter((name) => !GROUPS.has(name));
  return [...inLine, ...(opened === undefined ? [] : [opened]), ...(pretty === undefined ? [] : [pretty]), ...byName];
}

/** An issue of zod or a list under a heading about the environment. */
function isOfEnvironment(name: string, passage: Passage, index: number): boolean {
  const before = linesAround(passage, index, 40, 0);
  const issue = before.some((line) =>
    /ZodError|invalid_type|invalid_value|invalid_enum|invalid_format|invalid_string|too_small|Invalid input|\bRequired\b|_errors|fieldErrors|❌|✖|received/.test(
      line,
    ),
  );
  if (!issue) return false;
  const about = before.some((line) => ABOUT_ENVIRONMENT.test(line));
  return looksLikeVariable(name) || about;
}
