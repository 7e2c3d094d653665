import { containerWords } from '../../container-words';
import type { Cause, CausePage } from '../cause';
import { crashFinding } from './crash';

export const exitSegfault: Cause = {
  id: 'exit-segfault',
  title: 'the process crashed (segmentation fault)',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error'],
  explain: (facts) =>
    crashFinding(facts, {
      names: { 135: 'SIGBUS', 139: 'SIGSEGV', 3221225477: 'an access violation' },
      signals: ['SIGSEGV', 'SIGBUS'],
      next: (container) =>
        `Find which native library crashed in ${containerWords(container)}: compare the image with the last good one, and take a core dump.`,
    }),
};

export const page: CausePage = {
  meaning:
    'Native code touched memory that is not its own and the kernel ended the process: 139 is 128 + 11 (SIGSEGV), 135 is SIGBUS. The fault is in the program, in a native extension, or in a library that does not fit the image.',
  impact: 'The task ends without a clean shutdown. If it happens at start-up, no task of this revision serves.',
  fix: [
    'Compare with the last good image: a new native package or base image is the first suspect.',
    'Do not mix binaries built for glibc with Alpine (musl): try the Debian variant of the base image.',
    'For Python set `PYTHONFAULTHANDLER=1`; for Java read the `hs_err_pid` file; for Node.js rebuild native modules in the image.',
    'SIGBUS is often a full `/dev/shm`: raise `linuxParameters.sharedMemorySize` (EC2), or use another folder.',
  ],
  confusedWith:
    '`exit-abort`: 134, the process ended itself. `out-of-memory`: 137. A Go panic that mentions SIGSEGV is a nil pointer: `exit-application-error`.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html'],
};
