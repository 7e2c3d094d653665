import fc from 'fast-check';
import { parseEcsEvent } from '../../../lib/domain/ecs-events/parse-ecs-event';

const taskArn = 'arn:aws:ecs:us-east-1:111122223333:task/web/cdd887a827a4432db19f6059310a4817';
const taskEvent = (detail: Record<string, unknown> = {}, envelope: Record<string, unknown> = {}) => ({
  version: '0',
  id: '95fb0ab4-0000-4000-8000-000000000000',
  'detail-type': 'ECS Task State Change',
  source: 'aws.ecs',
  account: '111122223333',
  time: '2026-11-13T21:23:11Z',
  region: 'us-east-1',
  resources: [taskArn],
  detail: {
    taskArn,
    clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/web',
    taskDefinitionArn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/app:3',
    group: 'service:app',
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    memory: '1024',
    version: 9,
    containers: [{ name: 'app', exitCode: 137, reason: 'OutOfMemoryError: container killed due to memory usage' }],
    ...detail,
  },
  ...envelope,
});

/** The task of an event that must be one. */
function taskOf(value: unknown) {
  const event = parseEcsEvent(value);
  if (event.type !== 'task') throw new Error(`expected a task, got ${JSON.stringify(event)}`);
  return event.task;
}

describe('task state changes', () => {
  it('reads identity, service, revision, sizes and containers', () => {
    expect(taskOf(taskEvent())).toMatchObject({
      taskId: 'cdd887a827a4432db19f6059310a4817',
      cluster: 'web',
      service: 'app',
      family: 'app',
      revision: 3,
      memory: 1024,
      version: 9,
      containers: [{ name: 'app', exitCode: 137, injected: false }],
    });
  });

  it('takes the cluster of a short ARN from clusterArn', () => {
    const short = 'arn:aws:ecs:us-east-1:111122223333:task/c5cba4eb-5dad-405e-96db-71ef8eefe6a8';
    expect(taskOf(taskEvent({ taskArn: short }))).toMatchObject({
      cluster: 'web',
      taskId: 'c5cba4eb-5dad-405e-96db-71ef8eefe6a8',
    });
  });

  it.each(['aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-xx'])('reads ARNs of the partition %s', (partition) => {
    const arn = (text: string) => text.replace('arn:aws:', `arn:${partition}:`);
    expect(taskOf(taskEvent({ taskArn: arn(taskArn) })).taskId).toBe('cdd887a827a4432db19f6059310a4817');
  });

  it.each([
    ['service:web', 'web'],
    ['service:a:b', 'a:b'],
    ['service:', undefined],
    ['family:job', undefined],
    [undefined, undefined],
    [7, undefined],
  ])('reads the group %p as service %p', (group, service) => {
    expect(taskOf(taskEvent({ group })).service).toBe(service);
  });

  it.each([
    [137, 137],
    [0, 0],
    [3221225786, 3221225786],
    ['137', undefined],
    [1.5, undefined],
    [2 ** 53, undefined],
    [true, undefined],
    [null, undefined],
  ])('reads the exit code %p as %p', (sent, read) => {
    expect(taskOf(taskEvent({ containers: [{ name: 'app', exitCode: sent }] })).containers[0]?.exitCode).toBe(read);
  });

  it.each([
    ['512', 512],
    [512, 512],
    ['0.5 GB', 512],
    ['much', undefined],
  ])('reads the memory %p as %p MiB', (sent, read) => {
    expect(taskOf(taskEvent({ memory: sent })).memory).toBe(read);
  });

  it.each([undefined, null, {}, 'app', [null, 4, []]])('takes containers %p as none', (containers) => {
    expect(taskOf(taskEvent({ containers })).containers).toEqual([]);
  });

  it('knows the containers that AWS puts into a task', () => {
    const containers = ['aws-guardduty-agent-x1', 'ecs-service-connect-9', 'app'].map((name) => ({ name }));
    expect(taskOf(taskEvent({ containers })).containers.map(({ injected }) => injected)).toEqual([true, true, false]);
  });

  it('treats names such as __proto__ as data', () => {
    const detail = JSON.parse('{"containers":[{"name":"__proto__","exitCode":1,"__proto__":{"reason":"x"}}]}');
    expect(taskOf(taskEvent(detail)).containers).toEqual([{ name: '__proto__', exitCode: 1, injected: false }]);
  });

  it('keeps unknown stop codes as they are', () => {
    expect(taskOf(taskEvent({ stopCode: 'InfrastructureHealth' })).stopCode).toBe('InfrastructureHealth');
  });

  it('marks an event that EventBridge replays from an archive', () => {
    expect(parseEcsEvent(taskEvent({}, { 'replay-name': 'again' }))).toMatchObject({ replayed: true });
  });
});

describe('what cannot be used', () => {
  it.each([
    [{ detail: undefined }, 'expected detail to be an object, got nothing'],
    [{ detail: [] }, 'expected detail to be an object, got object'],
    [{ 'detail-type': undefined }, 'input transformer'],
  ])('says of %p what was expected', (envelope, because) => {
    expect(parseEcsEvent(taskEvent({}, envelope))).toMatchObject({
      type: 'unusable',
      because: expect.stringContaining(because),
    });
  });

  it.each([
    [{ taskArn: undefined }, "expected detail.taskArn to be a task's ARN, got nothing"],
    [{ taskArn: 7 }, 'got number'],
    [{ taskArn: 'arn:aws:ecs:us-east-1:1:cluster/web' }, 'got "arn:aws:ecs:us-east-1:1:cluster/web"'],
    [{ taskArn: `arn:aws:ecs:us-east-1:1:task/${'x'.repeat(10_000)}` }, 'characters'],
    [{ clusterArn: 'arn:aws:ecs:us-east-1:1:cluster/other' }, 'of cluster web, detail.clusterArn of other'],
  ])('refuses the identity %p', (detail, because) => {
    expect(parseEcsEvent(taskEvent(detail))).toMatchObject({
      type: 'unusable',
      because: expect.stringContaining(because),
    });
  });

  it.each([null, [], 'text', 42, true, undefined])('says that %p is no event', (value) => {
    expect(parseEcsEvent(value)).toMatchObject({ type: 'unusable' });
  });
});

describe('what is not ours', () => {
  it.each([
    [{ source: 'aws.ec2' }, 'its source is "aws.ec2"', false],
    [{ source: 'aws.ecs ' }, 'its source is "aws.ecs "', false],
    [{ source: 'my.ecs' }, 'its source is "my.ecs"', false],
    [{ 'detail-type': 'ECS Something New' }, '"ECS Something New" is not known', true],
  ])('leaves %p alone and says why', (envelope, because, isOfEcs) => {
    expect(parseEcsEvent(taskEvent({}, envelope))).toEqual({
      type: 'not-ours',
      expected: false,
      isOfEcs,
      because: expect.stringContaining(because),
    });
  });

  it.each([
    'ECS Container Instance Health Change',
    'ECS Daemon Service Action',
    'ECS Daemon Deployment State Change',
    'ECS Hook State Change',
    'AWS API Call via CloudTrail',
  ])('counts %s', (detailType) => {
    expect(parseEcsEvent(taskEvent({}, { 'detail-type': detailType }))).toMatchObject({
      type: 'not-ours',
      expected: true,
    });
  });
});

describe('deployments and service actions', () => {
  const arn = 'arn:aws:ecs:us-west-2:111122223333:service/default/web';

  it('sees a rollback in the reason of a deployment', () => {
    const event = taskEvent(
      {},
      {
        'detail-type': 'ECS Deployment State Change',
        resources: [arn],
        detail: {
          eventType: 'INFO',
          eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS',
          deploymentId: 'ecs-svc/2',
          reason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
        },
      },
    );
    expect(parseEcsEvent(event)).toMatchObject({
      type: 'deployment',
      service: 'web',
      cluster: 'default',
      rollingBackTo: 'ecs-svc/1',
    });
  });

  const action = (detail: Record<string, unknown>, resources: readonly string[]) =>
    taskEvent(
      {},
      { 'detail-type': 'ECS Service Action', resources, detail: { eventName: 'SERVICE_STEADY_STATE', ...detail } },
    );

  it.each([
    [{}, [arn], 'web', 'default'],
    [{ service: 'other' }, [arn], 'web', 'default'],
    [{ serviceName: 'web', clusterArn: 'arn:aws:ecs:us-west-2:1:cluster/c' }, [], 'web', 'c'],
    [{ clusterArn: 'arn:aws:ecs:us-west-2:1:cluster/c' }, ['arn:aws:ecs:us-west-2:1:service/web'], 'web', 'c'],
  ])('finds the service of %p in %p', (detail, resources, service, cluster) => {
    expect(parseEcsEvent(action(detail, resources))).toMatchObject({ type: 'service-action', service, cluster });
  });

  it('cannot use a service action without a service', () => {
    expect(parseEcsEvent(action({}, []))).toMatchObject({
      type: 'unusable',
      because: expect.stringContaining('resources[0]'),
    });
  });
});

describe('container instances', () => {
  it('reads status and agent', () => {
    const detail = {
      containerInstanceArn: 'arn:aws:ecs:us-east-1:111122223333:container-instance/web/4f00',
      clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/web',
      agentConnected: false,
      status: 'DRAINING',
      version: 4,
    };
    const event = taskEvent({}, { 'detail-type': 'ECS Container Instance State Change', detail });
    expect(parseEcsEvent(event)).toMatchObject({
      type: 'container-instance',
      cluster: 'web',
      status: 'DRAINING',
      agentConnected: false,
    });
  });
});

it('never throws, whatever stands in whatever field', () => {
  const field = fc.constantFrom(
    'taskArn',
    'clusterArn',
    'containers',
    'group',
    'attachments',
    'attributes',
    'memory',
    'version',
    'stoppedReason',
    'createdAt',
    'startedBy',
    'eventName',
    'reason',
    'overrides',
  );
  const envelopeField = fc.constantFrom('detail', 'source', 'detail-type', 'time', 'resources', 'id', 'replay-name');
  fc.assert(
    fc.property(
      field,
      fc.anything({ withBigInt: true, withDate: true }),
      envelopeField,
      fc.option(fc.anything()),
      (name, value, outer, other) => {
        const event = taskEvent({ [name]: value }, other === null ? {} : { [outer]: other });
        expect(['task', 'deployment', 'service-action', 'container-instance', 'not-ours', 'unusable']).toContain(
          parseEcsEvent(event).type,
        );
      },
    ),
    { numRuns: 1000 },
  );
});
