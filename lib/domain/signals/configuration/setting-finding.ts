import type { Passage } from '../../text/passage';
import { type Detector, type LineFinding, lineDetector } from '../detector';
import type { Signal, SignalOf } from '../signal';
import { ANY_NAME, distinct } from './setting-name';

type Detail = Omit<SignalOf<'missing-setting'>, 'quote' | 'detector' | 'line'>;

interface Options {
  readonly reader: string;
  readonly names?: readonly string[];
  readonly problem?: Detail['problem'];
  readonly impliedName?: string;
  readonly weak?: boolean;
}

const LONGEST_WHOLE_LINE = 300;

/** What is missing or invalid, and the piece of the line that says so: the whole line unless it is long. */
export function settingFinding(text: string, piece: string, options: Options): LineFinding {
  const { reader, names = [], problem = 'missing', impliedName, weak } = options;
  return {
    piece: text.length <= LONGEST_WHOLE_LINE ? text : piece,
    detail: {
      kind: 'missing-setting',
      problem,
      names: distinct(names.map(bare).filter((name) => name !== '')),
      reader,
      ...(impliedName === undefined ? {} : { impliedName }),
      ...(weak === true ? { weak } : {}),
    },
  };
}

/** A name without what a text puts around it. */
const bare = (name: string): string => name.replace(/^["'`$\s{([-]+|["'`\s}).,;:\]]+$/g, '');

/** One wording of one library. `names` may capture one name or a list; it is absent where the text names none. */
export interface SettingPattern {
  readonly reader: string;
  readonly pattern: RegExp;
  readonly problem?: Detail['problem'];
  /** What this library is known to read although the text does not say so. */
  readonly impliedName?: string;
  readonly weak?: true;
}

/** A detector for wordings that stand in one line each; the first that fits a line counts. */
export const settingDetector = (id: string, hints: readonly string[], patterns: readonly SettingPattern[]): Detector =>
  lineDetector({
    id,
    reads: ['log'],
    hints,
    line(text) {
      for (const { reader, pattern, problem, impliedName, weak } of patterns) {
        const match = pattern.exec(text);
        if (match === null) continue;
        const listed = match.groups?.['names'];
        return settingFinding(text, match[0], {
          reader,
          ...(listed === undefined ? {} : { names: namesInList(listed) }),
          ...(problem === undefined ? {} : { problem }),
          ...(impliedName === undefined ? {} : { impliedName }),
          ...(weak === undefined ? {} : { weak }),
        });
      }
      return undefined;
    },
  });

const NAME = new RegExp(`(?:${ANY_NAME})`, 'g');
const LINKING = new Set(['and', 'or', 'is', 'are']);

/** The names of `"A", 'B' and C`. */
export const namesInList = (list: string): readonly string[] =>
  (list.slice(0, 2000).match(NAME) ?? []).filter((name) => !LINKING.has(name)).slice(0, 40);

/** Text of a line, without the time and the name that a collector puts before it; indentation stays. */
export const unprefixed = (text: string): string =>
  text.replace(
    /^(?:E {3,9}(?=\S)|[\w.-]{1,60} {0,20}\| ?)?(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,\d]{0,12}(?:Z|[+-]\d\d:?\d\d)?\]?(?: ?[|:-] ?| ))?/,
    '',
  );

/** Lines before and after one, as text. */
export const linesAround = (passage: Passage, index: number, before: number, after: number): readonly string[] =>
  passage.lines.slice(Math.max(0, index - before), index + after + 1).map(({ text }) => text);

export type MissingSetting = Extract<Signal, { readonly kind: 'missing-setting' }>;
