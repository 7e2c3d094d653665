import type { Timeline } from '../../../domain/timeline/timeline';
import { firstFailureOf } from '../first-failure';

/** One incident over time. Milliseconds since 1970. */
export interface IncidentSpan {
  readonly incidentId: string;
  /** Its first failure, as far as entries tell of it. */
  readonly startAt: number;
  /** When tasks ran steadily again. */
  readonly recoveredAt?: number;
  /** Absent where it has not closed. */
  readonly closedAt?: number;
}

/** The incidents that these entries belong to, by their start. */
export function incidentSpans(timeline: Timeline): readonly IncidentSpan[] {
  const spans = new Map<string, IncidentSpan>();
  for (const { incidentId, type, occurredAt } of timeline.entries) {
    if (incidentId === undefined) continue;
    const span = spans.get(incidentId) ?? { incidentId, startAt: startOf(incidentId, occurredAt, timeline) };
    spans.set(incidentId, {
      ...span,
      ...(type === 'recovery' ? { recoveredAt: occurredAt } : {}),
      ...(type === 'closed' ? { closedAt: occurredAt } : {}),
    });
  }
  return [...spans.values()];
}

function startOf(incidentId: string, first: number, timeline: Timeline): number {
  return incidentId === timeline.incidentId ? Math.min(first, firstFailureOf(timeline) ?? first) : first;
}
