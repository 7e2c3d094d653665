import type { Ports, ServiceKey } from '../app/ports';
import { parseTaskDefinition } from '../domain/definition/parse-task-definition';
import type { TaskDefinition } from '../domain/definition/task-definition';
import { parseTaskDefinitionArn } from '../domain/ecs-events/ecs-arn';
import type { ContainerLog, LastGood } from '../domain/evidence';
import { asText, type JsonObject } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import { parseService, type Service } from '../domain/service';
import type { Task } from '../domain/stop';
import { parseTargetGroup, parseTargetHealth } from '../domain/target-group';
import { parseTimestamp } from '../domain/timestamp';
import { completedDefinitions } from './completed-definitions';
import type { RecordedLine, Recording } from './recording';

const NOTHING = {
  taskDefinitions: 'no such task definition',
  services: 'nothing of the service',
  targetGroups: 'no target group',
  targetHealth: 'no health of targets',
  logs: 'no log',
} as const;

/** A world in memory: what a recording holds, as it stood at the clock's time. */
export function memoryPorts(recording: Recording, now: () => number): Ports {
  const definitions = (recording.taskDefinitions ?? []).flatMap((one) => parseTaskDefinition(one) ?? []);
  const missing = (part: keyof typeof NOTHING): Read<never> =>
    unavailable(recording.unavailable.get(part) ?? `the recording holds ${NOTHING[part]}`);

  const services = (): readonly Service[] =>
    snapshots(recording.services ?? [], now()).flatMap((one) => parseService(one) ?? []);

  return {
    now,
    async readTaskDefinition(arn) {
      const found = definitions.find((one) => one.arn === arn) ?? definitions.find((one) => sameRevision(one, arn));
      return found === undefined ? missing('taskDefinitions') : known(found);
    },
    async readLastGood(family, revision, service) {
      return (
        lastGood(recording, definitions, { family, revision }, service, now()) ??
        unavailable('the recording holds no earlier revision')
      );
    },
    async readTaskLogs(task, definition) {
      return readTaskLogs(recording, task, definition, now());
    },
    async readServiceLogs() {
      if (recording.logs === undefined) return missing('logs');
      const all = [...recording.logs].flatMap(([group, streams]) =>
        [...streams].map(([stream, lines]) => ({
          container: containerOf(stream),
          group,
          stream,
          lines: writtenBy(lines, now()),
        })),
      );
      return known(all.filter(({ lines }) => lines.length > 0));
    },
    async readService({ cluster, service }) {
      const all = services();
      const found =
        all.find((one) => one.name === service && one.cluster === cluster) ?? all.find((one) => one.name === service);
      return found === undefined ? missing('services') : known(found);
    },
    async readTargetGroups(arns) {
      if (recording.targetGroups === undefined) return missing('targetGroups');
      const all = recording.targetGroups.flatMap((one) => parseTargetGroup(one) ?? []);
      const asked = all.filter(({ arn }) => arn !== undefined && arns.includes(arn));
      return known(asked.length > 0 ? asked : all);
    },
    async readTargetHealth(arns) {
      if (recording.targetHealth === undefined) return missing('targetHealth');
      const all = snapshots(recording.targetHealth, now()).flatMap(parseTargetHealth);
      return known(
        arns.length === 0
          ? all
          : all.filter(({ targetGroupArn }) => targetGroupArn === undefined || arns.includes(targetGroupArn)),
      );
    },
  };
}

/** Of each thing the latest snapshot that is not later than the clock. */
function snapshots(all: readonly JsonObject[], now: number): readonly JsonObject[] {
  const latest = new Map<string, JsonObject>();
  for (const one of all) {
    const at = parseTimestamp(one['at']);
    if (at !== undefined && at > now) continue;
    const key = asText(one['serviceArn']) ?? asText(one['serviceName']) ?? asText(one['targetGroupArn']) ?? '';
    const before = parseTimestamp(latest.get(key)?.['at']) ?? Number.NEGATIVE_INFINITY;
    if (!latest.has(key) || (at ?? Number.NEGATIVE_INFINITY) >= before) latest.set(key, one);
  }
  return [...latest.values()];
}

function sameRevision(definition: TaskDefinition, arn: string): boolean {
  const asked = parseTaskDefinitionArn(arn);
  return asked.revision !== undefined && definition.family === asked.family && definition.revision === asked.revision;
}

function lastGood(
  recording: Recording,
  definitions: readonly TaskDefinition[],
  failing: { readonly family: string; readonly revision: number },
  service: ServiceKey | undefined,
  now: number,
): Read<LastGood> | undefined {
  const earlier = definitions
    .filter(
      ({ family, revision }) => family === failing.family && revision !== undefined && revision !== failing.revision,
    )
    .sort((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
  const completed = completedDefinitions(recording, service, now);
  const good = completed.flatMap((arn) => earlier.find((one) => one.arn === arn || sameRevision(one, arn)) ?? [])[0];
  if (good !== undefined) return known({ definition: good, basis: 'completed' });
  const previous = earlier.find(({ revision }) => revision !== undefined && revision < failing.revision);
  return previous === undefined ? undefined : known({ definition: previous, basis: 'previous' });
}

function readTaskLogs(
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
  const found = [...recording.logs].flatMap(([group, streams]) =>
    [...streams].flatMap(([stream, lines]) => {
      const container =
        task.containers.find(({ runtimeId }) => runtimeId === stream)?.name ??
        (stream.endsWith(`/${task.taskId}`) ? containerOf(stream) : undefined);
      return container === undefined ? [] : [{ container, group, stream, lines: writtenBy(lines, now) }];
    }),
  );
  if (found.length > 0 || refused === undefined) return known(found);
  return unavailable(refused);
}

function unreadableDriver(definition: TaskDefinition | undefined): string | undefined {
  const drivers = (definition?.containers ?? []).flatMap(({ log }) =>
    log === undefined || log.driver === 'awslogs' ? [] : [log.driver],
  );
  return drivers[0] === undefined ? undefined : `the log driver is ${drivers[0]}: its logs cannot be read here`;
}

/** Lines that had been written by a time; all, where the recording tells no time of a line or of the clock. */
const writtenBy = (lines: readonly RecordedLine[], now: number): readonly string[] =>
  lines.filter(({ at }) => at === undefined || now <= 0 || at <= now).map(({ text }) => text);

/** `prefix/container/task-id` */
const containerOf = (stream: string): string => stream.split('/').at(-2) ?? stream;
