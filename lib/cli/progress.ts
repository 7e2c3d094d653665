const FIRST_AFTER = 1500;
const EVERY = 250;

/** Says on a terminal how far a long input has been read, where the output itself does not show it. */
export function progress(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream, noun: string) {
  const visible = stderr.isTTY === true && stdout.isTTY !== true;
  let last = Date.now() + FIRST_AFTER - EVERY;
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    tell(count: number): void {
      const now = Date.now();
      if (!visible || now - last < EVERY) return;
      last = now;
      clear();
      stderr.write(`${count.toLocaleString('en-US')} ${noun} …`);
      shown = true;
    },
    /** Before anything else is written to standard error, and at the end. */
    clear,
  };
}
