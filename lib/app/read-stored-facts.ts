import type { DecisionRow } from '../domain/action/decision-row';
import type { IncidentAlert } from '../domain/incident/alert';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import type { Row } from '../domain/incident/row';
import type { ServiceRecord } from '../domain/incident/service-record';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { defined } from '../domain/json';
import { episodeOf, episodeOfView } from '../domain/timeline/episode-of';
import { type Episode, numberOf, type TimelineFacts } from '../domain/timeline/facts';
import type { DecisionsPort } from './action-ports';
import type { TimelinePorts } from './timeline-ports';

/** What the table holds of one incident: how it stood last, and what was told of it. */
interface StoredIncident {
  readonly episode: Episode;
  readonly alerts: readonly IncidentAlert[];
}

/** Everything that the responder wrote down of a subject and that has not expired. */
export async function readStoredFacts(subject: Subject, ports: TimelinePorts & DecisionsPort): Promise<TimelineFacts> {
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
    decisions: await decisionsOf(subject, rows, ports),
    alerts: incidents.flatMap(({ alerts }) => [...alerts]),
    episodes: incidents.map(({ episode }) => episode),
    revisions: new Map(),
    definitions: [],
    counts: [],
    starts: [],
  }) as TimelineFacts;
}

/** What its rows of decisions do not say: who decided, and the counts. Only the days are read on which there were any. */
async function decisionsOf(
  subject: Subject,
  rows: readonly Row[],
  ports: DecisionsPort,
): Promise<readonly DecisionRow[]> {
  const times = rows.flatMap((row) => (row.type === 'entry' && row.entryId.startsWith('decision/') ? [row.at] : []));
  if (times.length === 0) return [];
  const decisions = await ports.readDecisions(Math.min(...times));
  return decisions.filter((one) => subjectKey(one.subject) === subjectKey(subject));
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
