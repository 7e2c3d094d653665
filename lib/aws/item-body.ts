import type { JsonObject } from '../domain/json';
import { type Attributes, numberIn, textIn } from './attributes';
import { type ItemForm, readBody } from './item-form';
import type { ItemKey } from './table-keys';

/** The body of an item as the table gives it. Throws an `UnreadableItemError` where it is none. */
export const bodyOf = (item: Attributes, key: ItemKey, form: ItemForm): JsonObject =>
  readBody({ body: textIn(item, 'body'), schema: numberIn(item, 'schema') }, key, form);
