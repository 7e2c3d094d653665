import { CommanderError } from 'commander';
import { complain, EXIT, endWithReader } from './output';
import { ecsMedic } from './program';

declare const ECS_MEDIC_VERSION: string;

endWithReader();
ecsMedic(ECS_MEDIC_VERSION)
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.unusable;
    else {
      complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
      process.exitCode = EXIT.unusable;
    }
  });
