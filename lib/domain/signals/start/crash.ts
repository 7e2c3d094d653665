import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';

/** The kernel or the C library ended the process. A nil pointer in Go shows SIGSEGV too, but is a panic of the application. */
export const crash: Detector = ruleDetector({
  id: 'crash',
  reads: ['log', 'reason'],
  hints: [
    'segmentation',
    'sigsegv',
    'segfault',
    'sigabrt',
    'aborted',
    'sigill',
    'illegal instruction',
    'sigbus',
    'bus error',
    'core dumped',
    'terminate called',
    'stack smashing',
    'corruption',
    'invalid pointer',
    'signal 11',
    'access violation',
    'assertion',
  ],
  unless:
    /\[signal SIGSEGV: segmentation violation code=|nil pointer dereference|(?:transaction|request|connection|operation|query|build|job|command|upload|deploy\w*) (?:was |is |has been )?aborted|ECONNABORTED|rake aborted|aborted!|AbortError|segmentation (?:model|task|mask)/i,
  rules: [
    {
      pattern: /\bSegmentation fault\b|\bSIGSEGV\b|\bsegfault at\b|signal 11\b|Fatal error: .{0,40}access violation/i,
      detail: () => ({ kind: 'crash', signal: 'SIGSEGV' }),
    },
    { pattern: /\bIllegal instruction\b|\bSIGILL\b/i, detail: () => ({ kind: 'crash', signal: 'SIGILL' }) },
    { pattern: /\bBus error\b|\bSIGBUS\b/i, detail: () => ({ kind: 'crash', signal: 'SIGBUS' }) },
    {
      pattern:
        /\bSIGABRT\b|(?:^|[\s|])Aborted(?: \(core dumped\))?\s{0,4}$|signal 6 \(Aborted\)|Fatal Python error: Aborted|^\s{0,4}terminate called (?:after|without)|stack smashing detected|(?:double free or corruption|(?:free|malloc|munmap_chunk|realloc)\(\): (?:invalid|corrupt|unaligned|memory|double)\w*)|Assertion [`'].{1,300}' failed\.?|\(core dumped\)/i,
      detail: () => ({ kind: 'crash', signal: 'SIGABRT' }),
    },
  ],
});
