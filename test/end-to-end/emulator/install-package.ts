import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findPython } from './find-python';

/** Virtual environments are kept between runs, so only the first one needs a network. */
const CACHE = join(__dirname, '..', '..', '..', '.ci', 'cache');

export interface InstalledPackage {
  /** The interpreter that has it. */
  readonly python: string;
  /** Where its commands are. */
  readonly commands: string;
}

/** Installs a package of PyPI into a virtual environment of its own, if it is not there yet. */
export function installPackage(name: string, version: string): InstalledPackage {
  const folder = join(CACHE, `${name}-${version}`);
  const commands = join(folder, 'bin');
  const python = join(commands, 'python');
  const finished = join(folder, 'finished');
  // Without the mark an installation was interrupted, and is made anew.
  if (existsSync(finished)) return { python, commands };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  run(findPython(), ['-m', 'venv', folder]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`]);
  writeFileSync(finished, '');
  return { python, commands };
}

function run(command: string, arguments_: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, arguments_, { encoding: 'utf8' });
  if (status === 0) return;
  const said = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim().slice(-2_000);
  throw new Error(`${command} ${arguments_.join(' ')} failed:\n${said}`);
}
