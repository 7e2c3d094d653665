// Bundles the command line: node scripts/build.mjs [OUTFILE]. Runs on install, needs no network. What talks to AWS lies
// in a second file beside the first, which only the commands for a deployment load.

import { chmodSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { common } from './esbuild-options.mjs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const outfile = process.argv[2] ?? 'dist/ecs-medic.cjs';
const liveFile = join(dirname(outfile), `${basename(outfile, '.cjs')}-live.cjs`);

const besideUs = {
  name: 'live-file-beside-us',
  setup({ onResolve }) {
    onResolve({ filter: /\/live-cli$/ }, () => ({ path: `./${basename(liveFile)}`, external: true }));
  },
};

await Promise.all([
  build({
    ...common,
    entryPoints: ['lib/cli/main.ts'],
    outfile,
    minify: true,
    banner: { js: '#!/usr/bin/env node' },
    define: { ECS_MEDIC_VERSION: JSON.stringify(version) },
    plugins: [besideUs],
    // The other file is CommonJS too: required when it is used.
    supported: { 'dynamic-import': false },
  }),
  build({ ...common, entryPoints: ['lib/live-cli.ts'], outfile: liveFile, minify: true }),
]);
// npx runs it as it lies there, and makes it executable the first time only.
chmodSync(outfile, 0o755);
