import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

const READABLE = /\.(?:json|jsonl|ndjson|gz)$/i;

/** A file to be read, or why there is none. */
export type Found = { readonly path: string } | { readonly path: string; readonly error: string };

/** Files as given; of folders all that hold JSON by their names, sorted, through symbolic links but never in circles. */
export function* findFiles(paths: readonly string[]): Generator<Found> {
  for (const path of paths) {
    if (path === '-') yield { path };
    else yield* find(path, new Set(), true);
  }
}

function* find(path: string, above: ReadonlySet<string>, given: boolean): Generator<Found> {
  try {
    if (!statSync(path).isDirectory()) {
      if (given || READABLE.test(path)) yield { path };
      return;
    }
    const real = realpathSync(path);
    if (above.has(real)) return;
    let found = false;
    for (const name of readdirSync(path).sort()) {
      if (name === 'node_modules' || name.startsWith('.')) continue;
      for (const one of find(join(path, name), new Set([...above, real]), false)) {
        found = true;
        yield one;
      }
    }
    if (given && !found) yield { path, error: 'the folder holds no *.json, *.jsonl, *.ndjson or *.gz' };
  } catch (error) {
    yield { path, error: reasonOf(error) };
  }
}

/** What the system says of a file, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ELOOP') return 'its symbolic links go in circles';
  if (code.startsWith('Z_')) return `its gzip cannot be read: ${error instanceof Error ? error.message : code}`;
  return error instanceof Error ? error.message : String(error);
}
