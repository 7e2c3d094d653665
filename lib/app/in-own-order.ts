import type { EcsEvent } from '../domain/ecs-events/ecs-event';
import { parseEcsEvent } from '../domain/ecs-events/parse-ecs-event';
import { entryIdOf, timeOf } from '../domain/incident/happening-of';

interface Placed {
  readonly value: unknown;
  readonly json: string;
  /** Equal for copies of one event. */
  readonly key: string;
  readonly at: number;
  readonly rank: number;
}

/**
 * Events in the order of their own times, each once: the same for every order and every duplication of them. What is no
 * ECS event stays at the end. Events of one moment are ordered by what leads to what, then by what they say.
 */
export function inOwnOrder(values: readonly unknown[]): readonly unknown[] {
  const placed = new Map<string, Placed>();
  for (const value of values) {
    const one = placeOf(value);
    const other = placed.get(one.key);
    if (other === undefined || compare(one, other) < 0) placed.set(one.key, one);
  }
  return [...placed.values()].sort(compare).map(({ value }) => value);
}

function placeOf(value: unknown): Placed {
  const json = JSON.stringify(value) ?? '';
  const event = parseEcsEvent(value);
  if (event.type === 'not-ours' || event.type === 'unusable')
    return { value, json, key: json, at: Number.POSITIVE_INFINITY, rank: 0 };
  const at = timeOf(event) ?? Number.POSITIVE_INFINITY;
  return { value, json, key: keyOf(event, at), at, rank: rankOf(event) };
}

/** Copies of a task's event may differ in the time at which they were sent, its versions are events of their own. */
const keyOf = (event: EcsEvent, at: number): string =>
  event.type === 'task'
    ? `${event.task.taskArn}|${event.task.lastStatus ?? ''}|${event.task.version ?? ''}`
    : `${'service' in event ? `${event.cluster ?? ''}/${event.service}|` : ''}${entryIdOf(event, at)}`;

/** Tasks first, then what failed, what begins, what completed, and that all is steady. */
function rankOf(event: EcsEvent): number {
  if (event.type === 'task') return 0;
  if (event.type === 'container-instance') return 1;
  if (event.eventName.endsWith('_FAILED')) return 2;
  if (event.eventName.endsWith('_IN_PROGRESS')) return 3;
  if (event.eventName.endsWith('_COMPLETED')) return 4;
  return event.eventName.endsWith('_STEADY_STATE') ? 5 : 1;
}

const compare = (a: Placed, b: Placed): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.rank - b.rank || (a.json < b.json ? -1 : a.json > b.json ? 1 : 0);
};
