import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import { commandNotFound } from './command-not-found';

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
      detail: ([, command]) => commandNotFound(command),
    },
    {
      pattern: /exec:?\s\\{0,4}["'“]([^"'”\\]{1,300})\\{0,4}["'”]:?\s(?:stat \S{1,300}: )?no such file or directory/i,
      detail: ([, command]) => commandNotFound(command),
    },
    {
      pattern: /\bstat\s(\/[^\s:]{1,300}): no such file or directory/i,
      detail: ([, command], text) => (/exec|container|runc/i.test(text) ? commandNotFound(command) : undefined),
    },
    {
      pattern: /(?:^|\s)(?:\[[^\]]{1,60}\]\s)?exec\s(\S{1,300}?):? (?:failed: )?no such file or directory/i,
      detail: ([, command]) => commandNotFound(command),
    },
    {
      pattern: /exec user process caused:?\s\\{0,3}["“]?no such file or directory/i,
      detail: () => commandNotFound(undefined),
    },
    { pattern: /executable file not found in (?:\$PATH|%PATH%)/i, detail: () => commandNotFound(undefined) },
    {
      pattern: /CreateProcess.{0,400}(?:cannot find the file specified|0x2\b)/i,
      detail: () => commandNotFound(undefined),
    },
  ],
});
