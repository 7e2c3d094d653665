import type { EcsEvent } from '../domain/ecs-events/ecs-event';
import type { JsonObject } from '../domain/json';
import { parseService, type Service } from '../domain/service';
import { isStop } from '../domain/stop';
import { parseTimestamp } from '../domain/timestamp';

/** What a replay does next: take an event, or look at a service as keep-watch does. */
export type AgendaItem =
  | { readonly kind: 'event'; readonly at: number | undefined; readonly event: EcsEvent }
  | { readonly kind: 'sweep'; readonly at: number | undefined; readonly service: Service };

/**
 * The events in the order they came, and each snapshot of a service before the first event that is later than it;
 * snapshots without a time come last.
 */
export function agendaOf(events: readonly EcsEvent[], services: readonly JsonObject[]): readonly AgendaItem[] {
  const sweeps = services
    .flatMap((snapshot) => {
      const service = parseService(snapshot);
      return service === undefined ? [] : [{ kind: 'sweep' as const, at: parseTimestamp(snapshot['at']), service }];
    })
    .sort((a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY));
  const agenda: AgendaItem[] = [];
  let next = 0;
  for (const event of latestVersions(events)) {
    while (next < sweeps.length && isBefore(sweeps[next], event.time)) agenda.push(...sweeps.slice(next, ++next));
    agenda.push({ kind: 'event', at: event.time, event });
  }
  return [...agenda, ...sweeps.slice(next)];
}

const isBefore = (sweep: AgendaItem | undefined, time: number | undefined): boolean =>
  sweep?.at !== undefined && time !== undefined && sweep.at < time;

/** A stop is told once: by the event with the highest version, at its place. Equal versions are duplicates. */
function latestVersions(events: readonly EcsEvent[]): readonly EcsEvent[] {
  const last = new Map<string, { readonly event: EcsEvent; readonly version: number }>();
  for (const event of events) {
    if (event.type !== 'task' || !isStop(event.task)) continue;
    const version = event.task.version ?? 0;
    if (version > (last.get(event.task.taskArn)?.version ?? -1)) last.set(event.task.taskArn, { event, version });
  }
  return events.filter(
    (event) => event.type !== 'task' || !isStop(event.task) || last.get(event.task.taskArn)?.event === event,
  );
}
