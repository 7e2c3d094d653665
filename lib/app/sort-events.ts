import type { EcsEvent } from '../domain/ecs-events/ecs-event';
import { parseEcsEvent } from '../domain/ecs-events/parse-ecs-event';

export interface LeftAlone {
  /** Place in the recording's events, from 0. */
  readonly index: number;
  readonly because: string;
  /** It is an ECS event, but one that cannot be used. */
  readonly unusable: boolean;
}

/** Events as they were parsed: those that tell something, and those that are left alone, with the reason. */
export function sortEvents(values: readonly unknown[]): {
  readonly events: readonly EcsEvent[];
  readonly leftAlone: readonly LeftAlone[];
} {
  const events: EcsEvent[] = [];
  const leftAlone: LeftAlone[] = [];
  for (const [index, value] of values.entries()) {
    const event = parseEcsEvent(value);
    if (event.type !== 'not-ours' && event.type !== 'unusable') events.push(event);
    else leftAlone.push({ index, because: event.because, unusable: event.type === 'unusable' });
  }
  return { events, leftAlone };
}
