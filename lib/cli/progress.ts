import { overwrittenLine } from './overwritten-line';

/** Says on a terminal how far a long input has been read, where the output itself does not show it. */
export function progress(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream, noun: string) {
  const isVisible = stderr.isTTY === true && stdout.isTTY !== true;
  const { tell, clear } = overwrittenLine(stderr, { isVisible, every: 250, firstAfter: 1_500 });
  return { tell: (count: number): void => tell(() => `${count.toLocaleString('en-US')} ${noun} …`), clear };
}
