import type { Detector } from '../detector';
import { lineDetector } from '../detector';

/** Something in the log tells who ended the process, or that it was too slow to end. */
export const killed: Detector = lineDetector({
  id: 'killed',
  reads: ['log'],
  hints: ['sigterm', 'sigkill', 'grace period', 'signal 15', 'signal 9', 'killed', 'terminated', 'will stop in'],
  line(text) {
    if (
      /grace period has (?:finished|expired|ended)|shutdown (?:timed out|timeout (?:exceeded|reached))|did not (?:exit|stop|shut down) in time|forc(?:ed|ing|ibly) (?:shutdown|exit|kill)/i.test(
        text,
      )
    )
      return { detail: { kind: 'killed', how: 'stop-timeout' }, piece: text };
    if (
      /\bSIGTERM\b|\bsignal 15\b|received (?:signal )?terminated|signal: terminated|service will stop in \d/i.test(text)
    )
      return { detail: { kind: 'killed', how: 'sigterm' }, piece: text };
    if (
      /^\s{0,4}(?:\S{1,200}: (?:line )?\d{1,5}:\s{1,8}\d{0,8}\s{0,4})?Killed\b|\bSIGKILL\b|(?:killed by|due to|from|got|exited on) signal:? 9\b|signal: killed/i.test(
        text,
      )
    )
      return { detail: { kind: 'killed', how: 'sigkill' }, piece: text };
    return undefined;
  },
});
