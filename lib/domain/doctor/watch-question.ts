import { logCommand } from './commands';
import type { DeploymentPlace } from './deployment-place';

export interface WatchQuestion {
  readonly now: number;
  /** The deployment is so new that it may not have done everything once. */
  readonly isYoung: boolean;
  /** Name of the function that does it; absent where the stack names none. */
  readonly functionName?: string;
}

/** What to do about what a new deployment has not done yet. */
export const LOOK_LATER = 'The deployment is new: look again in half an hour.';

/** Shows the log of the function in question, where the stack has it. */
export const logCommandsOf = (functionName: string | undefined, place: DeploymentPlace): readonly string[] =>
  functionName === undefined ? [] : [logCommand(place, functionName)];
