import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';

const detail = (path: string | undefined) => ({
  kind: 'exec-format' as const,
  ...(path === undefined ? {} : { path }),
});

/** The kernel does not know the format of the program: another architecture, or a script without `#!`. */
export const execFormat: Detector = ruleDetector({
  id: 'exec-format',
  reads: ['reason', 'log', 'message'],
  hints: [
    'exec format error',
    'bad cpu type',
    'errno 8]',
    'os error 8)',
    'enoexec',
    'wrong elf class',
    'cannot execute: required file',
    'does not match the detected host platform',
  ],
  unless: /does not match the detected host platform/i,
  rules: [
    {
      pattern: /exec:?\s\\{0,3}["'“]?(\/?[\w./@+-]{1,200})\\{0,3}["'”]?:\s.{0,80}?exec format error/i,
      detail: ([, path]) => detail(path),
    },
    {
      pattern:
        /(?:^|[\s:])(\/[\w./@+-]{1,200}|\.\/[\w./@+-]{1,200}):\s(?:cannot execute binary file(?:: Exec format error)?|Exec format error)/i,
      detail: ([, path]) => detail(path),
    },
    { pattern: /Exec format error:?\s'([^']{1,200})'/i, detail: ([, path]) => detail(path) },
    {
      pattern: /exec format error|Bad CPU type in executable|spawn ENOEXEC|\bos error 8\)/i,
      detail: () => detail(undefined),
    },
  ],
});
