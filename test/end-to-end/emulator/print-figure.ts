/** One line of what was measured, past the decoration that jest gives to the console. */
export function printFigure(line: string): void {
  process.stdout.write(`${line}\n`);
}
