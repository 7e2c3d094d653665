import { parseTaskDefinition } from '../domain/definition/parse-task-definition';
import { parseEcsArn, parseTaskDefinitionArn } from '../domain/ecs-events/ecs-arn';
import { parseEcsEvent } from '../domain/ecs-events/parse-ecs-event';
import { parseTask } from '../domain/ecs-events/parse-task';
import type { Subject } from '../domain/incident/subject';
import { asText, type JsonObject } from '../domain/json';
import { parseService, type Service } from '../domain/service';
import type { Task } from '../domain/stop';
import type { CountFact, EntryFact, StartFact, TimelineFacts } from '../domain/timeline/facts';
import { messageFacts } from '../domain/timeline/message-facts';
import { parseTimestamp } from '../domain/timestamp';
import { deploymentsOfService, revisionsOf, serviceDeploymentFacts } from './deployment-facts';
import type { TimelineWorld } from './timeline-world';

/** What a world tells of a subject beside its incidents. */
export type WorldFacts = Pick<TimelineFacts, 'entries' | 'revisions' | 'definitions' | 'counts' | 'starts'>;

/**
 * Reads what a world tells of a subject. Messages of the service and ECS's record of its deployments count only where
 * no event tells the same: `isTold`.
 */
export function worldFacts(world: TimelineWorld, subject: Subject, isTold: boolean): WorldFacts {
  const snapshots = snapshotsOf(world.services ?? [], subject);
  const latest = snapshots.at(-1)?.service;
  const told = isTold ? undefined : untoldFacts(world, subject, latest);
  const tasks = tasksOf(world).filter(({ task }) => isOf(task, subject));
  const revisions = new Map([
    ...snapshots.flatMap(({ service }) => [...revisionsOf(service.deployments)]),
    ...(told?.revisions ?? []),
  ]);
  return {
    entries: told?.entries ?? [],
    revisions,
    definitions: definitionsOf(world, snapshots, tasks),
    counts: snapshots.flatMap(countOf),
    starts: startsOf(tasks),
  };
}

interface Snapshot {
  readonly at: number | undefined;
  readonly service: Service;
}

/** In the order of their times; one without a time comes last. */
const snapshotsOf = (services: readonly JsonObject[], { kind, cluster, name }: Subject): readonly Snapshot[] =>
  services
    .flatMap((one) => {
      const service = parseService(one);
      const isIt = kind === 'service' && service?.name === name && service.cluster === cluster;
      return service === undefined || !isIt ? [] : [{ at: parseTimestamp(one['at']), service }];
    })
    .sort((a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY));

function untoldFacts(
  world: TimelineWorld,
  subject: Subject,
  service: Service | undefined,
): { readonly entries: readonly EntryFact[]; readonly revisions: ReadonlyMap<string, number> } {
  const isItsOwn = (one: JsonObject): boolean => {
    const arn = parseEcsArn(asText(one['serviceArn']) ?? '');
    return arn?.name === subject.name && (arn.cluster === undefined || arn.cluster === subject.cluster);
  };
  const recorded = serviceDeploymentFacts(
    subject,
    (world.serviceDeployments ?? []).filter(isItsOwn),
    world.serviceRevisions ?? [],
  );
  const isRecorded = recorded.entries.length > 0;
  const own = isRecorded || service === undefined ? recorded : deploymentsOfService(subject, service);
  const messages = messageFacts(subject, service?.messages ?? [], { deployments: own.entries.length === 0 });
  return { entries: [...own.entries, ...messages], revisions: own.revisions };
}

/** Revisions are numbers within a family: those of others say nothing of this subject. */
function definitionsOf(
  { taskDefinitions = [] }: TimelineWorld,
  snapshots: readonly Snapshot[],
  tasks: readonly SeenTask[],
): WorldFacts['definitions'] {
  const deployed = snapshots.flatMap(({ service }) =>
    service.deployments.flatMap((one) => one.taskDefinitionArn ?? []),
  );
  const families = new Set([
    ...tasks.map(({ task }) => task.family),
    ...deployed.map((arn) => parseTaskDefinitionArn(arn).family),
  ]);
  return taskDefinitions.flatMap((one) => parseTaskDefinition(one) ?? []).filter(({ family }) => families.has(family));
}

function countOf({ at, service: { runningCount, desiredCount } }: Snapshot): readonly CountFact[] {
  if (at === undefined || runningCount === undefined || desiredCount === undefined) return [];
  return [{ at, running: runningCount, desired: desiredCount, source: 'DescribeServices' }];
}

interface SeenTask {
  readonly task: Task;
  readonly source: string;
}

function tasksOf({ events, tasks = [] }: TimelineWorld): readonly SeenTask[] {
  const told = events.flatMap((value) => {
    const event = parseEcsEvent(value);
    return event.type === 'task' ? [{ task: event.task, source: 'ECS Task State Change' }] : [];
  });
  const described = tasks.flatMap((value) => {
    const task = parseTask(value);
    return 'problem' in task ? [] : [{ task, source: 'DescribeTasks' }];
  });
  return [...told, ...described];
}

function isOf({ service, cluster, family, group }: Task, subject: Subject): boolean {
  if (cluster !== subject.cluster) return false;
  return subject.kind === 'service'
    ? service === subject.name
    : service === undefined && (family ?? group) === subject.name;
}

/** Each task once, by the earliest time that is told of its start. */
function startsOf(seen: readonly SeenTask[]): readonly StartFact[] {
  const starts = new Map<string, StartFact>();
  for (const { task, source } of seen) {
    const { startedAt, taskId, revision, startedBy } = task;
    const other = starts.get(taskId);
    if (startedAt === undefined || (other !== undefined && other.at <= startedAt)) continue;
    starts.set(taskId, {
      at: startedAt,
      taskId,
      ...(revision === undefined ? {} : { revision }),
      ...(startedBy?.startsWith('ecs-svc/') ? { deployment: startedBy } : {}),
      source,
    });
  }
  return [...starts.values()];
}
