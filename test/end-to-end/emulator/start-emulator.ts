import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code';
import { freePort } from './free-port';
import { installEmulator } from './install-emulator';
import { waitUntil } from './wait-until';

export interface EmulatorOptions {
  readonly region: string;
  readonly account: string;
  /** What every function finds in its environment, beside its own. */
  readonly functionEnvironment: Readonly<Record<string, string>>;
}

export interface Emulator {
  /** `http://127.0.0.1:…` */
  readonly endpoint: string;
  /** What it has printed, for the message of a test that fails. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts AWS on this machine, on loopback only. It holds everything in memory and leaves nothing behind. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const python = installEmulator();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'ecs-medic-emulator-'));
  mkdirSync(join(folder, 'data'));
  const logFile = join(folder, 'log');
  const log = createWriteStream(logFile);
  await once(log, 'open');
  const child = spawn(python, [join(__dirname, 'stricter_ministack.py')], {
    cwd: folder,
    // A process group of its own: what is left of it can be ended as a whole.
    detached: true,
    stdio: ['pipe', log, log],
    env: environmentOf(options, port, join(folder, 'data')),
  });
  const readLog = (): string => readFileSync(logFile, 'utf8');
  const endpoint = `http://127.0.0.1:${port}`;
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });

  const stop = async (): Promise<void> => {
    child.stdin?.end();
    if (!ended) {
      child.kill('SIGTERM');
      await Promise.race([once(child, 'exit'), sleep(5_000, undefined, { ref: false })]);
    }
    endGroup(child.pid);
    log.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };

  try {
    await waitUntil('the emulator', async () => {
      if (ended) throw new Error(`The emulator ended at once:\n${readLog().slice(-2_000)}`);
      return isHealthy(endpoint);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, log: readLog, stop };
}

const environmentOf = (
  { region, account, functionEnvironment }: EmulatorOptions,
  port: number,
  data: string,
): Record<string, string> => ({
  // Functions run on the Node.js that runs the tests.
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
  HOME: data,
  TMPDIR: data,
  GATEWAY_PORT: String(port),
  BIND_HOST: '127.0.0.1',
  MINISTACK_HOST: '127.0.0.1',
  MINISTACK_REGION: region,
  MINISTACK_ACCOUNT_ID: account,
  AUTH: 'true',
  SFTP_ENABLED: '0',
  IOT_MTLS_ENABLED: '0',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  ...functionEnvironment,
});

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/_ministack/health`)).ok;
  } catch (error) {
    // Nobody listens yet; anything else is a mistake of this test.
    if (String(error).includes('fetch failed')) return false;
    throw error;
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nothing of it is left.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
