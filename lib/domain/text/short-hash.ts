/**
 * Eight hexadecimal digits of a text, equal on every machine: FNV-1a over UTF-16 units. Names things that are few;
 * protects nothing.
 */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
