import { createInterface } from 'node:readline';

interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** Whether a person says yes; `nobody` where there is none to be asked. Anything but y and yes is a no, so is Ctrl-C. */
export function confirm(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean | 'nobody'> {
  if (input.isTTY !== true) return Promise.resolve('nobody');
  return new Promise((answer) => {
    const lines = createInterface({ input, output });
    let isYes = false;
    lines.on('SIGINT', () => lines.close());
    lines.once('close', () => answer(isYes));
    lines.question(`${question} [y/N] `, (text) => {
      isYes = /^\s*y(?:es)?\s*$/i.test(text);
      lines.close();
    });
  });
}
