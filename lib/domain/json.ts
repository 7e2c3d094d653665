/** Typed looks into values that came from outside. Each answers undefined where the form is not the expected one. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function asObjects(value: unknown): readonly JsonObject[] {
  const objects: JsonObject[] = [];
  for (const item of asArray(value)) {
    const object = asObject(item);
    if (object !== undefined) objects.push(object);
  }
  return objects;
}

/** A string that says something; blank ones are as good as missing. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

export const asTexts = (value: unknown): readonly string[] =>
  asArray(value).filter((item): item is string => typeof item === 'string');

/** A whole number, also when it was sent as decimal digits in a string. */
export const asInteger = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
};

export const asBoolean = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** The own property of an object; inherited names such as `constructor` are never data. */
export const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

/** Without the undefined members, so that optional properties are absent instead of undefined. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) result[key] = member;
  }
  return result as { [K in keyof T]: Exclude<T[K], undefined> };
}
