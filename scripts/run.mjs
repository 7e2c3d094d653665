// Runs a TypeScript script of this folder: node scripts/run.mjs scripts/bench.ts [arguments]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { common } from './esbuild-options.mjs';

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error('usage: node scripts/run.mjs SCRIPT.ts [arguments]');
  process.exit(2);
}
mkdirSync('dist', { recursive: true });
// Inside the project, so that packages that are not bundled are found.
const folder = mkdtempSync(join('dist', 'script-'));
try {
  const outfile = join(folder, 'script.cjs');
  await build({ ...common, entryPoints: [script], outfile, sourcemap: 'inline', external: ['esbuild', 'dynalite'] });
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
