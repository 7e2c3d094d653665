import type { SignalDetail } from '../signal';

/** What a text about a command that is not there says; a Windows line break at its end is no part of it. */
export const commandNotFound = (command: string | undefined): SignalDetail => {
  const name = command?.replace(/\\r$|\^M$/, '').trim();
  return { kind: 'command-not-found', ...(name === undefined || name === '' ? {} : { command: name }) };
};
