import { Command, Option } from 'commander';
import { type ActionOptions, withActionOptions } from './action-options';
import { changeBy, WITHOUT_RECORD } from './change-by';
import { type Problem, type Target, targetOf } from './diagnose-target';
import { onWorld } from './on-world';
import { restoreAll } from './restore-all';
import { screenOf } from './terminal';

interface Options extends ActionOptions {
  readonly all?: true;
  readonly schedules?: true;
}

const restoreThis = changeBy('restore');

export const restoreCommand = (): Command =>
  withActionOptions(
    new Command('restore')
      .summary('bring back what ecs-medic put to zero, exactly as it was; AWS')
      .description(
        'Sets the desired count of a service that ecs-medic holds at zero to what it was before, and puts Application ' +
          'Auto Scaling back, where nobody else changed it. Shows the plan and what each safeguard says, and asks.',
      )
      .addOption(new Option('--all', 'every service that is held for an incident or by a person').conflicts('service'))
      .option('--schedules', 'with --all: those that sleep by their schedule too'),
    { isNew: false },
  ).action(async (options: Options, command: Command) => {
    const { all, schedules, cluster, region, yes, dryRun, color } = options;
    if (all !== true) {
      if (schedules === true) command.error('error: --schedules goes with --all');
      return restoreThis(options, command);
    }
    const target: Partial<Target> | Problem = cluster === undefined ? {} : targetOf({ cluster });
    if ('problem' in target) command.error(`error: ${target.problem}`);
    const named = region ?? target.region;
    process.exitCode = await onWorld(
      { ...options, ...(named === undefined ? {} : { region: named }) },
      (world, refusalIn) =>
        restoreAll(world, {
          screen: screenOf(process.stdout, process.env, color),
          yes: yes === true,
          dryRun: dryRun === true,
          schedules: schedules === true,
          ...(target.cluster === undefined ? {} : { cluster: target.cluster }),
          refusalIn,
        }),
      WITHOUT_RECORD,
    );
  });
