import { isAsideAt } from '../application/aside';
import type { Detector } from '../detector';
import { lineDetector } from '../detector';

/** A parent tells that a worker got signal 9 and guesses, rightly in most cases, that memory ran out. */
export const killedWorkers: Detector = lineDetector({
  id: 'killed-workers',
  reads: ['log'],
  hints: [
    'out of memory?',
    'signal 9',
    'sigkill',
    'signal: 9',
    'terminated abruptly',
    'signal: killed',
    'not enough memory',
    'executor lost',
    'out-of-memory',
    'exit code: 137',
    'exit code 137',
    'code 137',
    'exit status 137',
  ],
  line(text, index, passage) {
    if (isAsideAt(passage, index)) return undefined;
    if (/sent SIGKILL! Perhaps out of memory|Perhaps out of memory\?/i.test(text))
      return { detail: { kind: 'out-of-memory', scope: 'process', guess: true }, piece: text };
    const worker =
      /\bworker\b.{0,80}(?:signal:? 9\b|\(SIGKILL\)|SIGKILL\b)|WorkerLostError.{0,120}signal 9|DAMN ! worker \d{1,6} .{0,60}killed by signal 9|exited on signal 9 \(SIGKILL\)|child \d{1,8} exited on signal 9|process in the process pool was terminated abruptly|DataLoader worker.{0,60}killed by signal: Killed|\bsignal: killed\b.{0,40}(?:worker|build|compile)|(?:worker|child|process)\b.{0,60}(?:exit(?:ed)?|terminated).{0,40}\b137\b|got signal 9/i;
    if (!worker.test(text) || /sending|graceful|timeout|timed out/i.test(text)) return undefined;
    return { detail: { kind: 'out-of-memory', scope: 'process', guess: true }, piece: text };
  },
});
