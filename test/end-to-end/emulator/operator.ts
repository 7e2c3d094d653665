import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bundledCli, type Run } from '../../cli/run-cli';
import type { RunningResponder } from './start-responder';

const PROJECT = join(__dirname, '..', '..', '..');

/** Somebody at a terminal, with the rights of an administrator. */
export interface Operator {
  /** Runs a command as it would be typed: `ecs-medic restore --all`. */
  type(command: string): Promise<Run>;
  /** Runs a script of package.json. */
  npmRun(script: string): Promise<Run>;
  leave(): void;
}

/** Their way to AWS leads through the proxy, and their clock is that of the functions. */
export function operatorOf({ functions, proxy, region }: RunningResponder): Operator {
  const cli = bundledCli();
  cli.build();
  const env = {
    ...functions.environment,
    AWS_ENDPOINT_URL: proxy.endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return {
    type(command) {
      const [name, ...args] = command.split(' ');
      if (name !== 'ecs-medic') throw new Error(`expected a command that begins with ecs-medic, got ${command}`);
      return cli.run(args, { env });
    },
    async npmRun(script) {
      const child = spawn('npm', ['run', '--silent', script], {
        cwd: PROJECT,
        env: { PATH: process.env['PATH'], HOME: cli.folder, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ended = new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      });
      const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      return { stdout, stderr, code };
    },
    leave: cli.remove,
  };
}
