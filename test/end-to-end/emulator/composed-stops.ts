import { createHash } from 'node:crypto';
import { asObject, asText, type JsonObject } from '../../../lib/domain/json';

/** What is different in a stop that is composed from a recorded one. */
export interface Composed {
  readonly service?: string;
  readonly cluster?: string;
  /** The n-th stop has a task of its own. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly stoppedAt: number;
  /** ARN of the task definition that it ran; the recorded one without. */
  readonly taskDefinition?: string;
}

/** Composed: the recorded stop once more, of another task, at another time. Its reason and its containers stay. */
export function composedStop(
  recorded: JsonObject,
  { service, cluster, number, stoppedAt, taskDefinition }: Composed,
): JsonObject {
  const detail = asObject(recorded['detail']) ?? {};
  const group = asText(detail['group']) ?? '';
  const named = service ?? group.replace(/^service:/, '');
  const oldId = asText(detail['taskArn'])?.split('/').pop() ?? '';
  const newId = createHash('sha256')
    .update(`${named} ${number}${cluster === undefined ? '' : ` ${cluster}`}`)
    .digest('hex')
    .slice(0, 32);
  const at = new Date(stoppedAt).toISOString();
  const oldCluster = asText(detail['clusterArn'])?.split('/').pop() ?? '';
  const newCluster = cluster ?? oldCluster;
  const text = JSON.stringify(recorded).replaceAll(oldId, newId).replaceAll(`/${oldCluster}`, `/${newCluster}`);
  const moved = JSON.parse(text) as JsonObject;
  const earlier = new Date(stoppedAt - 20_000).toISOString();
  return {
    ...moved,
    time: at.replace(/\.\d+Z$/, 'Z'),
    detail: {
      ...asObject(moved['detail']),
      group: `service:${named}`,
      ...(taskDefinition === undefined ? {} : { taskDefinitionArn: taskDefinition }),
      createdAt: new Date(stoppedAt - 90_000).toISOString(),
      stoppingAt: earlier,
      stoppedAt: at,
      updatedAt: at,
    },
  };
}

/** Composed: ECS says of the service of a stop that it has reached a steady state. */
export function steadyState(stop: JsonObject, at: number): JsonObject {
  const detail = asObject(stop['detail']) ?? {};
  const clusterArn = asText(detail['clusterArn']) ?? '';
  const service = (asText(detail['group']) ?? '').replace(/^service:/, '');
  const time = new Date(at).toISOString();
  return {
    ...stop,
    'detail-type': 'ECS Service Action',
    time: time.replace(/\.\d+Z$/, 'Z'),
    resources: [`${clusterArn.replace(':cluster/', ':service/')}/${service}`],
    detail: { eventType: 'INFO', eventName: 'SERVICE_STEADY_STATE', clusterArn, createdAt: time },
  };
}
