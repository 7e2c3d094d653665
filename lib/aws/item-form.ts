import { asInteger, asObject, asText, type JsonObject } from '../domain/json';
import type { ItemKey } from './table-keys';

/** How one kind of item is stored: JSON in `body`, and beside it the number of its form. */
export interface ItemForm {
  /** What people call it: `service record`. */
  readonly name: string;
  readonly schema: number;
  /** Brings a body of the schema before this one into the present form. Absent where there was none before. */
  readonly upgrade?: (body: JsonObject) => JsonObject;
  /** What the body must have for the rest of the program to rely on it. */
  readonly needs: Readonly<Record<string, Need>>;
  /** What is lost if nobody can read the item any more: said where it is damaged. */
  readonly holds: string;
}

export type Need = 'text' | 'number' | 'object' | 'list';

/** The attributes of a stored item that its reader looks at. */
export interface StoredItem {
  readonly body?: unknown;
  readonly schema?: unknown;
}

/** An item that cannot be used. It is never taken for a missing one: that would forget what was held, told or owed. */
export class UnreadableItemError extends Error {
  override readonly name = 'UnreadableItemError';
  constructor({ pk, sk }: ItemKey, expected: string, got: string, todo: string) {
    super(`item ${pk} ${sk} of the table: expected ${expected}, got ${got}; ${todo}`);
  }
}

/** The body of an item in its present form. Throws an `UnreadableItemError` where it is none. */
export function readBody(item: StoredItem, key: ItemKey, form: ItemForm): JsonObject {
  const expected = `${/^[aeiou]/.test(form.name) ? 'an' : 'a'} ${form.name} of schema ${form.schema}`;
  const schema = asInteger(item.schema);
  const isBefore = schema === form.schema - 1 && form.upgrade !== undefined;
  if (schema !== form.schema && !isBefore)
    throw new UnreadableItemError(
      key,
      form.upgrade === undefined ? expected : `${expected} or ${form.schema - 1}`,
      schema === undefined ? 'no schema number' : `schema ${schema}`,
      schema !== undefined && schema > form.schema
        ? 'a newer ecs-medic wrote it: deploy that version again'
        : 'deploy the versions of ecs-medic in between one after the other',
    );
  const body = parse(item.body, key, expected, form);
  const current = isBefore && form.upgrade !== undefined ? form.upgrade(body) : body;
  for (const [member, need] of Object.entries(form.needs))
    if (!meets(current[member], need))
      throw new UnreadableItemError(
        key,
        `${expected} with ${article(need)} \`${member}\``,
        describe(current[member]),
        restore(form),
      );
  return current;
}

function parse(body: unknown, key: ItemKey, expected: string, form: ItemForm): JsonObject {
  if (typeof body !== 'string') throw new UnreadableItemError(key, expected, 'no body', restore(form));
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new UnreadableItemError(key, expected, `${body.length} characters that are no JSON`, restore(form));
  }
  const object = asObject(value);
  if (object === undefined) throw new UnreadableItemError(key, expected, describe(value), restore(form));
  return object;
}

const restore = ({ holds }: ItemForm): string =>
  `restore it from the point-in-time backup, or delete it if ${holds} may be forgotten`;

function meets(value: unknown, need: Need): boolean {
  switch (need) {
    case 'text':
      return asText(value) !== undefined;
    case 'number':
      return typeof value === 'number';
    case 'object':
      return asObject(value) !== undefined;
    case 'list':
      return Array.isArray(value);
  }
}

const article = (need: Need): string => (need === 'object' ? 'an object' : `a ${need}`);

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
