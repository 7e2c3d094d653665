// Bundles the handlers and zips each one: node scripts/build-lambdas.mjs [FOLDER], default dist/lambda. The same sources
// make the same zips, byte for byte.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync, zipSync } from 'fflate';
import { bundleLambdas } from './bundle-lambdas.mjs';

/** The first day that a zip can tell, and a file that everybody may read: Lambda unpacks it as it says. */
const ENTRY = { level: 9, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16 };

const folder = resolve(process.argv[2] ?? 'dist/lambda');
mkdirSync(folder, { recursive: true });
const rows = [...(await bundleLambdas(folder))].map(([name, metafile]) => {
  const code = readFileSync(join(folder, name, 'index.js'));
  writeFileSync(join(folder, `${name}.zip`), zipSync({ 'index.js': [code, ENTRY] }));
  writeFileSync(join(folder, name, 'metafile.json'), JSON.stringify(metafile));
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`.padStart(8);
  return `${name.padEnd(24)}${kilobytes(code.length)}${kilobytes(gzipSync(code, { level: 9, mtime: 0 }).length)} gzip`;
});
console.log(rows.join('\n'));
