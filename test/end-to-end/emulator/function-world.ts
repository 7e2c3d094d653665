import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from './error-code';

/** What the test has in its hands of the processes that run functions: their clock, and their lives. */
export interface FunctionWorld {
  /** For the emulator, which hands it to every function. */
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, as functions see it. */
  now(): number;
  /** Puts the functions' clock anywhere. Queues keep theirs: to be done before anything is in them. */
  beginAt(now: number): void;
  /** Puts the clocks of functions and queues forward: what was to wait has waited. */
  goForward(milliseconds: number): void;
  /** Ids of the processes that run a function, by the end of its name. */
  processesOf(name: string): readonly number[];
  remove(): void;
}

export function functionWorld(): FunctionWorld {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-medic-functions-'));
  const processes = join(folder, 'processes');
  mkdirSync(processes);
  const write = (name: string, milliseconds: number): void => {
    // Renamed into place, so that nobody reads half a number.
    writeFileSync(join(folder, `${name}.next`), String(Math.round(milliseconds)));
    renameSync(join(folder, `${name}.next`), join(folder, name));
  };
  let ahead = 0;
  let queuesAhead = 0;
  write('clock-ahead', 0);
  write('queues-ahead', 0);
  const put = (to: number): void => {
    ahead = to;
    write('clock-ahead', ahead);
  };
  return {
    environment: {
      FUNCTION_WORLD_FOLDER: folder,
      NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, 'function-preload.cjs'))}`,
    },
    now: () => Date.now() + ahead,
    beginAt: (now) => put(now - Date.now()),
    goForward(milliseconds) {
      put(ahead + milliseconds);
      queuesAhead += milliseconds;
      write('queues-ahead', queuesAhead);
    },
    processesOf: (name) =>
      readdirSync(processes)
        .map((file) => /^(.*)\.(\d+)$/.exec(file))
        .flatMap((match) => (match?.[1]?.endsWith(name) ? [Number(match[2])] : []))
        .filter(isAlive),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw error;
  }
}
