import { findFiles, reasonOf } from './find-files';
import { jsonValues, LONGEST_VALUE } from './json-values';
import { linesOf } from './lines';
import { readText } from './read-text';
import { type Input, worldsOf } from './worlds';

export interface NamedInput {
  /** The path as it was given or found. */
  readonly name: string;
  readonly input: Input;
}

/** Everything that the paths hold, in their order, read as it is asked for. */
export async function* readInputs(paths: readonly string[]): AsyncGenerator<NamedInput> {
  for (const found of findFiles(paths)) {
    const name = found.path;
    if ('error' in found) yield unreadable(name, found.error);
    else yield* readFile(name);
  }
}

async function* readFile(name: string): AsyncGenerator<NamedInput> {
  try {
    for await (const input of inputsIn(name, readText(name))) yield { name, input };
  } catch (error) {
    yield unreadable(name, reasonOf(error));
  }
}

/** The worlds in chunks of text. */
export const inputsIn = (name: string, chunks: AsyncIterable<string>): AsyncGenerator<Input> =>
  worldsOf(name, jsonValues(linesOf(chunks, LONGEST_VALUE)));

const unreadable = (name: string, error: string): NamedInput => ({
  name,
  input: { kind: 'unusable', id: name, line: 1, isFile: true, error },
});
