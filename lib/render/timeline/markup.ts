/** A piece of HTML or SVG. Whatever else stands in a tree of tags is text, and is escaped. */
export interface Markup {
  readonly markup: string;
}

export type Child = Markup | string | undefined | readonly Child[];

/** Elements of HTML that have no end tag. */
const VOID = new Set(['meta', 'input', 'br']);
/** What no XML document may hold, not even as a reference, and what a reader does not see. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML or SVG, between tags or in an attribute. */
export const escapeMarkup = (text: string): string =>
  text
    .replace(FORBIDDEN, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** An element. Attributes that are undefined or false are left out; true stands without a value. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly Child[]
): Markup {
  const written = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [` ${key}=""`];
    return [` ${key}="${typeof value === 'number' ? coordinate(value) : escapeMarkup(value)}"`];
  });
  const start = `<${name}${written.join('')}`;
  return { markup: VOID.has(name) ? `${start}>` : `${start}>${markupOf(children)}</${name}>` };
}

/** Children as they are written. */
export function markupOf(child: Child): string {
  if (child === undefined) return '';
  if (typeof child === 'string') return escapeMarkup(child);
  return 'markup' in child ? child.markup : child.map(markupOf).join('');
}

/** A number of the picture: at most one digit after the point, the same on every machine. */
export const coordinate = (value: number): string => String(Math.round(value * 10) / 10 + 0);
