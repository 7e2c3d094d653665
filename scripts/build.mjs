// Bundles the command line into one file: node scripts/build.mjs [OUTFILE]. Runs on install, needs no network.

import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { common } from './esbuild-options.mjs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

await build({
  ...common,
  entryPoints: ['lib/cli/main.ts'],
  outfile: process.argv[2] ?? 'dist/ecs-medic.cjs',
  minify: true,
  banner: { js: '#!/usr/bin/env node' },
  define: { ECS_MEDIC_VERSION: JSON.stringify(version) },
});
