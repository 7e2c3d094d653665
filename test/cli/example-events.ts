/** A stop that ECS's own text explains: an image tag that is not in the registry. */
export const tagNotFound = (taskId = '0123456789abcdef0123456789abcdef', at = '2026-01-15T10:00:00Z') =>
  stopped(taskId, at, {
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'Task failed to start',
    containers: [
      {
        name: 'app',
        lastStatus: 'STOPPED',
        reason:
          'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-api:1.4.2: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-api:1.4.2: not found',
      },
    ],
  });

export const stopped = (taskId: string, at: string, detail: Readonly<Record<string, unknown>>) => ({
  version: '0',
  id: `event-${taskId}`,
  'detail-type': 'ECS Task State Change',
  source: 'aws.ecs',
  account: '111122223333',
  time: at,
  region: 'eu-west-1',
  resources: [`arn:aws:ecs:eu-west-1:111122223333:task/prod/${taskId}`],
  detail: {
    taskArn: `arn:aws:ecs:eu-west-1:111122223333:task/prod/${taskId}`,
    clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod',
    taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders-api:9',
    group: 'service:orders-api',
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stoppedAt: at,
    version: 5,
    ...detail,
  },
});

/** An event that ecs-medic does nothing with. */
export const foreign = { version: '0', id: 'x', source: 'aws.s3', 'detail-type': 'Object Created', detail: {} };

export const recording = (id: string, ...events: readonly unknown[]) => ({ id, events });
