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

/** Opens the deployment and runs a command on it; answers the exit code. What AWS refuses is told in a sentence. */
export async function onDeployment(
  { stack, stage, region }: LiveOptions,
  command: (deployment: Deployment, refusalIn: (error: unknown) => string | undefined) => Promise<number>,
): Promise<number> {
  // The SDK warns of the oldest Node.js that we support; a person can do nothing about it here.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // Loaded here, so that the offline commands know no SDK.
  const { openDeployment, refusalIn } = await import('../live-cli');
  try {
    const deployment = await openDeployment({
      stack: stack ?? `ecs-medic-${stage}`,
      ...(region === undefined ? {} : { region }),
    });
    return await command(deployment, refusalIn);
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    complain(refusal);
    return EXIT.unusable;
  }
}
