import type { TaskDefinition } from '../domain/definition/task-definition';
import { culpritOf } from '../domain/diagnosis/culprit';
import type { ContainerLog } from '../domain/evidence';
import { known, type Read, unavailable } from '../domain/read';
import type { Task } from '../domain/stop';
import type { LazyClient } from './clients';
import type { CloudWatchLogsClient } from './clients/cloudwatch-logs';
import type { MayReadGroup } from './log-groups';
import { logStreamOf } from './log-stream-of';
import { type LogStream, readLogStream } from './read-log-stream';
import type { Ask } from './reading';
import { RefusedError } from './refusals';

/** The logs that may be read, and by which client. */
export interface LogAccess {
  readonly mayRead: MayReadGroup;
  /** The client for a Region; for that of the task where none is named. */
  clientFor(region: string | undefined): LazyClient<CloudWatchLogsClient>;
}

const MOST_STREAMS = 2;
const UNKNOWN = unavailable('where its containers write is unknown: the task definition could not be read');

/** What the container that failed wrote; where none can be told, the essential ones. */
export async function readTaskLogs(
  task: Task,
  definition: TaskDefinition | undefined,
  access: LogAccess,
  ask: Ask,
  mayAskMore: () => boolean,
): Promise<Read<readonly ContainerLog[]>> {
  if (definition === undefined) return UNKNOWN;
  const culprit = culpritOf(task, definition);
  const names =
    culprit === undefined
      ? definition.containers.filter(({ essential }) => essential).map(({ name }) => name)
      : [culprit.name];
  const streams = names.slice(0, MOST_STREAMS).map((name) => {
    const runtimeId = task.containers.find((container) => container.name === name)?.runtimeId;
    return logStreamOf(name, definition, task.taskId, runtimeId);
  });
  return readStreams(streams, access, ask, mayAskMore);
}

/** What stands in streams: of at least one of them, or why of none. */
export async function readStreams(
  streams: readonly (LogStream | { readonly because: string })[],
  { mayRead, clientFor }: LogAccess,
  ask: Ask,
  mayAskMore: () => boolean,
): Promise<Read<readonly ContainerLog[]>> {
  const logs: ContainerLog[] = [];
  const reasons: string[] = [];
  for (const stream of streams) {
    if ('because' in stream) {
      reasons.push(stream.because);
      continue;
    }
    const { container, group, region } = stream;
    if (!mayRead(group)) {
      reasons.push(`log group ${group} is not among the groups that ecs-medic may read (LOG_GROUPS)`);
      continue;
    }
    try {
      const client = await clientFor(region)();
      logs.push({
        container,
        group,
        stream: stream.stream,
        lines: await readLogStream(client, stream, ask, mayAskMore),
      });
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      reasons.push(error.kind === 'missing' ? missing(stream, error) : error.message);
    }
  }
  return logs.length > 0
    ? known(logs)
    : unavailable(reasons.length > 0 ? reasons.join('; ') : 'the task definition has no container that writes a log');
}

/** Normal for a container that never started. */
const missing = ({ container, group, stream }: LogStream, { message }: RefusedError): string =>
  /log group does not exist/i.test(message)
    ? `log group ${group} does not exist`
    : `container ${container} has written nothing: log group ${group} has no stream ${stream}`;
