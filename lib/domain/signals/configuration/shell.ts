import { type Detector, lineDetector } from '../detector';
import { isHarmless } from './log-level';
import { settingFinding } from './setting-finding';
import { looksLikeVariable } from './setting-name';

const UNSET = /(?:^|[\s:])\$?\{?([A-Za-z_]\w{0,100})\}?: (?:unbound variable|parameter (?:null or )?not set)/;
const CHECKED =
  /(?:line \d{1,6}|sh: \d{1,6}|\.\w{1,10}: \d{1,6}|entrypoint\S{0,40}: \d{1,6}): ([A-Za-z_]\w{1,100}): (.{1,300})/;
/** What a shell itself says after such a name when it is a command. */
const OF_COMMAND =
  /^(?:command not found|not found|no such file|permission denied|is a directory|cannot |syntax error|readonly variable|bad (?:substitution|array)|integer expression|ambiguous|Exec format|arithmetic|numeric argument|too many arguments)/i;

/** Shells under `set -u`, and `${X:?message}`. */
export const shellVariable: Detector = lineDetector({
  id: 'shell-variable',
  reads: ['log'],
  hints: ['unbound variable', 'parameter not set', 'parameter null or not set', ': line ', 'sh: '],
  line(text) {
    const unset = UNSET.exec(text);
    if (unset?.[1] !== undefined) return settingFinding(text, unset[0], { reader: 'shell', names: [unset[1]] });
    const [piece, name, message] = CHECKED.exec(text) ?? [];
    if (piece === undefined || name === undefined || message === undefined) return undefined;
    if (!looksLikeVariable(name) || OF_COMMAND.test(message) || isHarmless(message)) return undefined;
    return settingFinding(text, piece, { reader: 'shell', names: [name] });
  },
});
