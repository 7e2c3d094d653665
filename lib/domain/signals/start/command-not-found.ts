import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import type { SignalDetail } from '../signal';

const found = (command: string | undefined): SignalDetail => {
  const name = command?.replace(/\\r$|\^M$/, '').trim();
  return { kind: 'command-not-found', ...(name === undefined || name === '' ? {} : { command: name }) };
};

/** The container runtime could not find the entry point or the command. */
export const commandAtStart: Detector = ruleDetector({
  id: 'command-at-start',
  reads: ['reason', 'message', 'log'],
  hints: [
    'executable file not found',
    'no such file or directory',
    'createprocess',
    'exec failed',
    'cannot find the file specified',
  ],
  unless: /mount|exec format error|\bopen \/|EACCES|permission denied/i,
  rules: [
    {
      pattern: /exec:?\s\\{0,4}["'“]([^"'”\\]{1,300})\\{0,4}["'”]:? executable file not found/i,
      detail: ([, command]) => found(command),
    },
    {
      pattern: /exec:?\s\\{0,4}["'“]([^"'”\\]{1,300})\\{0,4}["'”]:?\s(?:stat \S{1,300}: )?no such file or directory/i,
      detail: ([, command]) => found(command),
    },
    {
      pattern: /\bstat\s(\/[^\s:]{1,300}): no such file or directory/i,
      detail: ([, command], text) => (/exec|container|runc/i.test(text) ? found(command) : undefined),
    },
    {
      pattern: /(?:^|\s)(?:\[[^\]]{1,60}\]\s)?exec\s(\S{1,300}?):? (?:failed: )?no such file or directory/i,
      detail: ([, command]) => found(command),
    },
    { pattern: /exec user process caused:?\s\\{0,3}["“]?no such file or directory/i, detail: () => found(undefined) },
    { pattern: /executable file not found in (?:\$PATH|%PATH%)/i, detail: () => found(undefined) },
    { pattern: /CreateProcess.{0,400}(?:cannot find the file specified|0x2\b)/i, detail: () => found(undefined) },
  ],
});

const SHELL = /(?:^|\s|\/)(?:sh|bash|ash|dash|zsh)$/;

/** A shell or `env` could not find a program. */
export const commandInShell: Detector = ruleDetector({
  id: 'command-in-shell',
  reads: ['log'],
  hints: ['not found', 'no such file or directory', 'bad interpreter', 'missing script'],
  unless: /"(?:GET|POST|PUT|HEAD) |\bHTTP\/|status(?:Code)?[=: ]+404/i,
  rules: [
    { pattern: /(?:^|\s)([\w./+-]{1,200}): command not found/, detail: ([, command]) => found(command) },
    {
      pattern:
        /(?:^|[\s|])(\S{0,200}?(?:sh|entrypoint|bin\/[\w.-]{1,40})):(?: exec:)?(?: line)? ?\d{1,5}:(?: exec:)? ([\w./+-]{1,200}): not found/,
      detail: ([, , command]) => found(command),
    },
    {
      pattern: /(?:^|[\s|])(?:\/bin\/|\/usr\/bin\/)?(?:ba|da|a|z)?sh:(?: exec:)? ([\w./+-]{1,200}): not found\s{0,4}$/,
      detail: ([, command]) => found(command),
    },
    {
      pattern: /\bexec:(?: line \d{1,5}:)? ([\w./+-]{1,200}): not found\s{0,4}$/,
      detail: ([, command]) => found(command),
    },
    {
      pattern: /(?:^|[\s/|])env: (?:can't execute )?[‘'"]?([^‘’'"\s]{1,200}?)[’'"]?: no such file or directory/i,
      detail: ([, command]) => found(command),
    },
    { pattern: /(\S{1,200}): bad interpreter: no such file or directory/i, detail: ([, command]) => found(command) },
    {
      pattern:
        /(?:^|[\s|])(\S{0,200}(?:sh|entrypoint)):(?: line)? ?(?:\d{1,5}: )?((?:\/|\.\/)[\w./+-]{1,200}): no such file or directory/i,
      detail: ([, shell, command], text) =>
        SHELL.test(shell ?? '') || /line \d/.test(text) ? found(command) : undefined,
    },
    { pattern: /\bMissing script: ?"?([\w:.-]{1,80})/i, detail: ([, command]) => found(command) },
  ],
});
