import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import { commandNotFound } from './command-not-found';

const SHELL = /(?:^|\s|\/)(?:sh|bash|ash|dash|zsh)$/;

/** A shell or `env` could not find a program. */
export const commandInShell: Detector = ruleDetector({
  id: 'command-in-shell',
  reads: ['log'],
  hints: ['not found', 'no such file or directory', 'bad interpreter', 'missing script'],
  unless: /"(?:GET|POST|PUT|HEAD) |\bHTTP\/|status(?:Code)?[=: ]+404/i,
  rules: [
    { pattern: /(?:^|\s)([\w./+-]{1,200}): command not found/, detail: ([, command]) => commandNotFound(command) },
    {
      pattern:
        /(?:^|[\s|])(\S{0,200}?(?:sh|entrypoint|bin\/[\w.-]{1,40})):(?: exec:)?(?: line)? ?\d{1,5}:(?: exec:)? ([\w./+-]{1,200}): not found/,
      detail: ([, , command]) => commandNotFound(command),
    },
    {
      pattern: /(?:^|[\s|])(?:\/bin\/|\/usr\/bin\/)?(?:ba|da|a|z)?sh:(?: exec:)? ([\w./+-]{1,200}): not found\s{0,4}$/,
      detail: ([, command]) => commandNotFound(command),
    },
    {
      pattern: /\bexec:(?: line \d{1,5}:)? ([\w./+-]{1,200}): not found\s{0,4}$/,
      detail: ([, command]) => commandNotFound(command),
    },
    {
      pattern: /(?:^|[\s/|])env: (?:can't execute )?[‘'"]?([^‘’'"\s]{1,200}?)[’'"]?: no such file or directory/i,
      detail: ([, command]) => commandNotFound(command),
    },
    {
      pattern: /(\S{1,200}): bad interpreter: no such file or directory/i,
      detail: ([, command]) => commandNotFound(command),
    },
    {
      pattern:
        /(?:^|[\s|])(\S{0,200}(?:sh|entrypoint)):(?: line)? ?(?:\d{1,5}: )?((?:\/|\.\/)[\w./+-]{1,200}): no such file or directory/i,
      detail: ([, shell, command], text) =>
        SHELL.test(shell ?? '') || /line \d/.test(text) ? commandNotFound(command) : undefined,
    },
    { pattern: /\bMissing script: ?"?([\w:.-]{1,80})/i, detail: ([, command]) => commandNotFound(command) },
  ],
});
