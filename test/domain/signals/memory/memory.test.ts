import { containerMemory } from '../../../../lib/domain/signals/memory/container-memory';
import { allocationFailed, heapOfMachine } from '../../../../lib/domain/signals/memory/heap';
import { kernelMemory } from '../../../../lib/domain/signals/memory/kernel-memory';
import { killedWorkers } from '../../../../lib/domain/signals/memory/killed-workers';
import { readLog, readReason } from '../read-log';

const inLogs = [kernelMemory, heapOfMachine, allocationFailed, killedWorkers];

describe('out of memory in the words of ECS', () => {
  it.each([
    ['OutOfMemoryError: Container killed due to memory usage', 'container'],
    ['OutOfMemoryError: container killed due to memory usage', 'container'],
    ['137 OutofMemory Error', 'container'],
    ['OOMKilled', 'container'],
    [
      'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: container init was OOM-killed (memory limit too low?): unknown',
      'start',
    ],
  ])('%s', (text, scope) => {
    expect(readReason([containerMemory], text)[0]).toMatchObject({ kind: 'out-of-memory', scope });
  });
});

describe('out of memory in a log', () => {
  it.each([
    ['java.lang.OutOfMemoryError: Java heap space', { scope: 'heap', runtime: 'jvm', area: 'Java heap space' }],
    ['java.lang.OutOfMemoryError: Metaspace', { runtime: 'jvm', area: 'Metaspace' }],
    ['java.lang.OutOfMemoryError: GC overhead limit exceeded', { area: 'GC overhead limit exceeded' }],
    ['java.lang.OutOfMemoryError: Direct buffer memory', { area: 'Direct buffer memory' }],
    [
      'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
      { runtime: 'jvm', area: 'unable to create native thread' },
    ],
    ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', { runtime: 'node' }],
    ['FATAL ERROR: CALL_AND_RETRY_LAST Allocation failed - JavaScript heap out of memory', { runtime: 'node' }],
    [
      "Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.",
      { runtime: 'dotnet' },
    ],
    ['fatal error: runtime: out of memory', { runtime: 'go' }],
    ['MemoryError', { runtime: 'python' }],
    [
      'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 7.45 GiB for an array with shape (1000000000,)',
      { runtime: 'python' },
    ],
    ["/app/x.rb:3:in `*': failed to allocate memory (NoMemoryError)", { runtime: 'ruby' }],
    [
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /app/x.php on line 3',
      { runtime: 'php' },
    ],
    ['OSError: [Errno 12] Cannot allocate memory', { scope: 'process' }],
    ['eheap_alloc: Cannot allocate 1048576 bytes of memory (of type "heap").', { runtime: 'native' }],
    [
      '[2020-09-12 05:37:52 +0000] [18] [ERROR] Worker (pid:21) was sent SIGKILL! Perhaps out of memory?',
      { guess: true },
    ],
    ['DAMN ! worker 1 (pid: 9) died, killed by signal 9 :( trying respawn ...', { guess: true }],
    ['billiard.exceptions.WorkerLostError: Worker exited prematurely: signal 9 (SIGKILL) Job: 0.', { guess: true }],
    ['Memory cgroup out of memory: Killed process 1234 (node) total-vm:1024kB', { scope: 'process' }],
  ])('%s', (line, detail) => {
    expect(readLog(inLogs, line)[0]).toMatchObject({ kind: 'out-of-memory', ...detail });
  });

  it.each([
    'Picked up JAVA_TOOL_OPTIONS: -XX:+ExitOnOutOfMemoryError -XX:+HeapDumpOnOutOfMemoryError',
    'Unable to lock JVM Memory: error=12, reason=Cannot allocate memory',
    '{"State":{"OOMKilled": false}}',
    '2024-05-01 INFO memory usage 512 MiB of 1024 MiB',
    'CUDA out of memory. Tried to allocate 2.00 GiB',
  ])('is not meant by: %s', (line) => {
    expect(readLog(inLogs, line)).toEqual([]);
  });
});
