import { type Passage, SHORTEST_QUOTE } from '../../text/passage';
import { type Detector, signalAt } from '../detector';
import type { Signal } from '../signal';
import { linesAround, settingFinding, unprefixed } from './setting-finding';

const HEADER = /\b\d{1,4} validation errors? for ([A-Za-z_][\w.[\]]{0,100})/;
const MODEL_OF_SETTINGS = /setting|config|environ|secret|env(?:$|[A-Z_])|^env|options$/i;
const CODE_OF_SETTINGS =
  /BaseSettings|pydantic_settings|env_settings|\bsettings(?:: \w{1,40})? = |\/(?:config|settings|env)\.py"/i;
/** Of v1 `(type=value_error.missing)`, of v2 `[type=missing, input_value=…]`. */
const MESSAGE = /[[(]type=([\w.]{1,60})/;
const LOCATION = /^[A-Za-z_][\w.[\]-]{0,120}(?: -> [\w.-]{1,80}){0,8}$/;
const IN_ONE_LINE =
  /(?:^|\s|\\n)([A-Za-z_][\w.]{0,120})(?:\\n|\s){1,8}((?:[Ff]ield required|[Ii]nput should|[Vv]alue|none is not|[Ee]xtra|str type|invalid|[A-Z])[^[()\]]{0,200}[[(]type=[\w.]{1,60})/g;
/** The value was computed from another that is None: the field that is named is not the one that is missing. */
const COMPUTED = /NoneType/;

const MOST_FIELDS = 30;
const ID = 'pydantic-settings';

/** Pydantic, both generations: what a model of settings lacks or refuses. A model of a request body is none of these. */
export const pydanticSettings: Detector = {
  id: ID,
  reads: ['log'],
  hints: ['validation error for ', 'validation errors for '],
  detect(passage) {
    return passage.lines.flatMap(({ text }, index): readonly Signal[] => {
      const model = HEADER.exec(text)?.[1];
      if (model === undefined || !isOfSettings(model, passage, index)) return [];
      const fields = [...fieldsInLine(text, index), ...fieldsBelow(passage, index)].slice(0, MOST_FIELDS);
      if (fields.length === 0) return signalAt(ID, passage, index, settingFinding(text, text, { reader: 'pydantic' }));
      return fields.flatMap(({ line, nameLine = line, name, message }, place) => {
        const names = COMPUTED.test(message) ? [] : [asShown(name, passage)];
        const { detail } = settingFinding(message, message, { reader: 'pydantic', problem: problemOf(message), names });
        const said = signalAt(ID, passage, line, { detail, piece: message.split(' [type=')[0] ?? message });
        const isQuotable = name.length >= SHORTEST_QUOTE && nameLine !== line;
        const named = isQuotable ? signalAt(ID, passage, nameLine, { detail, piece: name }) : [];
        return place === 0 ? [...named, ...said] : isQuotable ? named : said;
      });
    });
  },
};

function problemOf(message: string): 'missing' | 'invalid' {
  const type = MESSAGE.exec(message)?.[1];
  return type === undefined
    ? /^field required/i.test(message)
      ? 'missing'
      : 'invalid'
    : /missing$/.test(type)
      ? 'missing'
      : 'invalid';
}

const isOfSettings = (model: string, passage: Passage, index: number): boolean =>
  MODEL_OF_SETTINGS.test(model) || linesAround(passage, index, 30, 0).some((line) => CODE_OF_SETTINGS.test(line));

interface Field {
  readonly line: number;
  /** The line before, with nothing but the name on it. */
  readonly nameLine?: number;
  readonly name: string;
  readonly message: string;
}

/** A location on a line of its own, its message on the next. */
function fieldsBelow(passage: Passage, header: number): readonly Field[] {
  const fields: Field[] = [];
  let name: string | undefined;
  let nameLine = header;
  for (let line = header + 1; line < passage.lines.length && line <= header + MOST_FIELDS * 3; line++) {
    const text = unprefixed(passage.lines[line]?.text ?? '').trim();
    if (HEADER.test(text)) break;
    if (name !== undefined && /\S \S|[[(]type=/.test(text)) {
      fields.push({ line, nameLine, name, message: text });
      name = undefined;
    } else if (LOCATION.test(text)) [name, nameLine] = [text, line];
    else if (text !== '' && !/^For further information|^\s*https?:/.test(text)) break;
  }
  return fields;
}

/** The same error in one line, as some loggers write it. */
const fieldsInLine = (text: string, line: number): readonly Field[] =>
  [...text.slice(0, 8000).matchAll(IN_ONE_LINE)].flatMap(([, name, message]) =>
    name === undefined || message === undefined || name === 'for' ? [] : [{ line, name, message }],
  );

/** Names of variables are not case-sensitive here: in upper case where the log shows it so. */
function asShown(name: string, passage: Passage): string {
  const upper = name.toUpperCase();
  return passage.lines.some(({ text }) => text.includes(upper)) ? upper : name;
}
