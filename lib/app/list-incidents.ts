import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import type { ServiceRecord } from '../domain/incident/service-record';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { episodeOf, episodeOfView } from '../domain/timeline/episode-of';
import type { Episode } from '../domain/timeline/facts';
import { numberOf } from '../domain/timeline/facts';
import type { TimelinePorts } from './timeline-ports';

export interface ListedIncident {
  readonly subject: Subject;
  readonly episode: Episode;
}

export interface IncidentQuestion {
  /** All services without. */
  readonly subject?: Subject;
  readonly cluster?: string;
  /** Incidents that were open at or after this time; milliseconds since 1970. */
  readonly since: number;
  /** Told of each page of the table that was read. */
  readonly onPage?: () => void;
}

/** Incidents, the latest opened first. Those before the latest one of a service are known by their alerts. */
export async function listIncidents(
  { subject, cluster, since, onPage }: IncidentQuestion,
  ports: TimelinePorts,
): Promise<readonly ListedIncident[]> {
  const records = subject === undefined ? await ports.readRecords(onPage) : [await ports.readRecord(subject)];
  const asked = records.filter((record) => cluster === undefined || record.subject.cluster === cluster);
  const found: ListedIncident[] = [];
  for (const record of asked) found.push(...(await incidentsOf(record, since, ports)));
  return found.sort((a, b) => b.episode.openedAt - a.episode.openedAt);
}

async function incidentsOf(
  { subject, incident }: ServiceRecord,
  since: number,
  ports: TimelinePorts,
): Promise<readonly ListedIncident[]> {
  if (incident === undefined) return [];
  const found = isSince(incident, since) ? [{ subject, episode: episodeOf(incident, new Map()) }] : [];
  // Incidents of one subject do not overlap: the first one that is too old ends the search. One that was never told,
  // or whose alerts have expired, is passed over.
  for (let number = numberOf(incident.id) - 1, missed = 0; number >= 1 && missed < MOST_MISSED; number--) {
    const last = (await ports.readAlerts(`${subjectKey(subject)}#${number}`)).findLast(isIncidentAlert);
    if (last === undefined) {
      missed += 1;
      continue;
    }
    missed = 0;
    if (!isSince(last.view, since)) break;
    found.push({ subject, episode: episodeOfView(last.view, new Map()) });
  }
  return found;
}

/** Incidents in a row without an alert after which no older one is looked for. */
const MOST_MISSED = 10;

const isSince = ({ closedAt = Number.POSITIVE_INFINITY }: { readonly closedAt?: number }, since: number): boolean =>
  closedAt >= since;
