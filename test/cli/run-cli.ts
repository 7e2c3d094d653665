import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** The command line as it is installed: bundled, and run as a process of its own. */
export function bundledCli() {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-medic-cli-'));
  const bundle = join(folder, 'ecs-medic.cjs');
  const build = (): void => {
    execFileSync(process.execPath, ['scripts/build.mjs', bundle], { stdio: 'pipe' });
  };
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  const run = (args: readonly string[], { input, env = {} }: RunOptions = {}): Promise<Run> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [bundle, ...args], {
        env: { PATH: process.env['PATH'], HOME: folder, ...env },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.stdin.on('error', () => undefined);
      child.on('error', reject);
      child.on('close', (code) =>
        resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
      );
      child.stdin.end(input ?? '');
    });

  return { folder, bundle, build, remove, write, run };
}
