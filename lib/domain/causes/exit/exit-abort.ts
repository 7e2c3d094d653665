import { containerWords } from '../../container-words';
import type { Cause, CausePage } from '../cause';
import { crashFinding } from './crash';

export const exitAbort: Cause = {
  id: 'exit-abort',
  title: 'the process aborted',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error'],
  explain: (facts) =>
    crashFinding(facts, {
      names: { 132: 'SIGILL', 133: 'SIGTRAP', 134: 'SIGABRT', 136: 'SIGFPE' },
      signals: ['SIGABRT', 'SIGILL'],
      next: (container) =>
        `Read the lines that ${containerWords(container)} wrote just before it aborted: an assertion, an allocator or the runtime says why.`,
    }),
};

export const page: CausePage = {
  meaning:
    'The process ended itself after it had found something that must not be: 134 is 128 + 6 (SIGABRT). C++ does it for an exception that nobody catches, the C library for a damaged heap, the runtime of a language for a fatal error. 132 (SIGILL) is an instruction that the CPU does not have.',
  impact: 'The task ends without a clean shutdown. If it happens at start-up, no task of this revision serves.',
  fix: [
    'Read the last lines of the log: an assertion, `terminate called after throwing`, `double free`.',
    'If Node.js says `JavaScript heap out of memory`, it is `out-of-memory`: raise `--max-old-space-size` and the memory.',
    'Under emulation (qemu) build the image for the architecture of the task instead.',
    'For SIGILL check whether the program needs AVX or another instruction set that the host lacks.',
  ],
  confusedWith: '`out-of-memory`: Node.js ends with 134 when its heap is full, and says so. `exit-segfault`: 139.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html'],
};
