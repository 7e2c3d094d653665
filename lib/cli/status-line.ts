import { cutCells } from '../render/terminal/cells';
import { harmless } from '../render/terminal/harmless';

const EVERY = 100;

/** One line on a terminal's standard error that says what is being done; nothing where it is no terminal. */
export function statusLine(stderr: NodeJS.WriteStream) {
  const visible = stderr.isTTY === true && process.env['TERM'] !== 'dumb';
  let last = 0;
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    tell(text: string): void {
      const now = Date.now();
      if (!visible || now - last < EVERY) return;
      last = now;
      clear();
      stderr.write(cutCells(harmless(text), Math.max(20, (stderr.columns ?? 80) - 1)));
      shown = true;
    },
    /** Before anything else is written, and at the end. */
    clear,
  };
}
