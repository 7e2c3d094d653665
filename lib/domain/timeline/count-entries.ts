import { defined } from '../json';
import { counted } from '../text/counted';
import { countsOf, shortTask, titled } from './entry-title';
import type { CountFact, StartFact } from './facts';
import type { TimelineEntry } from './timeline';

/** How many tasks ran of how many wanted, each time that it changed. That others are wanted is worth telling. */
export function countEntries(counts: readonly CountFact[]): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let last: CountFact | undefined;
  for (const fact of [...counts].sort(compareCounts)) {
    const { at, running, desired, source } = fact;
    if (last?.running === running && last.desired === desired) continue;
    const wanted = last !== undefined && last.desired !== desired;
    const said = countsOf(running, desired);
    entries.push({
      entryId: `counts/${at}/${running}/${desired}`,
      occurredAt: at,
      type: 'service',
      importance: wanted ? 'normal' : 'noise',
      title: wanted ? `The desired count changed, ${counted(running, 'task')} running` : said,
      actor: wanted ? 'unknown' : 'ecs',
      source,
      ...(wanted ? { before: String(last?.desired), after: String(desired) } : {}),
      running,
      desired,
      count: 1,
    });
    last = fact;
  }
  return entries;
}

export const compareCounts = (a: CountFact, b: CountFact): number =>
  a.at - b.at || a.running - b.running || a.desired - b.desired;

/** Milliseconds within which starts of one deployment are one entry. */
const TOGETHER = 60_000;

/** Tasks that began to run; those of one deployment within a minute are told at once. */
export function startEntries(starts: readonly StartFact[]): readonly TimelineEntry[] {
  const unique = new Map(starts.map((start) => [start.taskId, start]));
  const groups: StartFact[][] = [];
  const open = new Map<string, StartFact[]>();
  for (const start of [...unique.values()].sort((a, b) => a.at - b.at || (a.taskId < b.taskId ? -1 : 1))) {
    const key = `${start.deployment ?? ''}|${start.revision ?? ''}`;
    const group = open.get(key);
    const first = group?.[0];
    if (group !== undefined && first !== undefined && start.at - first.at <= TOGETHER) group.push(start);
    else {
      const begun = [start];
      open.set(key, begun);
      groups.push(begun);
    }
  }
  return groups.flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : entryOf(group, first);
  });
}

function entryOf(group: readonly StartFact[], { at, taskId, revision, deployment, source }: StartFact): TimelineEntry {
  return defined({
    entryId: `start/${taskId}`,
    occurredAt: at,
    type: 'start',
    importance: 'noise',
    title: titled(`Task ${shortTask(taskId)}${revision === undefined ? '' : ` of revision ${revision}`} began to run`),
    actor: 'ecs',
    source,
    revision,
    deploymentId: deployment,
    count: group.length,
    lastAt: group.length === 1 ? undefined : group.at(-1)?.at,
    taskIds: group.map((one) => one.taskId),
  }) as TimelineEntry;
}
