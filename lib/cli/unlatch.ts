import { Command } from 'commander';
import { unlatch } from '../app/unlatch';
import { DEFAULT_ACTION_LIMITS } from '../domain/action/action-limits';
import type { ServiceRecord } from '../domain/incident/service-record';
import { nameOf } from '../render/alert/alert-title';
import { counted } from '../render/words';
import { type ActionOptions, subjectOf } from './action-options';
import { deployedWorld } from './action-world';
import { deploymentOptions, type LiveOptions, onDeployment } from './live-command';
import { complain, EXIT, print } from './output';

type Options = LiveOptions & Pick<ActionOptions, 'cluster' | 'service'>;

export const unlatchCommand = (): Command => {
  const command = new Command('unlatch')
    .summary('let ecs-medic act for a service again; AWS')
    .description(
      'After two actions in a row that did not end well only a person may act for a service. This lets ecs-medic act ' +
        'again: find out first what stood in the way, ecs-medic decisions tells it.',
    )
    .option('--cluster <name>', 'name or ARN of the cluster')
    .option('--service <name>', 'name or ARN of the service');
  for (const option of deploymentOptions()) command.addOption(option);
  command.addHelpText(
    'after',
    '\nExample: ecs-medic unlatch --cluster production --service orders-api\nExit codes: 0 fine, 2 it could not be done, or usage.',
  );
  return command.action(async (options: Options) => {
    const { subject, region } = subjectOf(options, command);
    process.exitCode = await onDeployment(
      { ...options, ...(region === undefined ? {} : { region }) },
      async (deployment) => {
        const { ports, acting } = deployedWorld(deployment);
        const { before } = await unlatch(subject, ports, acting.thresholds);
        if (before.version === 0) {
          complain(`ecs-medic has not heard of ${nameOf(subject)} yet: check the name and the cluster`);
          return EXIT.unusable;
        }
        await print(`${wordsOf(before)}\n`);
        return EXIT.fine;
      },
    );
  });
};

function wordsOf({ subject, failedActions = 0 }: ServiceRecord): string {
  const name = nameOf(subject);
  if (failedActions === 0) return `${name} was not latched: no action failed before.`;
  const { latchAfter } = DEFAULT_ACTION_LIMITS;
  const failed = `${counted(failedActions, 'action')} in a row did not end well`;
  return failedActions < latchAfter
    ? `${name} was not latched: ${failed}, of ${latchAfter}. That is forgotten.`
    : `${name}: ${failed}. That is forgotten: ecs-medic may act for it again.`;
}
