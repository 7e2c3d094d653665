import type { MetricName } from '../../../lib/app/ports';
import { isOpen } from '../../../lib/domain/incident/incident';
import { isIncidentAlert } from '../../../lib/domain/incident/is-incident-alert';
import { subjectKey } from '../../../lib/domain/incident/subject';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/incident/thresholds';
import type { MemoryStore } from '../../../lib/memory/memory-store';
import type { Weather } from '../engine/weather';
import type { Story } from '../stories/story';
import type { Watcher } from './watcher';

/** The wait for evidence, a minute until keep-watch comes by, and a little. Milliseconds. */
const MOST_WAITED = DEFAULT_THRESHOLDS.evidencePatience + 75_000;

/** I-2, I-5, I-9, I-17: nothing is owed any more, every duty to tell was met, every incident ended as its story did. */
export function checkState(
  stories: readonly Story[],
  store: MemoryStore,
  watcher: Watcher,
  metrics: ReadonlyMap<MetricName, number>,
  weather: Weather,
): void {
  const wasFair = weather.faults.size === 0 && weather.outages.length === 0 && weather.drop + weather.late === 0;
  const rows = new Set(store.rows().map((row) => (row.type === 'stop' ? row.taskId : '')));
  for (const { subject, outbox, pending } of store.records()) {
    const key = subjectKey(subject);
    if (outbox.length > 0) watcher.violate('I-2', `${key} still owes ${outbox.join(', ')}`);
    for (const taskId of pending)
      if (!rows.has(taskId)) watcher.violate('I-8', `${key} counted ${taskId}, whose row is missing`);
  }
  for (const alertId of watcher.owed)
    if (!watcher.publishedAlerts.has(alertId)) watcher.violate('I-2', `${alertId} was owed and never published`);
  const dead = store.deliveries().filter((delivery) => delivery.dead !== undefined);
  for (const delivery of store.deliveries()) {
    if (delivery.lease !== undefined) watcher.violate('I-17', `${delivery.key.thread} is still leased`);
  }
  if (dead.length > (metrics.get('DeadDeliveries') ?? 0))
    watcher.violate('I-2', `${dead.length} deliveries were given up, the alarm heard of fewer`);
  for (const [id, { incident, record }] of watcher.incidents) {
    const { running, desired = 0 } = incident;
    if (incident.toldAt === undefined && isOpen(incident) && running === 0 && desired > 0 && record.mute === undefined)
      watcher.violate('I-2', `${id}: nothing of ${desired} runs, and nobody was told`);
    if (incident.toldAt === undefined) continue;
    const isPattern = incident.causes.some(({ kind }) => kind === 'transient');
    const waited = (watcher.toldAt.get(id) ?? 0) - (watcher.openedAt.get(id) ?? 0);
    if (weather.onlyEvidence && !isPattern && !watcher.muted.has(id) && waited > MOST_WAITED)
      watcher.violate('I-9', `${id} was told ${waited} ms after it opened: evidence could not be read`);
    const told = [...watcher.publishedAlerts.values()].flatMap(({ alert }) =>
      isIncidentAlert(alert) && alert.view.incidentId === id ? alert : [],
    );
    if (incident.baseline && incident.revision === 0) continue;
    if (!told.some(({ kind }) => kind === 'opened') && !incident.baseline)
      watcher.violate('I-2', `${id} was to be told and its opening was never published`);
    const newest = told.reduce(
      (a, b) => (b.view.revision > a.view.revision ? b : a),
      told[0] ?? { view: { revision: 0, state: '' } },
    );
    if (newest.view.revision !== incident.revision)
      watcher.violate('I-2', `${id} made ${incident.revision} alerts, the last published is ${newest.view.revision}`);
    if (!isOpen(incident) && newest.view.state !== incident.state && record.mute === undefined)
      watcher.violate('I-5', `${id} is ${incident.state}, the last alert says ${newest.view.state}`);
  }
  for (const story of stories) checkStory(story, store, watcher, wasFair);
}

function checkStory(
  { name, subject, told, ends }: Story,
  store: MemoryStore,
  watcher: Watcher,
  wasFair: boolean,
): void {
  const key = subjectKey(subject);
  // What failed before the first sweep is told in its one message.
  const openings = [...watcher.publishedAlerts.values()].filter(({ alert }) =>
    alert.kind === 'digest'
      ? alert.failing.some((one) => subjectKey(one.subject) === key)
      : alert.kind === 'opened' && subjectKey(alert.view.subject) === key,
  );
  const isBaseline = [...watcher.incidents.values()].some(
    ({ incident, record }) => incident.baseline && subjectKey(record.subject) === key,
  );
  const mustTell = !isBaseline && (told === 'always' || (told === 'in-fair-weather' && wasFair));
  if (mustTell && openings.length === 0) watcher.violate('I-2', `${key} (${name}) was never told`);
  if (told === 'never' && openings.length > 0) watcher.violate('I-16', `${key} (${name}) was told: it is normal life`);
  const record = store.records().find((one) => subjectKey(one.subject) === key);
  const state = record?.incident?.state;
  if (ends !== undefined && state !== undefined && !ends.includes(state))
    watcher.violate('I-5', `${key} (${name}) ended as ${state}, expected ${ends.join(' or ')}`);
}
