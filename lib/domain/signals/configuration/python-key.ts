import type { Passage } from '../../text/passage';
import { linesAround } from './setting-finding';
import { looksLikeVariable } from './setting-name';

const SHOWS_ENVIRON = /\benviron\b|\/os\.py"|<frozen os>/;
const READS_ENVIRONMENT = /\benviron\b|getenv|\/os\.py"|<frozen os>|\/environ\.py"|decouple|dotenv/i;
const FRAME = /^\s{0,20}File "/;
/** A frame of a library, or of the lookup of a dictionary that is not `os.environ`. */
const OTHER_FRAME =
  /(?:site|dist)-packages|[/\\]lib[/\\]python\d|\.p(?:yx|xi)"|in (?:__getitem__|__missing__|get_loc|get_item)\b/;
const READS_SETTINGS = /environ|getenv|\benv\b|config|settings|secrets/i;

/** Reader of a key that is named like a variable, where nothing shows which dictionary lacks it. */
export const PYTHON = 'Python';

/** Who missed the key of a KeyError; undefined where it is of a dictionary other than the environment. */
export function readerOfKey(name: string, passage: Passage, index: number): string | undefined {
  const before = tracebackOf(passage, index);
  if (!comesFromEnvironment(name, before)) return undefined;
  return before.some((line) => SHOWS_ENVIRON.test(line)) ? 'os.environ' : PYTHON;
}

/** The lines of the traceback that the error ends, itself the last. */
function tracebackOf(passage: Passage, index: number): readonly string[] {
  const before = linesAround(passage, index, 8, 0);
  return before.slice(Math.max(0, before.map((line) => /Traceback \(most recent/.test(line)).lastIndexOf(true)));
}

function comesFromEnvironment(name: string, before: readonly string[]): boolean {
  if (before.some((line) => READS_ENVIRONMENT.test(line))) return true;
  if (!looksLikeVariable(name)) return false;
  const innermost = before.filter((line) => FRAME.test(line)).at(-1);
  if (innermost !== undefined && OTHER_FRAME.test(innermost)) return false;
  const code = before.find((line) => !line.includes('KeyError') && new RegExp(`\\[["']${name}["']\\]`).test(line));
  return code === undefined || READS_SETTINGS.test(code);
}
