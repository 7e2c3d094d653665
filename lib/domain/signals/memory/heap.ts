import { type Rule, ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import type { SignalOf } from '../signal';

type Runtime = SignalOf<'out-of-memory'>['runtime'];

const heap = (runtime: NonNullable<Runtime>, pattern: RegExp): Rule => ({
  pattern,
  detail: ([, area]) => ({
    kind: 'out-of-memory',
    scope: 'heap',
    runtime,
    ...(area === undefined || area === '' ? {} : { area: area.trim() }),
  }),
});

/** ECS names its own reason like the error of the JVM. */
const OF_ECS = /container killed|due to memory usage/i;

/** A virtual machine says that its own heap is full. Flags such as `-XX:+ExitOnOutOfMemoryError` say no such thing. */
export const heapOfMachine: Detector = ruleDetector({
  id: 'heap-of-machine',
  reads: ['log'],
  hints: [
    'outofmemoryerror',
    'heap out of memory',
    'heap limit',
    'outofmemoryexception',
    'java heap space',
    'for object heap',
    'insufficient memory for the java',
    'unable to create native thread',
    'unable to create new native thread',
    'direct buffer memory',
    'outofdirectmemoryerror',
    'out of heap space',
    'gc heap',
    'err_worker_out_of_memory',
    'zone allocation failed',
    'process out of memory',
  ],
  unless: OF_ECS,
  rules: [
    heap(
      'jvm',
      /(?<!On)OutOfMemoryError:? (Java heap space|Metaspace|PermGen space|Direct buffer memory|Cannot reserve \d+ bytes of direct buffer memory|GC overhead limit exceeded|Compressed class space|[Uu]nable to create (?:new )?native thread|Requested array size exceeds VM limit|Map failed|[\w ]{3,60})/,
    ),
    heap('jvm', /(?:ERROR|SEVERE|FATAL|error)[^a-z]{0,60}(Java heap space|GC overhead limit exceeded)\s{0,4}$/),
    heap('jvm', /OutOfDirectMemoryError: (failed to allocate \d+ byte)/),
    heap('jvm', /(?<![+-]|On)\b(?:java\.lang\.)?OutOfMemoryError\b/),
    heap('jvm', /Terminating due to java\.lang\.OutOfMemoryError: ?(.{0,60})/),
    heap('jvm', /Could not reserve enough space for .{0,40}(object heap)/),
    heap('jvm', /insufficient memory for the Java Runtime Environment/i),
    heap('jvm', /(unable to create (?:new )?native thread)/i),
    heap(
      'node',
      /(?:JavaScript heap out of memory|Allocation failed - process out of memory|ERR_WORKER_OUT_OF_MEMORY|invalid table size Allocation failed|Zone Allocation failed)/,
    ),
    heap('node', /Reached heap limit|Ineffective mark-compacts near heap limit/),
    heap('dotnet', /System\.OutOfMemoryException|GC heap initialization failed|Out of memory\.$/),
  ],
});

/** A process got no memory from its language or from the kernel. */
export const allocationFailed: Detector = ruleDetector({
  id: 'allocation-failed',
  reads: ['log'],
  hints: [
    'cannot allocate memory',
    'out of memory',
    'memoryerror',
    'nomemoryerror',
    'allowed memory size',
    'bad_alloc',
    'eheap_alloc',
    'os error 12)',
    'memory allocation of',
    'unable to allocate',
    'enomem',
    'oom command not allowed',
    'cannot allocate',
  ],
  unless:
    /mlock|lock (?:jvm )?memory|memory locking|swapfile|CUDA|GPU|overcommit|Perhaps out of memory|ON_OUT_OF_MEMORY|OnOutOfMemory|heap out of memory/i,
  rules: [
    heap('php', /Allowed memory size of (\d{1,14} bytes) exhausted/),
    heap('php', /Out of memory \(allocated (\d{1,14})\)/),
    heap('python', /(?:^|[\s.'"])(?:_ArrayMemoryError|MemoryError)(?::|\s{0,4}$|\()/),
    heap('python', /Unable to allocate [\d.]{1,10} [KMGT]iB for an array/),
    heap('ruby', /NoMemoryError|failed to allocate memory/),
    heap('go', /fatal error: runtime: (out of memory|cannot (?:allocate|map).{0,60})/),
    heap('go', /runtime: out of memory|fork\/exec \S{1,200}: cannot allocate memory/),
    heap('native', /eheap_alloc: Cannot (?:re)?allocate \d{1,16} bytes/),
    heap('native', /std::bad_alloc|memory allocation of \d{1,16} bytes failed|\bos error 12\)/),
    {
      pattern:
        /(?:\[Errno 12\]|\bENOMEM\b|\(12\)|\bfork\b|\bmmap\b|\bmalloc\b|\bspawn\b|\b12:|error=12).{0,160}cannot allocate memory|cannot allocate memory/i,
      detail: () => ({ kind: 'out-of-memory', scope: 'process', runtime: 'native' }),
    },
    {
      pattern: /\bENOMEM\b|(?:FATAL|ERROR|fatal|error).{0,40}\bout of memory\b|^\s{0,4}Out of memory\b/,
      detail: () => ({ kind: 'out-of-memory', scope: 'process' }),
    },
  ],
});
