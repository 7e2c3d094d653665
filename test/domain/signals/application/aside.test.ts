import { isAsideAt } from '../../../../lib/domain/signals/application/aside';
import { logPassage, passageOf } from '../../../../lib/domain/text/passage';

const inLog = (line: string): boolean => isAsideAt(logPassage({ kind: 'log', container: 'app' }, [line]), 0);

describe('an error told in passing', () => {
  it.each([
    'INFO chat message: java.lang.OutOfMemoryError: Java heap space',
    '2024-05-01T10:00:00Z info: connect ECONNREFUSED 10.0.0.1:6379',
    '{"level":"warn","msg":"listen tcp :9090: bind: address already in use, metrics disabled"}',
    "PermissionError: [Errno 13] Permission denied: '/tmp/lock' (ignored)",
    'Exception ignored in: <function Pool.__del__ at 0x7f3a>',
  ])('is: %s', (line) => {
    expect(inLog(line)).toBe(true);
  });

  it.each([
    'WARN connect ECONNREFUSED 10.0.0.1:6379',
    'Error: could not get info from db: connection refused',
    'Unhandled exception. System.OutOfMemoryException: Out of memory.',
    'FATAL error caught in main: connect ECONNREFUSED 10.0.0.1:5432',
    '2024-05-01 10:00:00,000 INFO exited: worker (terminated by SIGSEGV (core dumped); not expected)',
  ])('is not: %s', (line) => {
    expect(inLog(line)).toBe(false);
  });

  it('is none in a text of ECS, which has no levels', () => {
    const reason = passageOf({ kind: 'container-reason', container: 'app' }, 'INFO no space left on device (ignored)');
    expect(isAsideAt(reason, 0)).toBe(false);
  });
});
