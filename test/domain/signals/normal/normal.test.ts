import { findSignals } from '../../../../lib/domain/signals/find-signals';
import { plannedStop } from '../../../../lib/domain/signals/normal/planned-stop';
import { serviceProgress, steadyState } from '../../../../lib/domain/signals/normal/service-progress';
import { stopCode } from '../../../../lib/domain/signals/normal/stop-code';
import { deploymentBlocked, deploymentFailed } from '../../../../lib/domain/signals/service/deployment';
import { awsInternal, failedToStart, startImpaired } from '../../../../lib/domain/signals/service/start';
import { type Origin, passageOf } from '../../../../lib/domain/text/passage';

const all = [
  plannedStop,
  stopCode,
  serviceProgress,
  steadyState,
  deploymentFailed,
  deploymentBlocked,
  startImpaired,
  failedToStart,
  awsInternal,
];
const read = (kind: 'stop-code' | 'task-reason' | 'service-message' | 'deployment-reason', text: string) =>
  findSignals([passageOf({ kind } as Origin, text)], all);

describe('who meant a stop', () => {
  it.each([
    ['Your Spot Task was interrupted.', 'spot'],
    ['ECS is performing maintenance on the underlying infrastructure hosting the task', 'retirement'],
    ['Host EC2 (instance i-06aab15feb4568492) stopped.', 'host-terminated'],
    ['container instance is in DRAINING state', 'draining'],
    ['Container instance deregistration forced by user', 'deregistered'],
    ['Scaling activity initiated by (deployment ecs-svc/8646900195280463695)', 'scaling-or-deployment'],
    ['Scaling activity initiated by deployment', 'scaling-or-deployment'],
    ['Task stopped by user', 'person'],
  ])('%s', (text, by) => {
    expect(read('task-reason', text)).toMatchObject([{ kind: 'planned', by }]);
  });

  it('is known from the stop code alone', () => {
    expect(read('stop-code', 'UserInitiated')).toMatchObject([{ kind: 'planned', by: 'person' }]);
    expect(read('stop-code', 'ServiceSchedulerInitiated')).toEqual([]);
  });

  it.each(['Task failed container health checks', 'Essential container in task exited'])('is nobody: %s', (text) => {
    expect(read('task-reason', text)).toEqual([]);
  });

  it('is never read from a message of the service', () => {
    const found = read(
      'service-message',
      '(service a) has stopped 1 running tasks in us-east-1a due to AZ rebalancing: (task 1a).',
    );
    expect(found).toMatchObject([{ kind: 'deployment-progress', stage: 'rebalancing' }]);
  });
});

describe('what a service says', () => {
  it.each([
    [
      'service-message',
      '(service a) has started 1 tasks: (task abc).',
      { kind: 'deployment-progress', stage: 'task-started' },
    ],
    [
      'service-message',
      '(service a) has stopped 1 running tasks: (task abc).',
      { kind: 'deployment-progress', stage: 'task-stopped' },
    ],
    [
      'service-message',
      '(service a) deregistered 1 targets in (target-group t)',
      { kind: 'deployment-progress', stage: 'task-stopped' },
    ],
    [
      'service-message',
      '(service a) registered 1 targets in (target-group t)',
      { kind: 'deployment-progress', stage: 'task-started' },
    ],
    [
      'service-message',
      '(service a) (deployment ecs-svc/4898377691688528528) deployment completed.',
      { kind: 'deployment-progress', stage: 'completed' },
    ],
    ['service-message', '(service a) has reached a steady state.', { kind: 'steady-state' }],
    [
      'service-message',
      '(service a) deployment failed: tasks failed to start.',
      { kind: 'deployment-failed', by: 'circuit-breaker' },
    ],
    [
      'service-message',
      'rolling back to deployment ecs-svc/123456.',
      { kind: 'deployment-failed', rollingBackTo: 'ecs-svc/123456' },
    ],
    [
      'deployment-reason',
      'ECS deployment circuit breaker: tasks failed to start.',
      { kind: 'deployment-failed', by: 'circuit-breaker' },
    ],
    [
      'deployment-reason',
      'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/123456.',
      { kind: 'deployment-progress', stage: 'in-progress', rollingBackTo: 'ecs-svc/123456' },
    ],
    ['service-message', '(service a) is unable to consistently start tasks successfully.', { kind: 'start-impaired' }],
    [
      'service-message',
      '(service a) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
      { kind: 'deployment-blocked', by: 'percentages' },
    ],
    ['task-reason', 'Task failed to start', { kind: 'failed-to-start' }],
  ] as const)('%s: %s', (kind, text, expected) => {
    expect(read(kind, text)).toMatchObject([expected]);
  });

  it('leaves a bad image name to the image family', () => {
    expect(read('task-reason', 'InternalError: failed to normalize image reference "Dockerfile"')).toEqual([]);
  });
});
