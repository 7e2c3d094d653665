import type { TaskDefinition } from '../domain/definition/task-definition';
import type { ContainerLog } from '../domain/evidence';
import { known, type Read, unavailable } from '../domain/read';
import type { Task } from '../domain/stop';
import type { RecordedLine, Recording } from './recording';

/** What the containers of a task had written by a time. */
export function recordedTaskLogs(
  recording: Recording,
  task: Task,
  definition: TaskDefinition | undefined,
  now: number,
): Read<readonly ContainerLog[]> {
  const groups = new Set((definition?.containers ?? []).flatMap(({ log }) => log?.group ?? []));
  const refused =
    [...groups].flatMap((group) => recording.unavailable.get(`logs:${group}`) ?? [])[0] ??
    recording.unavailable.get('logs');
  if (recording.logs === undefined)
    return unavailable(refused ?? unreadableDriver(definition) ?? 'the recording holds no log');
  const found = everyLog(recording, now, (stream) => {
    const byRuntime = task.containers.find(({ runtimeId }) => runtimeId === stream)?.name;
    return byRuntime ?? (stream.endsWith(`/${task.taskId}`) ? containerOf(stream) : undefined);
  });
  return found.length > 0 || refused === undefined ? known(found) : unavailable(refused);
}

/** What all containers of the recording had written by a time. */
export const recordedLogs = (recording: Recording, now: number): Read<readonly ContainerLog[]> =>
  recording.logs === undefined
    ? unavailable(recording.unavailable.get('logs') ?? 'the recording holds no log')
    : known(everyLog(recording, now, containerOf).filter(({ lines }) => lines.length > 0));

const everyLog = (
  { logs }: Recording,
  now: number,
  containerIn: (stream: string) => string | undefined,
): readonly ContainerLog[] =>
  [...(logs ?? [])].flatMap(([group, streams]) =>
    [...streams].flatMap(([stream, lines]) => {
      const container = containerIn(stream);
      return container === undefined ? [] : [{ container, group, stream, lines: writtenBy(lines, now) }];
    }),
  );

function unreadableDriver(definition: TaskDefinition | undefined): string | undefined {
  const other = (definition?.containers ?? []).find(({ log }) => log !== undefined && log.driver !== 'awslogs')?.log;
  return other === undefined ? undefined : `the log driver is ${other.driver}: its logs cannot be read here`;
}

/** All lines, where the recording tells no time of them or of the clock. */
const writtenBy = (lines: readonly RecordedLine[], now: number): readonly string[] =>
  lines.filter(({ at }) => at === undefined || now <= 0 || at <= now).map(({ text }) => text);

/** `prefix/container/task-id` */
const containerOf = (stream: string): string => stream.split('/').at(-2) ?? stream;
