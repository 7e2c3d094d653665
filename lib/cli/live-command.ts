import { Option } from 'commander';
import type { Deployment } from '../app/operator-ports';
import { complain, EXIT } from './output';

/** Which deployment a command works on. */
export interface LiveOptions {
  readonly stack?: string;
  readonly stage: string;
  readonly region?: string;
}

/** Shared by all commands that work on a deployment. */
export const deploymentOptions = (): readonly Option[] => [
  new Option('--stack <name>', 'CloudFormation stack of ecs-medic (default: ecs-medic-STAGE)'),
  new Option('--stage <stage>', 'stage that it was deployed as').default('production'),
  new Option('--region <region>', 'AWS Region (default: that of the environment or profile)'),
];

type Live = typeof import('../live-cli');
type RefusalIn = Live['refusalIn'];

/**
 * Opens the deployment and runs a command on it; answers the exit code. What AWS refuses is told in a sentence, and where
 * there is no such stack `ifMissing` beside it.
 */
export function onDeployment(
  { stack, stage, region }: LiveOptions,
  command: (deployment: Deployment, refusalIn: RefusalIn) => Promise<number>,
  ifMissing?: string,
): Promise<number> {
  return onAws(async ({ openDeployment, refusalIn, isMissingStack }) => {
    let deployment: Deployment;
    try {
      deployment = await openDeployment({
        stack: stack ?? `ecs-medic-${stage}`,
        ...(region === undefined ? {} : { region }),
      });
    } catch (error) {
      if (ifMissing === undefined || !isMissingStack(error)) throw error;
      complain(`${refusalIn(error)}; ${ifMissing}`);
      return EXIT.unusable;
    }
    return command(deployment, refusalIn);
  });
}

/** Loads what talks to AWS and runs a command with it; answers the exit code. What AWS refuses is told in a sentence. */
export async function onAws(command: (live: Live) => Promise<number>): Promise<number> {
  // The SDK warns of the oldest Node.js that we support; a person can do nothing about it here.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // Loaded here, so that the offline commands know no SDK.
  const live = await import('../live-cli');
  try {
    return await command(live);
  } catch (error) {
    const refusal = live.refusalIn(error);
    if (refusal === undefined) throw error;
    complain(refusal);
    return EXIT.unusable;
  }
}
