import type { Subject } from '../../../lib/domain/incident/subject';
import { asObjects, type JsonObject } from '../../../lib/domain/json';
import type { Random } from '../engine/random';
import type { StoryEvent } from './story';
import type { Template } from './template';

const PLACE = 'us-east-1:111122223333';

const iso = (at: number): string => new Date(at).toISOString();

/** A stop as recorded, of another task at another time. */
export function stopEvent(
  { event, detail, diagnosis }: Template,
  subject: Subject,
  at: number,
  taskId: string,
  random: Random,
  { version = 5, revision = 9, more = {} }: { version?: number; revision?: number; more?: JsonObject } = {},
): StoryEvent {
  const taskArn = `arn:aws:ecs:${PLACE}:task/${subject.cluster}/${taskId}`;
  const family = subject.name;
  return {
    at,
    taskId,
    diagnosis,
    event: {
      ...event,
      id: random.hex(32),
      time: iso(at),
      region: 'us-east-1',
      account: '111122223333',
      resources: [taskArn],
      detail: {
        ...detail,
        clusterArn: `arn:aws:ecs:${PLACE}:cluster/${subject.cluster}`,
        taskArn,
        group: subject.kind === 'service' ? `service:${subject.name}` : `family:${subject.name}`,
        ...(subject.kind === 'service' ? { startedBy: 'ecs-svc/1234567890123456789' } : { startedBy: undefined }),
        taskDefinitionArn: `arn:aws:ecs:${PLACE}:task-definition/${family}:${revision}`,
        containers: asObjects(detail['containers']).map((container) => ({ ...container, taskArn })),
        createdAt: iso(at - 90_000),
        stoppingAt: iso(at - 20_000),
        stoppedAt: iso(at),
        updatedAt: iso(at),
        version,
        ...more,
      },
    },
  };
}

/** An event of a service or a deployment as recorded, of another service at another time. */
export function serviceEvent(
  { event, detail, diagnosis }: Template,
  { cluster, name }: Subject,
  at: number,
  random: Random,
  more: JsonObject = {},
): StoryEvent {
  const time = detail['createdAt'] === undefined ? { updatedAt: iso(at) } : { createdAt: iso(at) };
  return {
    at,
    diagnosis,
    event: {
      ...event,
      id: random.hex(32),
      time: iso(at),
      region: 'us-east-1',
      account: '111122223333',
      resources: [`arn:aws:ecs:${PLACE}:service/${cluster}/${name}`],
      detail: {
        ...detail,
        ...(detail['clusterArn'] === undefined ? {} : { clusterArn: `arn:aws:ecs:${PLACE}:cluster/${cluster}` }),
        ...time,
        ...more,
      },
    },
  };
}
