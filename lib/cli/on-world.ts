import type { ActionOptions } from './action-options';
import { type ActionWorld, deployedWorld, lonelyWorld } from './action-world';
import { onAws, onDeployment } from './live-command';

/** Runs a command on the record of the deployment, or without one where that was asked for; answers the exit code. */
export function onWorld(
  { stack, stage, region }: Pick<ActionOptions, 'stack' | 'stage' | 'region'>,
  command: (world: ActionWorld, refusalIn: (error: unknown) => string | undefined) => Promise<number>,
  ifMissing = '--no-stack goes on without one: nothing is remembered then',
): Promise<number> {
  const place = region === undefined ? {} : { region };
  if (stack === false)
    return onAws(({ openActions, refusalIn }) => command(lonelyWorld(openActions(place), region), refusalIn));
  return onDeployment(
    { ...(stack === undefined ? {} : { stack }), stage, ...place },
    (deployment, refusalIn) => command(deployedWorld(deployment), refusalIn),
    ifMissing,
  );
}
