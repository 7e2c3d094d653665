import { defined } from '../json';
import { lasted, shortTask, titled } from './entry-title';
import { type Episode, numberOf, type StopFact } from './facts';
import { type StopCause, stopCauseOf } from './stop-cause';
import type { Importance, TimelineEntry } from './timeline';

interface ExplainedStop {
  readonly stop: StopFact;
  readonly cause: StopCause | undefined;
}

/** Milliseconds without an equal stop after which the next one is a new fact. */
const LONGEST_GAP = 3_600_000;
/** Ids that are kept of the stops of one entry. */
const MOST_TASKS = 50;

/** One entry for equal stops in a row: the same cause, container, exit code and revision, at most an hour apart. */
export function stopEntries(stops: readonly StopFact[], episodes: readonly Episode[]): readonly TimelineEntry[] {
  const explained = latestOf(stops).map((stop) => ({ stop, cause: stopCauseOf(stop, episodes) }));
  const told = new Set<string>();
  return foldEqual(explained)
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : byTime(a, b)))
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { stop, cause } = first;
      const key = JSON.stringify([stop.episode, cause?.cause, stop.container, stop.revision]);
      const importance = importanceOf(first, told.has(key));
      told.add(key);
      return entryOf(group, first, importance, episodes);
    });
}

/** Of each task the row of the highest version. */
function latestOf(stops: readonly StopFact[]): readonly StopFact[] {
  const latest = new Map<string, StopFact>();
  for (const stop of stops) {
    const other = latest.get(stop.taskId);
    if (other === undefined || stop.version > other.version) latest.set(stop.taskId, stop);
  }
  return [...latest.values()];
}

const byTime = (a: ExplainedStop, b: ExplainedStop): number =>
  a.stop.at - b.stop.at || (a.stop.taskId < b.stop.taskId ? -1 : 1);

function foldEqual(stops: readonly ExplainedStop[]): ExplainedStop[][] {
  const groups: ExplainedStop[][] = [];
  const open = new Map<string, ExplainedStop[]>();
  for (const one of [...stops].sort(byTime)) {
    const { container, exitCode, revision, deployment, episode, late } = one.stop;
    const key = JSON.stringify([one.cause?.cause, container, exitCode, revision, deployment, episode, late]);
    const group = open.get(key);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && one.stop.at - last.stop.at <= LONGEST_GAP) group.push(one);
    else {
      const begun = [one];
      open.set(key, begun);
      groups.push(begun);
    }
  }
  return groups;
}

function importanceOf({ stop, cause }: ExplainedStop, isTold: boolean): Importance {
  if (cause?.isNormal) return 'normal';
  if (isTold) return 'noise';
  return stop.episode === undefined ? 'normal' : 'key';
}

function entryOf(
  group: readonly ExplainedStop[],
  { stop, cause }: ExplainedStop,
  importance: Importance,
  episodes: readonly Episode[],
): TimelineEntry {
  const { taskId, at, revision, recordedAt, deployment, source = 'ECS Task State Change' } = stop;
  const ofRevision = revision === undefined ? '' : ` of revision ${revision}`;
  const because = cause === undefined ? '' : `: ${cause.title}`;
  const detail = detailOf(stop);
  return defined({
    entryId: `stop/${taskId}`,
    occurredAt: at,
    recordedAt,
    type: 'stop',
    importance,
    title: titled(`Task ${shortTask(taskId)}${ofRevision} stopped${because}`),
    detail: detail.length === 0 ? undefined : detail,
    actor: cause?.cause === 'user-stopped' ? 'person' : 'ecs',
    source,
    cause: cause?.cause,
    confidence: cause?.confidence,
    revision,
    deploymentId: deployment,
    count: group.length,
    lastAt: group.length === 1 ? undefined : group.at(-1)?.stop.at,
    taskIds: group.slice(0, MOST_TASKS).map((one) => one.stop.taskId),
    late: stop.late,
    incidentId: episodes.find(({ incidentId }) => numberOf(incidentId) === stop.episode)?.incidentId,
  }) as TimelineEntry;
}

function detailOf({ container, exitCode, startedAt, at }: StopFact): readonly string[] {
  const where = container === undefined ? '' : ` of container ${container}`;
  return [
    ...(exitCode === undefined ? [] : [`Exit code ${exitCode}${where}`]),
    ...(startedAt === undefined || startedAt > at ? [] : [`It had run for ${lasted(at - startedAt)}`]),
  ];
}
