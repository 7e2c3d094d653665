import { causes } from '../../../../lib/domain/causes/index';
import { diagnose } from '../../../../lib/domain/diagnosis/diagnose';
import type { Diagnosis } from '../../../../lib/domain/diagnosis/diagnosis';
import type { Evidence } from '../../../../lib/domain/evidence';
import { known, unavailable } from '../../../../lib/domain/read';
import { detectors } from '../../../../lib/domain/signals/index';
import type { Stop } from '../../../../lib/domain/stop';

const rules = { causes, detectors };
const nothing = unavailable('not read');
const unread: Evidence = {
  definition: nothing,
  lastGood: nothing,
  logs: nothing,
  service: nothing,
  targetGroups: nothing,
  targetHealth: nothing,
};

/** The diagnosis of a task whose only container ended with 1 after these lines. */
function ended(...lines: readonly string[]): Diagnosis | undefined {
  const stop: Stop = {
    taskArn: 'arn:aws:ecs:us-east-1:111122223333:task/prod/0123456789abcdef',
    taskId: '0123456789abcdef',
    cluster: 'prod',
    service: 'web',
    lastStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'app', exitCode: 1, injected: false }],
  };
  const logs = known([{ container: 'app', group: '/ecs/web', stream: 'ecs/app/0123456789abcdef', lines }]);
  return diagnose({ kind: 'stop', stop }, { ...unread, logs }, rules);
}

const pasted = (text: string): Diagnosis | undefined => diagnose({ kind: 'text', text }, unread, rules);

describe('the last error', () => {
  it.each([
    [
      'WARN metrics: listen tcp :9090: bind: address already in use, metrics disabled',
      'INFO listening on 8080',
      'panic: boom',
    ],
    ['WARN: No space left on device while writing cache, ignoring', 'Error: crash in worker'],
    ["PermissionError: [Errno 13] Permission denied: '/tmp/lock' (handled)", 'INFO continuing', 'ValueError: bad'],
    ["PermissionError: [Errno 13] Permission denied: '/tmp/lock'", 'INFO serving the old copy', 'ValueError: bad'],
    ['INFO chat message: java.lang.OutOfMemoryError: Java heap space', 'INFO ok', 'RuntimeError: other'],
  ])('wins over what the application lived with: %s', (...lines) => {
    const diagnosis = ended(...lines);
    expect(diagnosis?.cause.id).toBe('exit-application-error');
    expect(diagnosis?.quotes[0]?.text).toBe(lines.at(-1));
  });

  it('does not win where it follows from the one before', () => {
    expect(
      ended(
        'Error: connect ECONNREFUSED 10.0.0.1:5432',
        'INFO retrying in 5 s',
        'Error: connect ECONNREFUSED 10.0.0.1:5432',
        'panic: giving up on the database',
      )?.cause.id,
    ).toBe('exit-dependency-unreachable');
    expect(
      ended(
        "PermissionError: [Errno 13] Permission denied: '/data'",
        'INFO closing',
        'During handling of the above exception, another exception occurred:',
        'ValueError: bad',
      )?.cause.id,
    ).toBe('exit-permission-denied');
  });
});

describe('a log without an error', () => {
  it.each([
    ['GET /x 404 not found', 'GET /x 404 not found'],
    ['Test: FATAL ERROR: JavaScript heap out of memory handled in doc', 'INFO ok'],
  ])('is said to have none: %s', (...lines) => {
    expect(ended(...lines)?.summary).toBe('Container app ended with exit code 1; its log shows no error.');
  });

  it('is not one in which a request that failed is told as an error', () => {
    expect(ended('Error: upstream said GET /x 404 not found')?.summary).toMatch(/exit code 1: Error: upstream said/);
  });
});

describe('the log of a database server', () => {
  const refused = 'FATAL:  password authentication failed for user "scanner"';

  it('tells of logins that the server refused, and of why the server itself ended', () => {
    const diagnosis = ended(
      'LOG:  database system is ready to accept connections',
      refused,
      'PANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device',
    );
    expect(diagnosis?.cause.id).toBe('disk-full');
  });

  it('is not meant where a client was refused', () => {
    expect(ended(`psycopg2.OperationalError: ${refused}`)?.cause.id).toBe('exit-database-auth');
  });
});

describe('wordings', () => {
  it('blames the limit of the container, and not the JVM, for the reason of ECS', () => {
    const diagnosis = pasted('OutOfMemoryError: Container killed due to memory usage');
    expect(diagnosis?.cause.id).toBe('out-of-memory');
    expect(diagnosis?.summary).toMatch(/used more memory than its limit/);
    expect(pasted('java.lang.OutOfMemoryError: Java heap space')?.summary).toMatch(/The JVM/);
  });

  it('tells a missing right from a refused login', () => {
    const right = pasted('ERROR: permission denied for table users');
    expect(right?.summary).toMatch(/log in, but its user has no right to table users/);
    expect(right?.next).toMatch(/GRANT … ON table users TO the user/);
    expect(pasted('FATAL: password authentication failed for user "app"')?.summary).toMatch(/refused user app/);
  });

  it('looks for another process of the task, and not of the instance, where nothing tells of a host port', () => {
    expect(pasted('Error: listen EADDRINUSE: address already in use :::3000')?.next).toBe(
      'Find what else listens on port 3000: another process or container of the task.',
    );
    expect(pasted('Bind for 0.0.0.0:8080 failed: port is already allocated')?.next).toMatch(/hostPort 0/);
  });

  it('has the right article before a tool, and no line number behind a path', () => {
    expect(pasted("alembic.util.exc.CommandError: Can't locate revision identified by 'ae1027a6acf'")?.summary).toMatch(
      /^An Alembic migration/,
    );
    expect(ended('FATAL: migration failed', 'Dirty database version 3. Fix and force version.')?.summary).toMatch(
      /^A golang-migrate migration/,
    );
    expect(ended('java.io.FileNotFoundException: /nope:1: (No such file or directory)')?.summary).toMatch(
      /^File \/nope that/,
    );
  });
});
