import { databaseAuth } from '../../../../lib/domain/signals/dependencies/database-auth';
import { databaseMigration } from '../../../../lib/domain/signals/dependencies/database-migration';
import { commandAtStart } from '../../../../lib/domain/signals/start/command-at-start';
import { commandInShell } from '../../../../lib/domain/signals/start/command-in-shell';
import { crash } from '../../../../lib/domain/signals/start/crash';
import { execFormat } from '../../../../lib/domain/signals/start/exec-format';
import { executeDenied } from '../../../../lib/domain/signals/start/execute-denied';
import { fileDenied } from '../../../../lib/domain/signals/start/file-denied';
import { missingFile } from '../../../../lib/domain/signals/start/missing-file';
import { missingLibrary } from '../../../../lib/domain/signals/start/missing-library';
import { missingScriptModule } from '../../../../lib/domain/signals/start/missing-script-module';
import { portInUse, portPrivileged } from '../../../../lib/domain/signals/start/ports';
import { readLog, readReason } from '../read-log';

const all = [
  commandAtStart,
  commandInShell,
  crash,
  execFormat,
  missingFile,
  missingLibrary,
  missingScriptModule,
  executeDenied,
  fileDenied,
  portInUse,
  portPrivileged,
  databaseAuth,
  databaseMigration,
];

describe('what a log says about a start that failed', () => {
  it.each([
    ['exec /usr/local/bin/streamlit: exec format error', { kind: 'exec-format', path: '/usr/local/bin/streamlit' }],
    ['standard_init_linux.go:211: exec user process caused “exec format error”', { kind: 'exec-format' }],
    ['/bin/bash: ./app: cannot execute binary file: Exec format error', { kind: 'exec-format', path: './app' }],
    ['exec /entrypoint.sh: no such file or directory', { kind: 'command-not-found', command: '/entrypoint.sh' }],
    ['/bin/sh: 1: gunicorn: not found', { kind: 'command-not-found', command: 'gunicorn' }],
    ['/entrypoint.sh: line 12: wait-for-it: command not found', { kind: 'command-not-found', command: 'wait-for-it' }],
    ["env: can't execute 'bash': No such file or directory", { kind: 'command-not-found', command: 'bash' }],
    ['/usr/bin/env: ‘node\\r’: No such file or directory', { kind: 'command-not-found' }],
    ["ModuleNotFoundError: No module named 'boto3'", { kind: 'missing-module', module: 'boto3', runtime: 'Python' }],
    ["Error: Cannot find module 'express'", { kind: 'missing-module', module: 'express' }],
    ["Error: Cannot find module '/app/server.js'", { kind: 'missing-file', path: '/app/server.js' }],
    [
      'Error: Could not find or load main class com.example.Main',
      { kind: 'missing-module', module: 'com.example.Main', entry: true },
    ],
    [
      '/app/server: error while loading shared libraries: libssl.so.1.1: cannot open shared object file: No such file or directory',
      { kind: 'missing-module', module: 'libssl.so.1.1' },
    ],
    [
      "python: can't open file '/app/main.py': [Errno 2] No such file or directory",
      { kind: 'missing-file', path: '/app/main.py' },
    ],
    ['Error: Unable to access jarfile app.jar', { kind: 'missing-file', path: 'app.jar' }],
    [
      "Error: ENOENT: no such file or directory, open '/app/config.json'",
      { kind: 'missing-file', path: '/app/config.json' },
    ],
    [
      'nginx: [emerg] open() "/etc/nginx/mime.types" failed (2: No such file or directory) in /etc/nginx/nginx.conf:3',
      { kind: 'missing-file', path: '/etc/nginx/mime.types' },
    ],
    [
      "PermissionError: [Errno 13] Permission denied: '/data/app.db'",
      { kind: 'permission-denied', path: '/data/app.db' },
    ],
    ["Error: EACCES: permission denied, mkdir '/app/uploads'", { kind: 'permission-denied', path: '/app/uploads' }],
    ['Error: listen EADDRINUSE: address already in use :::3000', { kind: 'port-in-use', port: 3000 }],
    ['nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)', { kind: 'port-in-use', port: 80 }],
    ['Web server failed to start. Port 8080 was already in use.', { kind: 'port-in-use', port: 8080 }],
    ['nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)', { kind: 'port-privileged', port: 80 }],
    ['Error: listen EACCES: permission denied 0.0.0.0:80', { kind: 'port-privileged', port: 80 }],
    ['listen tcp :443: bind: permission denied', { kind: 'port-privileged', port: 443 }],
    ['Segmentation fault (core dumped)', { kind: 'crash', signal: 'SIGSEGV' }],
    ["terminate called after throwing an instance of 'std::runtime_error'", { kind: 'crash', signal: 'SIGABRT' }],
    [
      'FATAL:  password authentication failed for user "orders"',
      { kind: 'database-auth', product: 'PostgreSQL', user: 'orders' },
    ],
    [
      "ERROR 1045 (28000): Access denied for user 'app'@'10.0.1.5' (using password: YES)",
      { kind: 'database-auth', product: 'MySQL', user: 'app' },
    ],
    [
      'FATAL:  no pg_hba.conf entry for host "10.0.1.5", user "app", database "orders", no encryption',
      { kind: 'database-auth', user: 'app' },
    ],
    [
      'redis.exceptions.AuthenticationError: WRONGPASS invalid username-password pair or user is disabled.',
      { kind: 'database-auth', product: 'Redis' },
    ],
    [
      'error: Dirty database version 12. Fix and force version.',
      { kind: 'database-migration', tool: 'golang-migrate', migration: '12' },
    ],
    ['Error: P3009', { kind: 'database-migration', tool: 'Prisma' }],
  ])('%s', (line, detail) => {
    const said = readLog(all, line);
    expect(said[0]).toMatchObject(detail);
    expect([...new Set(said.map(({ kind }) => kind))]).toEqual([detail.kind]);
  });

  it.each([
    'Port 3000 is in use, trying 3001 instead.',
    'panic: runtime error: invalid memory address or nil pointer dereference [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]',
    '10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /favicon.ico HTTP/1.1" 404 0',
    "[INFO] optional plugin: no module named 'uvloop', falling back to asyncio",
    'No pending migrations to apply.',
    'level=info msg="migration 12 failed before, applied again"',
    'Server listening on port 3000',
    'database system is ready to accept connections',
  ])('is nothing: %s', (line) => {
    expect(readLog(all, line)).toEqual([]);
  });
});

describe('what the container runtime says', () => {
  it.each([
    [
      'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "python": executable file not found in $PATH: unknown',
      { kind: 'command-not-found', command: 'python' },
    ],
    [
      'ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/run.sh": stat /app/run.sh: no such file or directory: unknown',
      { kind: 'command-not-found', command: '/app/run.sh' },
    ],
    [
      'OCI runtime create failed: runc create failed: unable to start container process: exec: "/entrypoint.sh": permission denied: unknown.',
      { kind: 'permission-denied', path: '/entrypoint.sh', execute: true },
    ],
    [
      'Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use',
      { kind: 'port-in-use', port: 80 },
    ],
    [
      'Cannot start container 162bf2517993: Bind for 0.0.0.0:32898 failed: port is already allocated',
      { kind: 'port-in-use', port: 32898 },
    ],
  ])('%s', (text, detail) => {
    expect(readReason(all, text)[0]).toMatchObject(detail);
  });
});
