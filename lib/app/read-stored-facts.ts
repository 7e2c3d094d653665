import type { IncidentAlert } from '../domain/incident/alert';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import type { ServiceRecord } from '../domain/incident/service-record';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { defined } from '../domain/json';
import { episodeOf, episodeOfView } from '../domain/timeline/episode-of';
import { type Episode, numberOf, type TimelineFacts } from '../domain/timeline/facts';
import type { TimelinePorts } from './timeline-ports';

/** What the table holds of one incident: how it stood last, and what was told of it. */
interface StoredIncident {
  readonly episode: Episode;
  readonly alerts: readonly IncidentAlert[];
}

/** Everything that the responder wrote down of a subject and that has not expired. */
export async function readStoredFacts(subject: Subject, ports: TimelinePorts): Promise<TimelineFacts> {
  const [record, rows] = await Promise.all([ports.readRecord(subject), ports.readRows(subject)]);
  const known = new Set(rows.flatMap((row) => ('episode' in row && row.episode !== undefined ? [row.episode] : [])));
  if (record.incident !== undefined) known.add(numberOf(record.incident.id));
  const numbers = [...known].sort((a, b) => a - b);
  const found = await Promise.all(numbers.map((number) => readIncident(record, number, ports)));
  const incidents = found.filter((one): one is StoredIncident => one !== undefined);
  return defined({
    subject,
    account: record.place?.account,
    region: record.place?.region,
    stops: rows.filter((row) => row.type === 'stop'),
    entries: rows.filter((row) => row.type === 'entry'),
    decisions: rows.filter((row) => row.type === 'decision'),
    alerts: incidents.flatMap(({ alerts }) => [...alerts]),
    episodes: incidents.map(({ episode }) => episode),
    revisions: new Map(),
    definitions: [],
    counts: [],
    starts: [],
  }) as TimelineFacts;
}

/** The latest one stands in the record. Of those before it their last alert tells; undefined where none did. */
async function readIncident(
  { subject, incident }: ServiceRecord,
  number: number,
  ports: TimelinePorts,
): Promise<StoredIncident | undefined> {
  const incidentId = `${subjectKey(subject)}#${number}`;
  const isLatest = incident?.id === incidentId;
  const alerts = (await ports.readAlerts(incidentId)).filter(isIncidentAlert);
  const last = alerts.at(-1);
  if (!isLatest && last === undefined) return undefined;
  const diagnoses = await ports.readDiagnoses(incidentId);
  if (isLatest) return { episode: episodeOf(incident, diagnoses), alerts };
  return last === undefined ? undefined : { episode: episodeOfView(last.view, diagnoses), alerts };
}
