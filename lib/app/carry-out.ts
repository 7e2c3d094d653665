import type { DiagnosisRecord } from '../domain/diagnosis/diagnosis-record';
import type { Alert, IncidentAlert } from '../domain/incident/alert';
import type { Change } from '../domain/incident/change';
import { dueAtOf } from '../domain/incident/due-at';
import { viewOf } from '../domain/incident/incident-view';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import { noticeAlertOf } from '../domain/incident/notice-alert';
import type { Row } from '../domain/incident/row';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { Subject } from '../domain/incident/subject';
import { subjectKey } from '../domain/incident/subject';
import { tell } from '../domain/incident/tell';
import type { Thresholds } from '../domain/incident/thresholds';
import { defined } from '../domain/json';
import { shortHash } from '../domain/text/short-hash';
import type { MessagePorts, MetricsPort, StorePorts } from './ports';
import { publishAlert } from './publish-alert';

export type CarryOutPorts = StorePorts & MessagePorts & MetricsPort;

/** Several writers of one record are rare; more than this many lost races in a row are left to a later delivery. */
const MOST_TRIES = 12;

export class TooManyRacesError extends Error {
  override readonly name = 'TooManyRacesError';
  constructor(subject: Subject) {
    super(
      `the record of ${subjectKey(subject)} was changed by others ${MOST_TRIES} times in a row: ` +
        'nothing was written here, the message is delivered again',
    );
  }
}

/**
 * Decides on a fresh record and carries the decision out, again and again until nobody interferes. Bodies are written
 * before the record that owes them, rows after it; then what is owed goes out. A crash between any two steps leaves a
 * record that says what is still to be done. `refresh` writes an unchanged record too, so that the index says anew when
 * it is due.
 */
export async function carryOut(
  subject: Subject,
  decide: (record: ServiceRecord) => Change | Promise<Change>,
  ports: CarryOutPorts,
  thresholds: Thresholds,
  { refresh = false } = {},
): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const before = await ports.readRecord(subject);
    const change = await decide(before);
    if (await write(before, change, ports, thresholds, refresh)) return;
  }
  throw new TooManyRacesError(subject);
}

async function write(
  before: ServiceRecord,
  change: Change,
  ports: CarryOutPorts,
  thresholds: Thresholds,
  refresh: boolean,
): Promise<boolean> {
  const now = ports.now();
  const telling = tell(change.record, now, thresholds);
  const alert = telling.kind === undefined ? undefined : await alertOf(telling.kind, telling, change, now, ports);
  const { record } = telling;
  const alerts: readonly Alert[] = [
    ...(alert === undefined ? [] : [alert]),
    ...(change.notices ?? []).map((notice) => noticeAlertOf(notice, record)),
  ];
  const owing =
    alerts.length === 0 ? record : { ...record, outbox: [...record.outbox, ...alerts.map(({ alertId }) => alertId)] };
  if (change.owed.length > 0) await ports.writeRows(change.owed);
  const { incident } = record;
  await Promise.all([
    ...[...change.diagnoses].map(([fingerprint, diagnosis]) =>
      incident === undefined ? undefined : ports.writeDiagnosis(incident.id, fingerprint, diagnosis),
    ),
    ...alerts.map((one) => ports.writeAlert(one)),
  ]);
  const isNew = refresh ? before.version > 0 : !sameRecord(before, owing);
  if (isNew && !(await ports.writeRecord(owing, dueAtOf(owing, now, thresholds)))) return false;
  const rows = [...change.rows, ...alerts.map((one) => entryOf(one, record.subject))];
  await Promise.all([
    rows.length === 0 ? undefined : ports.writeRows(rows),
    change.looks.length === 0 ? undefined : ports.lookAgain(change.looks),
    alerts.length === 0 ? undefined : publishInTurn(before.outbox, alerts, ports),
  ]);
  if (alerts.length > 0) await markPublished(record.subject, owing.outbox, ports, thresholds);
  return true;
}

const sameRecord = (a: ServiceRecord, b: ServiceRecord): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

async function alertOf(
  kind: IncidentAlert['kind'],
  { record, news }: { readonly record: ServiceRecord; readonly news: readonly string[] },
  { diagnoses }: Change,
  at: number,
  ports: StorePorts,
): Promise<IncidentAlert | undefined> {
  const { incident } = record;
  if (incident === undefined) return undefined;
  const isKnown = incident.causes.every(({ fingerprint }) => diagnoses.has(fingerprint));
  const stored = isKnown ? new Map<string, DiagnosisRecord>() : await ports.readDiagnoses(incident.id);
  const view = viewOf(record, incident, new Map([...stored, ...diagnoses]), news);
  // Two writers may decide the same number at once; the id of the one that wins the race names its own words.
  const words = shortHash(JSON.stringify([kind, at, view]));
  return { kind, alertId: `${incident.id}/${incident.revision}-${words}`, at, view };
}

const entryOf = (alert: Alert, subject: Subject): Row => {
  const { alertId, at, kind } = alert;
  const view = isIncidentAlert(alert) ? alert.view : undefined;
  const said = view?.causes[0]?.title ?? view?.state ?? ('notice' in alert ? alert.notice.title : '');
  return defined({
    type: 'entry',
    subject,
    entryId: `alert/${alertId}`,
    at,
    what: `alert-${kind}`,
    title: `${kind}: ${said}`.slice(0, 200),
    episode: view && Number(view.incidentId.slice(view.incidentId.lastIndexOf('#') + 1)),
  }) as Row;
};

/** What others owed and may not have published goes first: nobody must hear of an end before its beginning. */
async function publishInTurn(owed: readonly string[], alerts: readonly Alert[], ports: CarryOutPorts): Promise<void> {
  for (const alertId of owed) await publishStored(alertId, ports);
  for (const alert of alerts) await publishAlert(alert, ports);
}

/** An alert that was owed for so long that its body has expired is given up: it must not hold up the ones after it. */
async function publishStored(alertId: string, ports: CarryOutPorts): Promise<void> {
  const alert = await ports.readAlert(alertId);
  if (alert !== undefined) return publishAlert(alert, ports);
  ports.report('an alert cannot be told any more', new Error(`the body of alert ${alertId} is missing`));
  ports.count('DeadDeliveries', 1);
}

/** Takes what went out from the record's outbox. */
async function markPublished(
  subject: Subject,
  alertIds: readonly string[],
  ports: StorePorts,
  thresholds: Thresholds,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const record = await ports.readRecord(subject);
    const outbox = record.outbox.filter((id) => !alertIds.includes(id));
    if (outbox.length === record.outbox.length) return;
    const left = { ...record, outbox };
    if (await ports.writeRecord(left, dueAtOf(left, ports.now(), thresholds))) return;
  }
  // The alert is out; the watch publishes it once more, with the same id, and tries to mark it again.
}

/** Publishes what a record owed and nobody has published since: somebody was cut off between record and topic. */
export async function publishOwed(
  { subject, outbox }: ServiceRecord,
  ports: CarryOutPorts,
  thresholds: Thresholds,
): Promise<void> {
  if (outbox.length === 0) return;
  const fresh = await ports.readRecord(subject);
  const owed = outbox.filter((alertId) => fresh.outbox.includes(alertId));
  for (const alertId of owed) await publishStored(alertId, ports);
  await markPublished(subject, owed, ports, thresholds);
}
