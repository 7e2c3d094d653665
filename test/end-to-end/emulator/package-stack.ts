import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(__dirname, '..', '..', '..');

/** Where the package of this run lies; a test file runs in a world of its own. */
const VARIABLE = 'PACKAGE_UNDER_TEST';

/** Makes the package as `npm run package` does, once for all test files: jest calls this before the first one. */
export default function packageStack(): void {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-medic-package-'));
  const run = (...command: string[]) =>
    execFileSync(process.execPath, command, { cwd: PROJECT, stdio: ['ignore', 'ignore', 'inherit'] });
  run('scripts/build-lambdas.mjs');
  run('scripts/package-template.mjs', folder);
  process.env[VARIABLE] = folder;
}

/** The folder with the package of this run. */
export function packageFolder(): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined) throw new Error('expected a package: run this with npm run test:e2e');
  return folder;
}
