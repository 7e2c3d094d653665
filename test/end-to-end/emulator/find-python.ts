import { spawnSync } from 'node:child_process';

/** In the order of preference; `PYTHON` of the environment comes before all. */
const NAMES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

/** The name of a Python that can run the emulator. Throws where there is none, with what to do. */
export function findPython(): string {
  const preferred = process.env['PYTHON'] ?? '';
  const names = preferred === '' ? NAMES : [preferred, ...NAMES];
  const seen: string[] = [];
  for (const name of names) {
    const { status, stdout } = spawnSync(name, ['-c', 'import sys, venv, ensurepip; print(*sys.version_info[:2])'], {
      encoding: 'utf8',
    });
    if (status !== 0) continue;
    const [major = 0, minor = 0] = stdout.trim().split(' ').map(Number);
    if (major === 3 && minor >= 10) return name;
    seen.push(`${name} is ${major}.${minor}`);
  }
  throw new Error(
    `The emulator needs Python 3.10 or later with venv, found ${seen.join(', ') || 'none'}: install it, or name it in PYTHON.`,
  );
}
