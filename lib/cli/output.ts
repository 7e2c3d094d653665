import { once } from 'node:events';
import { harmless } from '../render/terminal/harmless';

/** Exit codes of all commands. */
export const EXIT = { fine: 0, incidents: 1, refused: 1, unusable: 2 } as const;

/** Writes to standard output and waits where the reader is slower. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** A sentence for people, on standard error. */
export const complain = (sentence: string): void => {
  process.stderr.write(`ecs-medic: ${harmless(sentence)}\n`);
};

/** A reader that has seen enough (`| head`) ends us quietly; a full disk is told. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.fine);
    complain(`the output cannot be written: ${error.message}`);
    process.exit(EXIT.unusable);
  });
  process.stderr.on('error', () => process.exit(EXIT.unusable));
}
