import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as DynamoDB sends it: each value under the letter of its type. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Texts and numbers as DynamoDB takes them; undefined ones are left out. */
export function attributesOf(
  values: Readonly<Record<string, string | number | undefined>>,
): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) attributes[name] = typeof value === 'string' ? { S: value } : { N: String(value) };
  return attributes;
}

export const textIn = (attributes: Attributes | undefined, name: string): string | undefined => attributes?.[name]?.S;

export function numberIn(attributes: Attributes | undefined, name: string): number | undefined {
  const digits = attributes?.[name]?.N;
  return digits === undefined ? undefined : Number(digits);
}
