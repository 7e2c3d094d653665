import { replay } from '../../lib/app/replay';
import { rules } from '../../lib/domain/rules';
import { memoryPorts } from '../../lib/memory/memory-ports';
import { parseRecording, type Recording } from '../../lib/memory/recording';

const taskArn = 'arn:aws:ecs:us-east-1:111122223333:task/web/cdd887a827a4432db19f6059310a4817';
const serviceArn = 'arn:aws:ecs:us-east-1:111122223333:service/web/app';
const notFound = 'CannotPullContainerError: Error response from daemon: manifest for nginx:0f6b3c not found';

const stop = (detail: Record<string, unknown>, time = '2026-11-13T21:23:11Z') => ({
  'detail-type': 'ECS Task State Change',
  source: 'aws.ecs',
  time,
  resources: [taskArn],
  detail: {
    taskArn,
    clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/web',
    group: 'service:app',
    lastStatus: 'STOPPED',
    stopCode: 'TaskFailedToStart',
    stoppedReason: notFound,
    version: 5,
    containers: [{ name: 'app' }],
    ...detail,
  },
});
const deployment = (eventName: string, time: string) => ({
  'detail-type': 'ECS Deployment State Change',
  source: 'aws.ecs',
  time,
  resources: [serviceArn],
  detail: {
    eventName,
    deploymentId: 'ecs-svc/1',
    reason: `ECS deployment ecs-svc/1 ${eventName.split('_').at(-1)?.toLowerCase()}.`,
  },
});

function world(value: Record<string, unknown>): Recording {
  const recording = parseRecording({ id: 'one', ...value }, 'one');
  if ('problem' in recording) throw new Error(recording.problem);
  return recording;
}
const run = (value: Record<string, unknown>) => {
  const recording = world(value);
  return replay(recording, (now) => memoryPorts(recording, now), rules);
};

it('tells a stop once, by the event with the highest version', async () => {
  const { steps } = await run({
    events: [
      stop({ version: 6 }),
      stop({ version: 5, stoppedReason: 'Task failed to start' }),
      stop({ version: 6, stoppedReason: 'a duplicate' }),
    ],
  });
  expect(steps.map(({ diagnosis }) => diagnosis?.cause.id)).toEqual(['image-tag-not-found']);
});

it('does not take a task for stopped that is still stopping', async () => {
  const { steps } = await run({ events: [stop({ lastStatus: 'DEPROVISIONING' }), stop({ lastStatus: 'RUNNING' })] });
  expect(steps).toEqual([]);
});

it('gives the cause that nothing resolved, else the worst', async () => {
  const broken = [stop({}), deployment('SERVICE_DEPLOYMENT_COMPLETED', '2026-11-13T21:40:00Z')];
  expect((await run({ events: broken })).diagnosis?.cause.id).toBe('image-tag-not-found');
});

it('says of each event that it leaves alone why', async () => {
  const { leftAlone } = await run({ events: [{ source: 'aws.ec2' }, stop({ taskArn: 5 }), stop({})] });
  expect(leftAlone).toEqual([
    { index: 0, because: expect.stringContaining('aws.ec2'), unusable: false },
    { index: 1, because: expect.stringContaining('got number'), unusable: true },
  ]);
});

it('reads a snapshot only from its time on', async () => {
  const recording = world({
    events: [],
    services: [
      { serviceName: 'app', at: '2026-01-01T00:00:00Z', desiredCount: 1 },
      { serviceName: 'app', at: '2026-01-02T00:00:00Z', desiredCount: 2 },
    ],
  });
  const at = async (time: string) => {
    const read = await memoryPorts(recording, () => Date.parse(time)).readService({ cluster: 'web', service: 'app' });
    return read.state === 'known' ? read.value.desiredCount : read.reason;
  };
  expect(await at('2026-01-01T12:00:00Z')).toBe(1);
  expect(await at('2026-01-02T12:00:00Z')).toBe(2);
  expect(await at('2025-12-31T00:00:00Z')).toBe('the recording holds nothing of the service');
});

it('compares with the revision whose deployment completed, not with a failed one between', async () => {
  const definition = (revision: number) => ({
    taskDefinitionArn: `arn:aws:ecs:us-east-1:111122223333:task-definition/app:${revision}`,
    family: 'app',
    revision,
    containerDefinitions: [{ name: 'app', image: `app:${revision}` }],
  });
  const recording = world({
    events: [],
    taskDefinitions: [definition(7), definition(8), definition(9)],
    services: [
      {
        serviceName: 'app',
        deployments: [{ id: 'ecs-svc/1', rolloutState: 'COMPLETED', taskDefinition: definition(7).taskDefinitionArn }],
      },
    ],
  });
  const read = await memoryPorts(recording, () => 1).readLastGood({
    family: 'app',
    revision: 9,
    service: { cluster: 'web', service: 'app' },
  });
  expect(read).toMatchObject({ state: 'known', value: { basis: 'completed', definition: { revision: 7 } } });
});

it('says what could not be read in the words of the recording', async () => {
  const recording = world({
    events: [],
    unavailable: { logs: 'AccessDeniedException: not authorized to perform: logs:GetLogEvents' },
  });
  const ports = memoryPorts(recording, () => 0);
  expect(await ports.readServiceLogs({ cluster: 'web', service: 'app' }, undefined)).toEqual({
    state: 'unavailable',
    reason: 'AccessDeniedException: not authorized to perform: logs:GetLogEvents',
  });
});

describe('what is no recording', () => {
  it.each([
    [null, 'expected a recording or an EventBridge event, got null'],
    [[], 'got an array'],
    [{}, 'with no fields'],
    [{ hello: 1 }, '"hello"'],
    [{ events: {} }, 'expected "events" to be an array'],
    [{ logs: [] }, 'expected "logs" to be'],
  ])('says of %j what was expected', (value, problem) => {
    expect(parseRecording(value, 'x')).toEqual({ problem: expect.stringContaining(problem) });
  });
});
