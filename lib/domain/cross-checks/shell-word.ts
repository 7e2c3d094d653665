/** Whether a value may stand in a command as it is: nothing that a shell would take for more than a word. */
export const isShellWord = (value: string | undefined): value is string =>
  value !== undefined && /^[\w/.@:=+,-]{1,600}$/.test(value) && !value.startsWith('-');
