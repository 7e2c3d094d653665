import { defined } from '../json';
import type { Incident } from './incident';
import { recovered } from './recovery';
import type { ServiceRecord } from './service-record';
import { subjectKey } from './subject';
import type { Thresholds } from './thresholds';

const MOST_OPENINGS = 3;

/** A new episode, opened by what happened at a time. Its id comes from its number, so concurrent openers agree on it. */
export function openIncident(record: ServiceRecord, at: number, thresholds: Thresholds): ServiceRecord {
  const episode = record.episode + 1;
  const openings = [...record.openings.filter((earlier) => at - earlier <= thresholds.flappingWindow), at]
    .sort((a, b) => a - b)
    .slice(-MOST_OPENINGS);
  const incident: Incident = {
    id: `${subjectKey(record.subject)}#${episode}`,
    state: 'open',
    revision: 0,
    openedAt: at,
    flapping: openings.length >= thresholds.flappingOpenings,
    baseline: false,
    causes: [],
    stops: 0,
    recentStops: [],
    severity: 'error',
    impactKnown: false,
    rollingBack: record.deployment?.state === 'rolling-back',
    reminders: 0,
    tier: 0,
    changed: true,
  };
  const opened = defined({ ...record, episode, openings, incident, silence: undefined }) as ServiceRecord;
  // Events come in any order: what it recovered with may have been heard before.
  const { recoveredAt } = record;
  return recoveredAt !== undefined && recoveredAt > at
    ? recovered(opened, { at: recoveredAt, because: 'steady state' }, thresholds)
    : opened;
}
