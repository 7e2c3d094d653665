export interface OverwrittenLineOptions {
  readonly isVisible: boolean;
  /** Milliseconds between two changes of the line, and before the first one. */
  readonly every: number;
  readonly firstAfter?: number;
}

/** One line of a terminal that is written anew again and again. */
export function overwrittenLine(
  stderr: NodeJS.WriteStream,
  { isVisible, every, firstAfter = 0 }: OverwrittenLineOptions,
) {
  let next = firstAfter === 0 ? 0 : Date.now() + firstAfter;
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    tell(text: () => string): void {
      const now = Date.now();
      if (!isVisible || now < next) return;
      next = now + every;
      clear();
      stderr.write(text());
      shown = true;
    },
    /** Before anything else is written to standard error, and at the end. */
    clear,
  };
}
