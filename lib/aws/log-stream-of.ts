import type { TaskDefinition } from '../domain/definition/task-definition';
import { defined } from '../domain/json';
import type { LogStream } from './read-log-stream';

/** As AWS names its Regions. The name becomes part of a host: what a task definition says is not taken on trust. */
const REGION = /^[a-z]{2,8}(?:-[a-z0-9]{1,12}){1,4}$/;

/**
 * Where a container of a task writes, or why it cannot be read: `prefix/container/task-id`, and the id of the container
 * in its runtime where no prefix is set (only on EC2).
 */
export function logStreamOf(
  container: string,
  definition: TaskDefinition,
  taskId: string,
  runtimeId: string | undefined,
): LogStream | { readonly because: string } {
  const defining = definition.containers.find(({ name }) => name === container);
  if (defining === undefined)
    return { because: `container ${container} is not in the task definition ${definition.arn}` };
  const { log } = defining;
  if (log === undefined) return { because: `container ${container} has no log configuration` };
  const { driver, group, region, streamPrefix } = log;
  if (driver !== 'awslogs')
    return { because: `the log driver of container ${container} is ${driver}: not readable here` };
  if (group === undefined) return { because: `the log configuration of container ${container} names no awslogs-group` };
  if (region !== undefined && !REGION.test(region))
    return {
      because: `the awslogs-region of container ${container} is no Region: ${JSON.stringify(region.slice(0, 60))}`,
    };
  const stream = streamPrefix === undefined ? runtimeId : `${streamPrefix}/${container}/${taskId}`;
  if (stream === undefined)
    return {
      because: `the log stream of container ${container} is unknown: no awslogs-stream-prefix is set, and the event tells no runtimeId`,
    };
  return defined({ container, group, stream, region });
}
