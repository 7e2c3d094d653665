import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The text of a file, or of standard input for `-`, in chunks. Gzip, UTF-8 and UTF-16 are told by their first bytes. */
export async function* readText(path: string): AsyncGenerator<string> {
  yield* decoded(unzipped(path === '-' ? process.stdin : createReadStream(path)));
}

/** The bytes, out of gzip where the first two are its magic ones. */
async function* unzipped(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const [head, bytes] = await peek(asBytes(source), 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* bytes;
    return;
  }
  const gunzip = createGunzip();
  // The error reaches whoever reads the stream.
  pipeline(Readable.from(bytes), gunzip, () => undefined);
  yield* gunzip as AsyncIterable<Uint8Array>;
}

async function* decoded(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const [head, bytes] = await peek(source, 4);
  const decoder = new TextDecoder(encodingOf(head));
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** By the byte-order mark; without one, by where the zero bytes of the first two characters stand. */
export function encodingOf([a, b, c, d]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  if (a === 0 && b && c === 0 && d) return 'utf-16be';
  return 'utf-8';
}

async function* asBytes(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
}

/** The first bytes of a stream (fewer where it is shorter), and the stream from its start. */
async function peek(
  source: AsyncIterable<Uint8Array>,
  count: number,
): Promise<readonly [Uint8Array, AsyncGenerator<Uint8Array>]> {
  const iterator = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  while (size < count) {
    const next = await iterator.next();
    if (next.done) break;
    taken.push(next.value);
    size += next.value.length;
  }
  const head = Buffer.concat(taken);
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return [head, whole()];
}
