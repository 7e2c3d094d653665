/** A line of an input, without its line feed. `text` is absent where the line is longer than may be read. */
export interface InputLine {
  /** The first is 1. */
  readonly number: number;
  readonly text?: string;
}

/** Cuts chunks of text into lines; never holds more than one line. `longest` is in UTF-16 units. */
export async function* linesOf(chunks: AsyncIterable<string>, longest: number): AsyncGenerator<InputLine> {
  let number = 1;
  let parts: string[] = [];
  let size = 0;
  const take = (piece: string): void => {
    size += piece.length;
    if (size <= longest) parts.push(piece);
    else parts = [];
  };
  const finish = (): InputLine => {
    const line: InputLine = size > longest ? { number } : { number, text: parts.join('') };
    parts = [];
    size = 0;
    number += 1;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      take(chunk.slice(from, end));
      yield finish();
      from = end + 1;
    }
    if (from < chunk.length) take(chunk.slice(from));
  }
  if (size > 0) yield finish();
}
