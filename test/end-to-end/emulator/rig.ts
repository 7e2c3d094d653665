import { closeAccount, type EmulatedAccount, emulatedAccount } from './emulated-account';
import { type FaultProxy, startFaultProxy } from './fault-proxy';
import { type FunctionWorld, functionWorld } from './function-world';
import { type SlackServer, startSlackServer } from './slack-server';
import { startEmulator } from './start-emulator';

/** Everything outside of the package: AWS, the way to it, Slack, and the processes that run functions. */
export interface Rig {
  readonly region: string;
  /** Address of AWS as a person reaches it, not a function. */
  readonly endpoint: string;
  readonly account: EmulatedAccount;
  readonly proxy: FaultProxy;
  readonly slack: SlackServer;
  readonly functions: FunctionWorld;
  /** What the emulator has printed. */
  log(): string;
  stop(): Promise<void>;
}

/** Recordings are of this account, so that their ARNs are those of the emulator. */
export const ACCOUNT = '111122223333';

/** Starts all of it. What has started stops again if the rest does not start. */
export async function startRig(region: string): Promise<Rig> {
  const stops: (() => void | Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let next = stops.pop(); next !== undefined; next = stops.pop()) await next();
  };
  try {
    let endpoint = '';
    const functions = functionWorld();
    stops.push(functions.remove);
    const proxy = await startFaultProxy(() => endpoint, functions.now);
    stops.push(proxy.stop);
    const slack = await startSlackServer();
    stops.push(slack.stop);
    const emulator = await startEmulator({
      region,
      account: ACCOUNT,
      functionEnvironment: {
        ...functions.environment,
        AWS_ENDPOINT_URL: proxy.endpoint,
        FUNCTION_WORLD_SLACK: slack.endpoint,
      },
    });
    stops.push(emulator.stop);
    endpoint = emulator.endpoint;
    const account = emulatedAccount(endpoint, region);
    stops.push(() => closeAccount(account));
    return { region, endpoint, account, proxy, slack, functions, log: emulator.log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
