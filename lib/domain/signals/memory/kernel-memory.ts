import { type Detector, lineDetector } from '../detector';

/** The kernel's own words, where the log has them. */
export const kernelMemory: Detector = lineDetector({
  id: 'kernel-memory',
  reads: ['log'],
  hints: [
    'memory cgroup out of memory',
    'out of memory: kill',
    'oom-kill:',
    'invoked oom-killer',
    'oomkilled',
    'outofmemoryerror: container killed',
    'container killed due to memory',
    'oom_kill',
    'oom killer',
    'oom-killed',
  ],
  line: (text) =>
    /oom[-_ ]?(?:score|adj|disable|policy)|"?oom_?killed"?\s?[:=]\s?"?(?:false|0)/i.test(text)
      ? undefined
      : {
          detail: { kind: 'out-of-memory', scope: /container killed|oomkilled/i.test(text) ? 'container' : 'process' },
          piece: text,
        },
});
