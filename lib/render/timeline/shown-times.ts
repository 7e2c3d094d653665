import type { Timeline } from '../../domain/timeline/timeline';

/** Every time that a rendering of the timeline may show, milliseconds since 1970. */
export const shownTimes = ({ entries, incidents = [], openedAt, closedAt }: Timeline): readonly number[] =>
  [
    openedAt,
    closedAt,
    ...incidents.flatMap((incident) => [incident.openedAt, incident.closedAt]),
    ...entries.flatMap(({ occurredAt, lastAt }) => [occurredAt, lastAt]),
  ].filter((at) => at !== undefined);
