import type { Timeline, TimelineEntry, TimelineIncident } from '../../domain/timeline/timeline';

/**
 * The time from which a story counts, milliseconds since 1970: the first failed stop or failed deployment, which is what
 * the durations count from too; without a failure, when the incident opened; undefined where nothing failed.
 */
export function firstFailureOf(timeline: Timeline): number | undefined {
  const { entries, causes, openedAt } = timeline;
  const start = startOf(timeline);
  if (start !== undefined) return start;
  const failed = entries.find(
    ({ type, cause, importance }) =>
      type === 'stop' && importance !== 'noise' && cause !== undefined && causes.includes(cause),
  );
  return failed?.occurredAt ?? openedAt;
}

/**
 * From when the time of an entry counts: from the first failure of the story; in the story of a service from that of the
 * entry's own incident, and for what belongs to none from nowhere.
 */
export function countsFrom(timeline: Timeline): (entry: TimelineEntry) => number | undefined {
  const { incidents } = timeline;
  if (incidents === undefined) {
    const from = firstFailureOf(timeline);
    return () => from;
  }
  const starts = new Map(incidents.map((incident) => [incident.incidentId, startOf(incident) ?? incident.openedAt]));
  return ({ incidentId }) => (incidentId === undefined ? undefined : starts.get(incidentId));
}

/** What its whole duration counts from. */
const startOf = ({ closedAt, durations: { total } }: Pick<TimelineIncident, 'closedAt' | 'durations'>) =>
  closedAt === undefined || total === undefined ? undefined : closedAt - total;
