import type { CauseId } from '../../../lib/domain/causes/cause-id';
import type { Timeline, TimelineEntry } from '../../../lib/domain/timeline/timeline';

/** A composed entry: what is not given is what a note of ECS would have. */
export const entry = (at: string, given: Partial<TimelineEntry>): TimelineEntry => ({
  entryId: `${given.type ?? 'note'}/${at}`,
  occurredAt: Date.parse(at),
  type: 'note',
  importance: 'key',
  title: 'Something happened',
  actor: 'ecs',
  source: 'ECS Task State Change',
  count: 1,
  ...given,
});

/** A composed incident of an orders service that tells of these entries. */
export function timelineOf(entries: readonly TimelineEntry[], given: Partial<Timeline> = {}): Timeline {
  const [first, last] = [entries[0], entries.at(-1)];
  const [openedAt, closedAt] = [first?.occurredAt ?? 0, last?.occurredAt ?? 0];
  return {
    schema: 1,
    incidentId: 'production/orders-api#1',
    subject: { kind: 'service', cluster: 'production', name: 'orders-api' },
    state: 'resolved',
    severity: 'critical',
    causes: ['out-of-memory'],
    stops: 1,
    openedAt,
    closedAt,
    closedBecause: 'steady state with 2 of 2 running',
    durations: { detect: 0, total: closedAt - openedAt },
    entries,
    ...given,
  };
}

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 9, 10, minute)).toISOString();

/** A composed timeline that has the given text wherever somebody else's text can stand; `text` gets a number for each. */
export function everywhere(text: (place: number) => string): Timeline {
  let place = 0;
  const next = (): string => text(place++);
  const cause = next() as CauseId;
  const common = () => ({ title: next(), source: next(), detail: [next(), next()], incidentId: next(), cause });
  const began = entry(at(1), { ...common(), entryId: next(), type: 'deployment', outcome: 'in-progress', revision: 7 });
  const entries: TimelineEntry[] = [
    { ...began, deploymentId: next(), before: next(), after: next(), actor: 'person' },
    entry(at(2), {
      ...common(),
      entryId: next(),
      type: 'stop',
      count: 3,
      lastAt: Date.parse(at(4)),
      taskIds: [next()],
    }),
    entry(at(3), { ...common(), entryId: next(), type: 'diagnosis', confidence: 'certain', corrects: next() }),
    entry(at(5), { ...common(), entryId: next(), type: 'action', actor: 'ecs-medic', before: next(), after: next() }),
    entry(at(6), { ...common(), entryId: next(), type: 'closed', importance: 'normal' }),
    entry(at(7), { ...common(), entryId: next(), type: 'service', importance: 'noise', running: 1, desired: 2 }),
    entry(at(8), { ...common(), entryId: next(), type: 'note', late: true }),
  ];
  return timelineOf(entries, {
    incidentId: next(),
    subject: { kind: 'family', cluster: next(), name: next() },
    account: next(),
    region: next(),
    causes: [cause],
    closedBecause: next(),
  });
}

/** The same as the story of a service. */
export function everywhereInService(text: (place: number) => string): Timeline {
  const { incidentId, state, severity, openedAt, closedAt, closedBecause: _, ...rest } = everywhere(text);
  const incident = {
    incidentId: incidentId ?? '',
    state: state ?? 'resolved',
    severity: severity ?? 'critical',
    causes: rest.causes,
    stops: 3,
    openedAt: openedAt ?? 0,
    closedAt: closedAt ?? 0,
    durations: rest.durations,
  } as const;
  return { ...rest, durations: {}, incidents: [incident, { ...incident, incidentId: text(999) }] };
}
