import type { EcsEvent } from '../domain/ecs-events/ecs-event';
import { parseTask } from '../domain/ecs-events/parse-task';
import type { JsonObject } from '../domain/json';
import { parseTimestamp } from '../domain/timestamp';
import type { World } from './replay';
import { sortEvents } from './sort-events';

/**
 * Where the clock of a rehearsal starts, milliseconds since 1970. Events and snapshots that tell their time move it;
 * a world in which nothing does is taken for what is seen when its last task stopped, else for what is seen `now`.
 */
export function clockStart(world: World, now: number): number {
  const { events } = sortEvents(world.events);
  const { services = [], tasks = [] } = world;
  const isTimed =
    tasks.some(tellsTime) ||
    events.some(({ time }) => time !== undefined) ||
    services.some((service) => parseTimestamp(service['at']) !== undefined);
  return isTimed ? 0 : (events.map(stoppedAt).reduce(latest, undefined) ?? now);
}

function tellsTime(value: JsonObject): boolean {
  const task = parseTask(value);
  return !('problem' in task) && task.stoppedAt !== undefined;
}

const stoppedAt = (event: EcsEvent): number | undefined =>
  event.type === 'task' ? (event.task.stoppedAt ?? event.task.stoppingAt) : undefined;

const latest = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;
