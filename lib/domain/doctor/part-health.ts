/** Where in the way of an event a part stands, in the order in which parts are told. */
export const AREAS = ['stack', 'events', 'evidence', 'delivery', 'watch', 'actions', 'table', 'alarms'] as const;
export type Area = (typeof AREAS)[number];

/** `not-checked`: nobody knows, so it is never as good as `ok`. */
export type PartState = 'ok' | 'warning' | 'failed' | 'not-checked';

/** One thing that was seen of a part. */
export interface Remark {
  readonly state: PartState;
  /** What was seen, or why nothing could be: a clause without a full stop. */
  readonly seen: string;
  /** What to do, a sentence; absent where all is well. */
  readonly fix?: string;
  /** Commands that can be pasted as they are, in their order. */
  readonly commands?: readonly string[];
}

export interface PartName {
  /** Stable, for programs: `rule/TaskStopsRule`. */
  readonly id: string;
  readonly area: Area;
  /** As people call it: `rule TaskStopsRule`. */
  readonly part: string;
}

/** How one part of a deployed ecs-medic is. */
export interface PartHealth extends PartName {
  readonly state: PartState;
  readonly seen: string;
  /** What to do, one sentence each. */
  readonly fixes: readonly string[];
  readonly commands: readonly string[];
}

/** What hides most comes first: behind what was not checked there may be anything. */
const WORST_FIRST: readonly PartState[] = ['failed', 'not-checked', 'warning', 'ok'];

/** What several remarks say of a part together: its state is the worst of theirs. */
export function partHealth(name: PartName, remarks: readonly Remark[]): PartHealth {
  const sorted = WORST_FIRST.flatMap((state) => remarks.filter((remark) => remark.state === state));
  return {
    ...name,
    state: sorted[0]?.state ?? 'not-checked',
    seen: sorted.length === 0 ? 'nothing was looked at' : sorted.map(({ seen }) => seen).join('; '),
    fixes: [...new Set(sorted.flatMap(({ fix }) => fix ?? []))],
    commands: [...new Set(sorted.flatMap(({ commands = [] }) => commands))],
  };
}

export const ok = (seen: string): Remark => ({ state: 'ok', seen });
