/** Names that stand in a command where the symptom does not tell the real one. */
const UNKNOWN_NAME = /\b(?:TASK_DEFINITION|CLUSTER|SERVICE)\b/;

/** The command if it can be pasted as it is: undefined where it would need a name which nobody gave. */
export const completeCommand = (command: string | undefined): string | undefined =>
  command === undefined || UNKNOWN_NAME.test(command) ? undefined : command;
