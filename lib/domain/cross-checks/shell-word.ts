/** Whether a value may stand in a command as it is: nothing that a shell would take for more than a word. */
export const isShellWord = (value: string | undefined): value is string =>
  value !== undefined && /^[\w/.@:=+,-]{1,600}$/.test(value) && !value.startsWith('-');

/** One word of a shell command, quoted where it needs to be. */
export function shellWord(text: string): string {
  const isPlain: boolean = isShellWord(text);
  return isPlain ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
