import { Command } from 'commander';
import { checkCommand } from './check';
import { decisionsCommand } from './decisions';
import { diagnoseCommand } from './diagnose';
import { doctorCommand } from './doctor';
import { explainCommand } from './explain';
import { muteCommand } from './mute';
import { redriveCommand } from './redrive';
import { replayCommand } from './replay';
import { restoreCommand } from './restore';
import { rollBackCommand } from './roll-back';
import { scaleToZeroCommand } from './scale-to-zero';
import { scheduleCommand } from './schedule';
import { sendTestCommand } from './send-test';
import { timelineCommand } from './timeline';
import { unlatchCommand } from './unlatch';

/** All commands, as `ecs-medic` runs them and as docs/cli.md is made of them. Throws CommanderError instead of exiting. */
export function ecsMedic(version: string): Command {
  const program = new Command('ecs-medic')
    .description('Says why Amazon ECS tasks stop, with the evidence and the fix.')
    .version(version)
    .showHelpAfterError('(--help shows how)')
    .addCommand(replayCommand())
    .addCommand(explainCommand())
    .addCommand(checkCommand())
    .addCommand(diagnoseCommand())
    .addCommand(timelineCommand())
    .addCommand(scheduleCommand())
    .addCommand(scaleToZeroCommand())
    .addCommand(restoreCommand())
    .addCommand(rollBackCommand())
    .addCommand(decisionsCommand())
    .addCommand(unlatchCommand())
    .addCommand(muteCommand())
    .addCommand(redriveCommand())
    .addCommand(sendTestCommand())
    .addCommand(doctorCommand());
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError(`(ecs-medic ${command.name()} --help shows how)`);
  return program.exitOverride();
}
