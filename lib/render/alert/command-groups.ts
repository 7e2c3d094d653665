import { cleanText } from '../clean-text';

/** Commands to paste: those of one group belong together, and each group does what the other does. */
export interface CommandGroups {
  readonly own: readonly string[];
  /** The same for who has only the AWS CLI. */
  readonly aws: readonly string[];
}

/** One clean line a command. */
export function commandGroups(commands: readonly string[]): CommandGroups {
  const lines = commands.flatMap((command) => command.split('\n').map(cleanText)).filter((line) => line !== '');
  const isAws = (line: string): boolean => line.startsWith('aws ');
  return { own: lines.filter((line) => !isAws(line)), aws: lines.filter(isAws) };
}

export const OR_WITH_AWS = 'Or with the AWS CLI';
