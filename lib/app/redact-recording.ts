import { HEAP_FLAG, LOCALHOST_VALUE, PORT_VALUE } from '../domain/definition/parse-task-definition';
import { asArray, asObject, asTexts, type JsonObject } from '../domain/json';
import { isHarmlessValue } from '../domain/redaction/harmless-value';
import { redact, redactLines } from '../domain/redaction/redact';
import { sensitiveName } from '../domain/redaction/sensitive-name';

export interface RedactedRecording {
  readonly recording: JsonObject;
  /** How many values, or pieces of them, were hidden. */
  readonly hidden: number;
}

const HIDDEN = '[redacted:value]';
/** Names and references, by which the engine finds things; secrets stand in none of them. */
const REFERENCE =
  /(?:Arn|Arns|ARN|Id|Name|Prefix)$|^(?:arn|id|name|key|family|group|valueFrom|credentialsParameter|taskDefinition|at)$/;
/** Options of the log driver that say where a log is. */
const LOG_PLACE = /^awslogs-/;

/**
 * A recording that may be given away: no value of an environment variable but what the engine reads of it, and no
 * secret in any text. Names, ARNs, ids and account numbers stay. It replays to the same verdict.
 */
export function redactRecording(recording: JsonObject): RedactedRecording {
  let hidden = 0;
  const text = (value: string): string => {
    const clean = redact(value);
    hidden += clean.hidden;
    return clean.text;
  };
  const hide = (value: string): string => {
    if (value !== '' && value !== HIDDEN) hidden += 1;
    return value === '' ? '' : HIDDEN;
  };

  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      if (REFERENCE.test(key)) return value;
      return sensitiveName(key) !== undefined && !isHarmlessValue(value) && !isPlaceholder(value)
        ? hide(value)
        : text(value);
    }
    if (Array.isArray(value)) {
      if (key === 'environment') return value.map((one) => variable(one));
      if (value.length > 1 && !REFERENCE.test(key) && value.every((one) => typeof one === 'string'))
        return words(value);
      return value.map((one) => walk(one, key));
    }
    const object = asObject(value);
    if (object === undefined) return value;
    if (key === 'logConfiguration') return logConfiguration(object);
    return Object.fromEntries(
      Object.entries(object).map(([name, member]) => [name, walk(member, nameOfMember(name, object))]),
    );
  };

  /** A command is redacted as a whole: what follows `--password` is a secret for that alone. */
  const words = (list: readonly string[]): readonly unknown[] => {
    const clean = redact(JSON.stringify(list));
    hidden += clean.hidden;
    const parts = wordsIn(clean.text);
    return parts?.length === list.length ? parts : list.map(hide);
  };

  const variable = (value: unknown): unknown => {
    const object = asObject(value);
    const given = object?.['value'];
    if (object === undefined || typeof given !== 'string') return walk(value, '');
    const kept = keptOf(String(object['name'] ?? ''), given);
    if (kept !== given) hidden += 1;
    return { ...object, value: kept };
  };

  const logConfiguration = (object: JsonObject): JsonObject => ({
    ...(walk({ ...object, options: undefined }, '') as JsonObject),
    options: Object.fromEntries(
      Object.entries(asObject(object['options']) ?? {}).map(([name, value]) => [
        name,
        LOG_PLACE.test(name) || typeof value !== 'string' ? value : hide(value),
      ]),
    ),
  });

  const logs = asObject(recording['logs']);
  const { logs: _logs, ...rest } = recording;
  const redacted = walk(rest, '') as JsonObject;
  if (logs === undefined) return { recording: redacted, hidden };
  const cleanLogs = Object.fromEntries(
    Object.entries(logs).map(([group, streams]) => [
      group,
      Object.fromEntries(
        Object.entries(asObject(streams) ?? {}).map(([stream, lines]) => {
          // Together, since a secret may lie in two lines.
          const clean = redactLines(asTexts(lines));
          hidden += clean.hidden;
          return [stream, clean.lines];
        }),
      ),
    ]),
  );
  return { recording: { ...redacted, logs: cleanLogs }, hidden };
}

/** Undefined where a placeholder stands across the marks of the list. */
function wordsIn(json: string): readonly unknown[] | undefined {
  try {
    return asArray(JSON.parse(json));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A pair of name and value is judged by its name: tags, details of attachments, options. */
function nameOfMember(name: string, object: JsonObject): string {
  if (name !== 'value') return name;
  const label = object['name'] ?? object['key'];
  return typeof label === 'string' ? label : name;
}

function keptOf(name: string, value: string): string {
  if (value.trim() === '' || isPlaceholder(value)) return value;
  if (PORT_VALUE.test(value) && sensitiveName(name) === undefined) return value;
  const here = LOCALHOST_VALUE.exec(value)?.[1];
  return [here === undefined ? HIDDEN : `${here}/${HIDDEN}`, HEAP_FLAG.exec(value)?.[0] ?? ''].join(' ').trim();
}

const isPlaceholder = (value: string): boolean => value.includes(HIDDEN);
