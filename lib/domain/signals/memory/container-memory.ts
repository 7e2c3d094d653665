import type { Detector } from '../detector';
import { lineDetector } from '../detector';

/** ECS, Docker or containerd say that the kernel killed for memory. */
export const containerMemory: Detector = lineDetector({
  id: 'container-memory',
  reads: ['reason', 'message'],
  hints: [
    'outofmemory',
    'out of memory',
    'oomkilled',
    'oom-killed',
    'oom killed',
    'due to memory usage',
    'memory limit too low',
    'cannot allocate memory',
  ],
  line(text) {
    if (
      /init was OOM-killed|memory limit too low|fork\/exec.{0,200}cannot allocate memory|(?:create|start).{0,300}cannot allocate memory/i.test(
        text,
      )
    )
      return { detail: { kind: 'out-of-memory', scope: 'start' }, piece: text };
    const piece = /(?:\d{1,3}\s)?out\s?of\s?memory.{0,200}|oom[ -]?killed.{0,100}|.{0,60}due to memory usage/i.exec(
      text,
    )?.[0];
    return piece === undefined ? undefined : { detail: { kind: 'out-of-memory', scope: 'container' }, piece: text };
  },
});
