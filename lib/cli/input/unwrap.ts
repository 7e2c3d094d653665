import { asArray, asObject, asText, type JsonObject } from '../../domain/json';

/** Envelopes within envelopes that are opened. */
const MOST_ENVELOPES = 3;

/** One event or recording out of an envelope; `where` names its place, such as `Records[2]`. */
export type Unwrapped =
  | { readonly value: unknown; readonly where: string }
  | { readonly error: string; readonly where: string };

/** Opens arrays and what SQS, SNS and Lambda put around an event; anything else is what it is. */
export function unwrap(value: unknown, where = '', envelopes = 0): readonly Unwrapped[] {
  if (Array.isArray(value)) {
    if (envelopes >= MOST_ENVELOPES) return [{ where, error: `in more than ${MOST_ENVELOPES} envelopes or arrays` }];
    if (value.length === 0) return [{ where, error: 'an empty array' }];
    return value.flatMap((item, index) => unwrap(item, `${where}[${index}]`, envelopes + 1));
  }
  const object = asObject(value);
  const inside = object === undefined ? undefined : contentsOf(object);
  if (inside === undefined) return [{ value, where }];
  if (envelopes >= MOST_ENVELOPES) return [{ where, error: `in more than ${MOST_ENVELOPES} envelopes or arrays` }];
  return inside.flatMap(({ content, name }) => {
    const place = where === '' ? name : `${where}.${name}`;
    if (typeof content !== 'string') return unwrap(content, place, envelopes + 1);
    try {
      return unwrap(JSON.parse(content), place, envelopes + 1);
    } catch {
      return [{ where: place, error: 'not valid JSON' }];
    }
  });
}

interface Content {
  readonly content: unknown;
  readonly name: string;
}

/** What an envelope holds; undefined where the object is none. */
function contentsOf(object: JsonObject): readonly Content[] | undefined {
  if (Array.isArray(object['Records']))
    return asArray(object['Records']).map((record, index) => named(`Records[${index}]`, asObject(record)));
  // What `aws sqs receive-message` prints.
  if (Array.isArray(object['Messages']))
    return asArray(object['Messages']).map((message, index) => named(`Messages[${index}]`, asObject(message)));
  if (asText(object['TopicArn']) !== undefined && asText(object['Message']) !== undefined)
    return [{ name: 'Message', content: object['Message'] }];
  // What Lambda sends to a destination after a failure.
  if (asObject(object['requestContext']) !== undefined && object['requestPayload'] !== undefined)
    return [{ name: 'requestPayload', content: object['requestPayload'] }];
  return undefined;
}

function named(name: string, record: JsonObject | undefined): Content {
  const message = asObject(record?.['Sns'])?.['Message'];
  if (message !== undefined) return { name: `${name}.Sns.Message`, content: message };
  const key = record?.['body'] === undefined ? 'Body' : 'body';
  return record?.[key] === undefined ? { name, content: record } : { name: `${name}.${key}`, content: record[key] };
}
