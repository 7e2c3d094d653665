import { reasonOf } from './find-files';
import { jsonValues, LONGEST_VALUE } from './json-values';
import { linesOf } from './lines';
import { readText } from './read-text';

/** A JSON value of a file, or why there is none. */
export type FileValue = { readonly value: unknown } | { readonly error: string };

/** All JSON values of one file, or of standard input for `-`, with what is wrong with it; at least one of the two. */
export async function readValues(path: string): Promise<readonly FileValue[]> {
  const found: FileValue[] = [];
  try {
    for await (const piece of jsonValues(linesOf(readText(path), LONGEST_VALUE)))
      found.push('value' in piece ? { value: piece.value } : { error: `line ${piece.line}: ${piece.error}` });
  } catch (error) {
    return [...found, { error: reasonOf(error) }];
  }
  return found.length > 0 ? found : [{ error: 'it is empty: expected JSON' }];
}
