import { cutCells } from '../render/terminal/cells';
import { harmless } from '../render/terminal/harmless';
import { overwrittenLine } from './overwritten-line';

/** One line on a terminal's standard error that says what is being done; nothing where it is no terminal. */
export function statusLine(stderr: NodeJS.WriteStream) {
  const isVisible = stderr.isTTY === true && process.env['TERM'] !== 'dumb';
  const { tell, clear } = overwrittenLine(stderr, { isVisible, every: 100 });
  return {
    tell: (text: string): void => tell(() => cutCells(harmless(text), Math.max(20, (stderr.columns ?? 80) - 1))),
    clear,
  };
}
