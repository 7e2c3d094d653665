import type { IncidentAlert } from '../incident/alert';
import { defined } from '../json';
import { countsOf, namedCause, titled } from './entry-title';
import type { EntryFact } from './facts';
import type { TimelineEntry } from './timeline';

const WORDS: Readonly<Record<IncidentAlert['kind'], string>> = {
  opened: 'People were told',
  'cause-added': 'People were told of a new cause',
  escalated: 'People were told that it got worse',
  reminder: 'People were reminded',
  action: 'People were told what was done',
  resolved: 'People were told that it is over',
  update: 'The message was brought up to date',
};

/** What was told; of an alert whose body has expired only its row is left. */
export function alertEntries(
  alerts: readonly IncidentAlert[],
  rows: readonly EntryFact[],
  incidentIdOf: (episode: number) => string | undefined,
): readonly TimelineEntry[] {
  const told = new Map(alerts.map((alert) => [`alert/${alert.alertId}`, alert]));
  const recorded = new Map(rows.map((row) => [row.entryId, row.recordedAt]));
  const bodiless = rows.filter(({ entryId, what }) => what.startsWith('alert-') && !told.has(entryId));
  return [
    ...[...told].map(([entryId, alert]) => entryOf(entryId, alert, recorded.get(entryId))),
    ...bodiless.map(
      ({ entryId, at, recordedAt, what, title, episode }): TimelineEntry =>
        defined({
          entryId,
          occurredAt: at,
          recordedAt,
          type: 'alert',
          importance: what === 'alert-update' ? 'noise' : 'key',
          title: titled(`People were told: ${title}`),
          actor: 'ecs-medic',
          source: 'alerts topic',
          incidentId: episode === undefined ? undefined : incidentIdOf(episode),
          count: 1,
        }) as TimelineEntry,
    ),
  ];
}

function entryOf(entryId: string, alert: IncidentAlert, recordedAt: number | undefined): TimelineEntry {
  const { kind, at, view } = alert;
  const lead = (kind === 'cause-added' ? view.causes.find(({ isNew }) => isNew) : undefined) ?? view.causes[0];
  const { running, desired } = view;
  const said =
    kind === 'resolved' ? view.closedBecause : lead && (lead.diagnosis ? namedCause(lead.diagnosis) : lead.title);
  return defined({
    entryId,
    occurredAt: at,
    recordedAt,
    type: 'alert',
    importance: kind === 'update' ? 'noise' : 'key',
    title: titled(`${WORDS[kind]}${said === undefined ? '' : `: ${said}`}`),
    detail: running === undefined || desired === undefined ? undefined : [countsOf(running, desired)],
    actor: 'ecs-medic',
    source: 'alerts topic',
    cause: lead?.cause,
    confidence: lead?.diagnosis?.confidence,
    running,
    desired,
    incidentId: view.incidentId,
    count: 1,
  }) as TimelineEntry;
}
