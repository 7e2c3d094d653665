import { Command, CommanderError } from 'commander';
import { checkCommand } from './check';
import { diagnoseCommand } from './diagnose';
import { explainCommand } from './explain';
import { muteCommand } from './mute';
import { complain, EXIT, endWithReader } from './output';
import { redriveCommand } from './redrive';
import { replayCommand } from './replay';
import { sendTestCommand } from './send-test';
import { timelineCommand } from './timeline';

declare const ECS_MEDIC_VERSION: string;

const program = new Command('ecs-medic')
  .description('Says why Amazon ECS tasks stop, with the evidence and the fix.')
  .version(ECS_MEDIC_VERSION)
  .showHelpAfterError('(--help shows how)')
  .addCommand(replayCommand())
  .addCommand(explainCommand())
  .addCommand(checkCommand())
  .addCommand(diagnoseCommand())
  .addCommand(timelineCommand())
  .addCommand(muteCommand())
  .addCommand(redriveCommand())
  .addCommand(sendTestCommand());

for (const command of program.commands)
  command.exitOverride().showHelpAfterError(`(ecs-medic ${command.name()} --help shows how)`);
program.exitOverride();

endWithReader();
program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.unusable;
  else {
    complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = EXIT.unusable;
  }
});
