import type { Passage } from '../../text/passage';
import { type Detector, signalAt } from '../detector';
import type { Signal } from '../signal';
import { isHarmless, levelOf } from './log-level';
import { isOfRequest } from './request-line';
import { linesAround, settingFinding, unprefixed } from './setting-finding';
import { looksLikeVariable, variablesIn } from './setting-name';

const ID = 'listed-checks';
const WRONG =
  '(?:missing|invalid|required|undefined|unset|following|not (?:set|defined|provided|present|found|configured)|please check)';
const ABOUT = '(?:environment|env|envs|config\\w{0,12}|settings?|variables?|vars|secrets?)';
const HEADING = new RegExp(
  `\\b${WRONG}\\b.{0,120}\\b${ABOUT}\\b|\\b${ABOUT}\\b.{0,120}(?:\\b${WRONG}\\b|validation (?:failed|errors?)|errors? )`,
  'i',
);
const CHOICE = /\bone of\b|\bat least one\b|\beither\b/i;
const FRAME = /^[\s=\-─━═╔╗╚╝║┌┐└┘│*#_{}[\](),]*$/;
const BULLET = /^[\s│|║]{0,20}(?:(?:[-*•+→>❌✗×✘!⛔⚠🔴]|\ufe0f){1,3}|\d{1,3}[.)])\s{0,4}/u;
const ITEM =
  /^["'`$[{]{0,3}([A-Za-z_][\w.]{1,100})["'`\]}]{0,2}(?:$|\s{0,4}(?:[,:=(–—-]|→|is\b|must\b|has\b|missing\b|required\b|not\b))/;
const QUOTED_REST = /^\s*["'`].{0,200}["'`],?\s*$/;
const ABSENT = /required|missing|undefined|not set|not provided|not defined|not found/i;

const MOST_ITEMS = 40;

/** A heading such as envalid's `Missing environment variables:` and the names in the lines below it. */
export const listedChecks: Detector = {
  id: ID,
  reads: ['log'],
  hints: ['environment', 'env ', 'env:', 'config', 'setting', 'variable', 'secrets'],
  detect(passage) {
    return passage.lines.flatMap((line, index): readonly Signal[] => {
      const text = line.text.slice(0, 1000);
      if (!HEADING.test(text) || CHOICE.test(text) || isHarmless(text)) return [];
      const level = levelOf(line);
      if (level === 'quiet' || isOfRequest(line)) return [];
      const items = itemsBelow(passage, index);
      const boxed = linesAround(passage, index, 8, 0).some((above) => /^\s*={8,}\s*$/.test(above));
      const invalid = /invalid|validation|errors/i.test(text) && !/missing/i.test(text);
      return items.flatMap(({ at, names, said }) => {
        const problem = invalid && !ABSENT.test(said) ? 'invalid' : 'missing';
        const { detail, piece } = settingFinding(said, said, {
          reader: 'a check of the environment',
          names,
          problem,
          weak: level === 'warning',
        });
        return signalAt(ID, passage, at, { detail, piece: boxed ? afterName(piece) : piece });
      });
    });
  },
};

/** envalid colours each name, so that name and message are no one piece of the raw line. */
function afterName(item: string): string {
  const message = item.slice(item.indexOf(': ') + 1).trim();
  return item.includes(': ') && message.length >= 8 ? message : item;
}

interface Item {
  readonly at: number;
  readonly names: readonly string[];
  readonly said: string;
}

function itemsBelow(passage: Passage, heading: number): readonly Item[] {
  const items: Item[] = [];
  for (let at = heading + 1; at < passage.lines.length && at <= heading + MOST_ITEMS; at++) {
    const said = passage.lines[at]?.text ?? '';
    const text = unprefixed(said);
    if (FRAME.test(text) || (items.length > 0 && QUOTED_REST.test(text) && !/_/.test(text))) continue;
    const names = namesOfItem(text);
    if (names.length === 0) break;
    items.push({ at, names, said });
  }
  return items;
}

function namesOfItem(text: string): readonly string[] {
  const bulleted = BULLET.test(text);
  const rest = text.replace(BULLET, '').trim();
  const name = ITEM.exec(rest)?.[1];
  if (name === undefined) return [];
  if (/^["'`]?[A-Z][A-Z0-9_]+["'`]?(?:, ?["'`]?[A-Z][A-Z0-9_]+["'`]?){1,30},?$/.test(rest.slice(0, 2000)))
    return variablesIn(rest).map((one) => one.name);
  if (looksLikeVariable(name) || /^[A-Z][A-Z0-9]{2,}$/.test(name)) return [name];
  return bulleted && (rest === name || ABSENT.test(rest) || /invalid|expected/i.test(rest)) ? [name] : [];
}
