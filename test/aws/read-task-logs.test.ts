import { type EvidenceOptions, evidence } from '../../lib/aws/evidence';
import { parseTaskDefinition } from '../../lib/domain/definition/parse-task-definition';
import type { TaskDefinition } from '../../lib/domain/definition/task-definition';
import { parseTask } from '../../lib/domain/ecs-events/parse-task';
import type { Task } from '../../lib/domain/stop';
import { type Answer, answeringAccount, awsError, throws } from './answering-account';

const TASK_ID = '0123456789abcdef0123456789abcdef';
const STREAM = `web/app/${TASK_ID}`;

function taskOf(containers: readonly object[]): Task {
  const task = parseTask({
    taskArn: `arn:aws:ecs:eu-central-1:111122223333:task/production/${TASK_ID}`,
    clusterArn: 'arn:aws:ecs:eu-central-1:111122223333:cluster/production',
    lastStatus: 'STOPPED',
    containers,
  });
  if ('problem' in task) throw new Error(task.problem);
  return task;
}

function definitionOf(containerDefinitions: readonly object[]): TaskDefinition {
  const definition = parseTaskDefinition({
    taskDefinitionArn: 'arn:aws:ecs:eu-central-1:111122223333:task-definition/orders:7',
    containerDefinitions,
  });
  if (definition === undefined) throw new Error('no definition');
  return definition;
}

const awslogs = (options: object = {}) => ({
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/ecs/orders', 'awslogs-stream-prefix': 'web', ...options },
});
const failed = taskOf([
  { name: 'sidecar', exitCode: 0, runtimeId: 'aa' },
  { name: 'app', exitCode: 1, runtimeId: 'bb' },
]);
const definition = definitionOf([
  { name: 'sidecar', essential: false, logConfiguration: awslogs() },
  { name: 'app', logConfiguration: awslogs() },
]);

function opened(answer: Answer, options: Partial<EvidenceOptions> = {}) {
  const account = answeringAccount({ GetLogEvents: answer });
  return { account, ports: evidence({ ...account, logGroups: ['/ecs/*'], ...options }) };
}
const page = (events: unknown, more: object = {}) => ({
  events,
  nextBackwardToken: 'b/1',
  nextForwardToken: 'f/1',
  ...more,
});
const linesUntil = (last: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    timestamp: last - count + 1 + index,
    ingestionTime: last,
    message: `line ${last - count + 1 + index}`,
  }));

it('reads the end of the stream of the container that failed, and no other', async () => {
  const { account, ports } = opened(() => page(linesUntil(20, 20)));
  const read = await ports.readTaskLogs(failed, definition);
  expect(read).toEqual({
    state: 'known',
    value: [
      {
        container: 'app',
        group: '/ecs/orders',
        stream: STREAM,
        lines: linesUntil(20, 20).map(({ message }) => message),
      },
    ],
  });
  expect(account.calls.map(({ input }) => input)).toEqual([
    { logGroupName: '/ecs/orders', logStreamName: STREAM, limit: 300, startFromHead: false },
  ]);
});

it('reads the beginning too where the end fills its page, and no line twice', async () => {
  const all = linesUntil(5_000, 5_000);
  const { account, ports } = opened(({ input: { startFromHead, limit, endTime } }) =>
    page(
      startFromHead === true
        ? all.filter(({ timestamp }) => timestamp < Number(endTime)).slice(0, Number(limit))
        : all.slice(-Number(limit)),
    ),
  );
  const read = await ports.readTaskLogs(failed, definition);
  const lines = read.state === 'known' ? (read.value[0]?.lines ?? []) : [];
  expect(lines.length).toBe(400);
  expect([lines[0], lines[99], lines[100], lines[399]]).toEqual(['line 1', 'line 100', 'line 4701', 'line 5000']);
  expect(new Set(lines).size).toBe(400);
  expect(account.calls.length).toBe(2);
});

it('goes back over empty pages, but not for ever', async () => {
  const tokens: unknown[] = [];
  const { ports } = opened(({ input: { nextToken } }) => {
    tokens.push(nextToken);
    return nextToken === 'b/2'
      ? page(linesUntil(3, 3), { nextBackwardToken: 'b/3' })
      : page([], { nextBackwardToken: nextToken === undefined ? 'b/1' : 'b/2' });
  });
  expect(await ports.readTaskLogs(failed, definition)).toMatchObject({
    state: 'known',
    value: [{ lines: ['line 1', 'line 2', 'line 3'] }],
  });
  expect(tokens).toEqual([undefined, 'b/1', 'b/2']);

  let count = 0;
  const endless = opened(() => page([], { nextBackwardToken: `b/${count++}` }));
  expect(await endless.ports.readTaskLogs(failed, definition)).toMatchObject({
    state: 'known',
    value: [{ lines: [] }],
  });
  expect(endless.account.calls.length).toBe(3);
});

it('tells a log in which nothing stands yet from one that is not there', async () => {
  const empty = opened(() => page([]));
  expect(await empty.ports.readTaskLogs(failed, definition)).toMatchObject({ state: 'known', value: [{ lines: [] }] });
  const { ports } = opened(throws(awsError('ResourceNotFoundException', 'The specified log stream does not exist.')));
  expect(await ports.readTaskLogs(failed, definition)).toEqual({
    state: 'unavailable',
    reason: `container app has written nothing: log group /ecs/orders has no stream ${STREAM}`,
  });
  const noGroup = opened(throws(awsError('ResourceNotFoundException', 'The specified log group does not exist.')));
  expect(await noGroup.ports.readTaskLogs(failed, definition)).toEqual({
    state: 'unavailable',
    reason: 'log group /ecs/orders does not exist',
  });
});

it('takes the id of the runtime for the stream where no prefix is set', async () => {
  const { account, ports } = opened(() => page([]));
  const without = definitionOf([{ name: 'app', logConfiguration: awslogs({ 'awslogs-stream-prefix': undefined }) }]);
  await ports.readTaskLogs(failed, without);
  expect(account.calls[0]?.input['logStreamName']).toBe('bb');
  expect(await ports.readTaskLogs(taskOf([{ name: 'app', exitCode: 1 }]), without)).toMatchObject({
    state: 'unavailable',
    reason: expect.stringContaining('the event tells no runtimeId'),
  });
});

it('reads the essential containers, at most two, where no container of the task is known', async () => {
  const { account, ports } = opened(() => page(linesUntil(1, 1)));
  const three = definitionOf(['one', 'two', 'three'].map((name) => ({ name, logConfiguration: awslogs() })));
  const read = await ports.readTaskLogs(taskOf([]), three);
  expect(read.state === 'known' && read.value.map(({ container }) => container)).toEqual(['one', 'two']);
  expect(account.calls.length).toBe(2);
});

it.each([
  [['/ecs/*'], '/aws/lambda/payroll'],
  [['/ecs/orders-*', '/ecs/billing'], '/ecs/orders'],
  [['/ecs/*'], '/prod/ecs/orders'],
  [['/ecs.orders'], '/ecs/orders'],
  [[], '/ecs/orders'],
])('does not read group outside of %j: %s', async (logGroups, group) => {
  const { account, ports } = opened(() => page([]), { logGroups });
  const read = await ports.readTaskLogs(
    failed,
    definitionOf([{ name: 'app', logConfiguration: awslogs({ 'awslogs-group': group }) }]),
  );
  expect(read).toEqual({
    state: 'unavailable',
    reason: `log group ${group} is not among the groups that ecs-medic may read (LOG_GROUPS)`,
  });
  expect(account.calls).toEqual([]);
});

it.each([
  ['*', '/anything'],
  ['/ecs/orders', '/ecs/orders'],
  ['/*/orders', '/ecs/orders'],
  ['/ecs/**', '/ecs/a+b'],
  ['/ecs/a+b*', '/ecs/a+b'],
])('reads groups of %s: %s', async (pattern, group) => {
  const { account, ports } = opened(() => page([]), { logGroups: ['/other', pattern] });
  await ports.readTaskLogs(
    failed,
    definitionOf([{ name: 'app', logConfiguration: awslogs({ 'awslogs-group': group }) }]),
  );
  expect(account.calls[0]?.input['logGroupName']).toBe(group);
});

it.each([
  [{ logDriver: 'awsfirelens' }, 'the log driver of container app is awsfirelens: not readable here'],
  [{ logDriver: 'splunk', options: {} }, 'the log driver of container app is splunk: not readable here'],
  [undefined, 'container app has no log configuration'],
  [awslogs({ 'awslogs-group': ' ' }), 'the log configuration of container app names no awslogs-group'],
  [
    awslogs({ 'awslogs-region': 'evil.example.com/' }),
    'the awslogs-region of container app is no Region: "evil.example.com/"',
  ],
])('says why a log cannot be read: %j', async (logConfiguration, reason) => {
  const { account, ports } = opened(() => page([]));
  const read = await ports.readTaskLogs(failed, definitionOf([{ name: 'app', logConfiguration }]));
  expect(read).toEqual({ state: 'unavailable', reason });
  expect(account.calls).toEqual([]);
});

it('says that it does not know where to look without the definition', async () => {
  const { account, ports } = opened(() => page([]));
  expect(await ports.readTaskLogs(failed, undefined)).toEqual({
    state: 'unavailable',
    reason: 'where its containers write is unknown: the task definition could not be read',
  });
  expect(account.calls).toEqual([]);
});

it('asks in the Region that the log configuration names, with one client each', async () => {
  const { account, ports } = opened(() => page([]));
  const there = definitionOf([{ name: 'app', logConfiguration: awslogs({ 'awslogs-region': 'us-gov-west-1' }) }]);
  await ports.readTaskLogs(failed, there);
  await ports.readTaskLogs(failed, there);
  await ports.readTaskLogs(failed, definition);
  expect(account.regions).toEqual(['us-gov-west-1', undefined]);
});

it('names the permission to add', async () => {
  const resource = `arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/orders:log-stream:${STREAM}`;
  const { ports } = opened(
    throws(
      awsError(
        'AccessDeniedException',
        `User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: logs:GetLogEvents on resource: ${resource} because no identity-based policy allows the logs:GetLogEvents action`,
      ),
    ),
  );
  expect(await ports.readTaskLogs(failed, definition)).toEqual({
    state: 'unavailable',
    reason: `not allowed: add logs:GetLogEvents on ${resource} to the role of explain-incidents`,
  });
});

it('keeps the newest megabyte of hostile lines', async () => {
  const huge = 'x'.repeat(1_000_000);
  const { ports } = opened(() =>
    page([
      null,
      { message: null, timestamp: null },
      { timestamp: 1 },
      'line',
      { message: huge, timestamp: 'yesterday' },
      { message: huge },
      { message: 'the last line', timestamp: 3 },
    ]),
  );
  const read = await ports.readTaskLogs(failed, definition);
  const lines = read.state === 'known' ? (read.value[0]?.lines ?? []) : [];
  expect(lines.length).toBe(2);
  expect(lines[1]).toBe('the last line');
  expect(lines.join('').length).toBe(1_000_000);
});

it.each([{}, { events: null }, { events: 'none', nextBackwardToken: 7 }])(
  'reads an empty log from %j',
  async (body) => {
    const { ports } = opened(() => body);
    expect(await ports.readTaskLogs(failed, definition)).toMatchObject({ state: 'known', value: [{ lines: [] }] });
  },
);

it('gives up on a log that does not come in its time', async () => {
  const { account, ports } = opened(() => new Promise(() => undefined), { limits: { timePerPiece: 20 } });
  expect(await ports.readTaskLogs(failed, definition)).toEqual({
    state: 'unavailable',
    reason: 'logs:GetLogEvents gave no answer within 0.02 s',
  });
  expect(account.calls[0]?.signal?.aborted).toBe(true);
});
