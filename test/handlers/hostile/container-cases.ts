import { casesOf, containerBody, HOSTILE_TASK, type HostileCase, stopBody } from './hostile-case';
import type { HostileWorld } from './hostile-world';
import { CANARIES } from './sinks';

const causeOf = ({ store }: HostileWorld): string | undefined =>
  store.rows().flatMap((row) => (row.type === 'stop' && row.taskId === HOSTILE_TASK ? (row.cause ?? 'none') : []))[0];
const exitOf = ({ store }: HostileWorld): number | undefined =>
  store.rows().flatMap((row) => (row.type === 'stop' && row.taskId === HOSTILE_TASK ? (row.exitCode ?? []) : []))[0];

const exited = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' };
const [accessKey, botToken, gitToken, password, registryPassword] = CANARIES;

/** 39–42, 46–56: what a task says of itself and of its containers. */
export const containerCases: readonly HostileCase[] = [
  ...casesOf(39, 'left-alone', {
    'an unknown status': stopBody({ lastStatus: 'DEPROVISIONING2' }),
    'a status in small letters': stopBody({ lastStatus: 'stopped' }),
    'no status': stopBody({ lastStatus: undefined }),
    'a status of 100,000 characters': stopBody({ lastStatus: 'S'.repeat(100_000) }),
  }),
  ...casesOf(40, 'counted', {
    'no stop code': stopBody({ stopCode: undefined }),
    'an unknown stop code': stopBody({ stopCode: 'AlienIntervention' }),
    'a number for a stop code': stopBody({ stopCode: 7 }),
  }),
  ...casesOf(41, 'counted', {
    'no reason': stopBody({ stoppedReason: undefined }),
    'an empty reason': stopBody({ stoppedReason: '' }),
    'a reason of 100,000 characters': stopBody({ stoppedReason: `${'CannotPullContainerError: '.repeat(4_000)}` }),
    'another language': stopBody({ stoppedReason: 'タスクの起動に失敗しました' }),
  }),
  ...casesOf(
    41,
    'kept',
    {
      'a person who quotes an error': stopBody({
        stopCode: 'UserInitiated',
        stoppedReason: 'stopped by alice because CannotPullContainerError: manifest unknown',
      }),
    },
    (world) => expect(causeOf(world)).toBe('user-stopped'),
  ),
  ...casesOf(42, 'counted', { 'it should run': stopBody({ desiredStatus: 'RUNNING' }) }),
  ...casesOf(
    43,
    'counted',
    Object.fromEntries(
      [undefined, 'EXTERNAL', 'MANAGED_INSTANCES', 'MOON', 7].map((launchType) => [
        `launch type ${launchType}`,
        stopBody({ launchType }),
      ]),
    ),
  ),
  ...casesOf(
    46,
    'counted',
    Object.fromEntries(
      [
        undefined,
        null,
        {},
        [],
        [null, 7, 'x', [], {}],
        Array.from({ length: 1_000 }, (_, index) => ({ name: `c${index}`, exitCode: 1 })),
      ].map((containers, index) => [`containers, form ${index + 1}`, stopBody({ containers })]),
    ),
  ),
  ...casesOf(
    47,
    'counted',
    Object.fromEntries(
      [undefined, null, '137', -1, 256, 2 ** 53, true, 1.5].map((exitCode) => [
        `exit code ${JSON.stringify(exitCode)}`,
        containerBody({ exitCode, reason: undefined }, exited),
      ]),
    ),
    (world) => expect(exitOf(world) ?? -1).toBeLessThan(257),
  ),
  ...casesOf(
    47,
    'counted',
    { 'a code of Windows': containerBody({ exitCode: 3221225477, reason: undefined }, exited) },
    (world) => expect(exitOf(world)).toBe(3221225477),
  ),
  ...casesOf(
    48,
    'counted',
    { 'a service that ends well': containerBody({ exitCode: 0, reason: undefined }, exited) },
    (world) => expect(causeOf(world)).toBe('exit-zero-service'),
  ),
  ...casesOf(
    49,
    'counted',
    Object.fromEntries(
      [137, 139, 134, 143, 1, 2, 126, 127, 255].map((exitCode) => [
        `exit code ${exitCode} and nothing else`,
        containerBody({ exitCode, reason: undefined }, exited),
      ]),
    ),
    (world) => expect(causeOf(world)).not.toBe('out-of-memory'),
  ),
  ...casesOf(50, 'counted', {
    'two that failed': stopBody({
      ...exited,
      containers: [
        { name: 'sidecar', exitCode: 1 },
        { name: 'app', exitCode: 1 },
        { name: 'app', exitCode: 2 },
      ],
    }),
  }),
  ...casesOf(
    51,
    'counted',
    Object.fromEntries(
      [
        '',
        'n'.repeat(255),
        '<script>alert(1)</script>',
        "=cmd|' /C calc'!A0",
        '<!channel>',
        '```',
        '`*_~`',
        'x\u0000y\u001b]8;;http://evil\u0007',
      ].map((name) => [
        `a container called ${JSON.stringify(name).slice(0, 40)}`,
        containerBody({ name, exitCode: 1, reason: undefined }, exited),
      ]),
    ),
  ),
  ...casesOf(
    52,
    'counted',
    Object.fromEntries(
      [
        '\u001b[31mCannotPullContainerError\u001b[0m',
        '\u202eCannotPullContainerError: x',
        '```<!here>```',
        '&lt;b&gt; &amp;amp;',
        '\u009b31m\u0085\u2028',
        '<https://evil.example|Click>',
      ].map((reason) => [`the reason ${JSON.stringify(reason)}`, containerBody({ reason })]),
    ),
  ),
  ...casesOf(
    53,
    'counted',
    Object.fromEntries(
      [
        `111122223333.dkr.ecr.us-east-1.amazonaws.com/app@sha256:${'a'.repeat(64)}`,
        'app',
        `registry:5000/app:1@sha256:${'b'.repeat(64)}`,
        `https://robot:${registryPassword}@registry.example/app:1`,
        `robot:${registryPassword}@registry.example/app:1`,
        'i'.repeat(4_096),
        'public.ecr.aws/x/y:Z',
        'UPPER/Case:TAG',
      ].map((image) => [
        `the image ${image.slice(0, 60)}`,
        containerBody({ image, reason: `CannotPullContainerError: failed to resolve ref ${image}: not found` }),
      ]),
    ),
  ),
  ...casesOf(54, 'counted', {
    'no attachments': stopBody({ attachments: null }),
    'a port of 70000': containerBody({
      networkBindings: [{ hostPort: 70_000, containerPort: '0' }, null],
      healthStatus: 7,
    }),
    '10,000 details': stopBody({
      attachments: [
        { type: 'eni', details: Array.from({ length: 10_000 }, (_, index) => ({ name: `k${index}`, value: {} })) },
      ],
    }),
  }),
  ...casesOf(55, 'counted', {
    'secrets in overrides': stopBody({
      overrides: {
        containerOverrides: [
          {
            name: 'owncloud',
            command: ['serve', `--password=${password}`],
            environment: [
              { name: 'AWS_ACCESS_KEY_ID', value: accessKey },
              { name: 'SLACK_TOKEN', value: botToken },
            ],
          },
        ],
      },
    }),
    'secrets in a reason': containerBody({
      reason: `CannotStartContainerError: failed to start: --password=${password} GITHUB_TOKEN=${gitToken} ${accessKey}`,
    }),
  }),
  ...casesOf(
    56,
    'counted',
    Object.fromEntries(
      ['512', '0.5 GB', 512, undefined, {}, -1, 1e300].map((memory) => [
        `memory ${JSON.stringify(memory)}`,
        stopBody({ memory, cpu: memory }),
      ]),
    ),
  ),
];
