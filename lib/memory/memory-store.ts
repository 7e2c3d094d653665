import type { DecisionsPort, LedgerPorts } from '../app/action-ports';
import type { DeadDeliveriesPort } from '../app/operator-ports';
import type { Due, StorePorts } from '../app/ports';
import { type ActionLedger, newActionLedger } from '../domain/action/action-ledger';
import type { DecisionRow } from '../domain/action/decision-row';
import {
  type ChannelState,
  type Delivery,
  type DeliveryKey,
  newChannelState,
  newDelivery,
} from '../domain/delivery/delivery';
import type { DiagnosisRecord } from '../domain/diagnosis/diagnosis-record';
import type { Alert } from '../domain/incident/alert';
import { type Row, rowIdOf, type StopRow } from '../domain/incident/row';
import { newRecord, type ServiceRecord } from '../domain/incident/service-record';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { newWatchState, type WatchState } from '../domain/incident/watch-state';

/** The table in memory, and what only somebody who looks at all of it can see. Nothing in it expires. */
export interface MemoryStore extends StorePorts, DeadDeliveriesPort, LedgerPorts, DecisionsPort {
  records(): readonly ServiceRecord[];
  /** In the order in which their rows were first written. */
  rows(): readonly Row[];
  /** In the order in which they were first written. */
  alerts(): readonly Alert[];
  deliveries(): readonly Delivery[];
  channels(): readonly ChannelState[];
  /** All that is or will be due, earliest first. */
  allDue(): readonly Due[];
}

/**
 * The store of `replay`, of the simulation and of tests. Like the table it keeps JSON: what is read is a copy that
 * nobody else has, and what JSON does not know (undefined members, maps) is not kept.
 */
export function memoryStore(now: () => number): MemoryStore {
  const records = new Documents<ServiceRecord>();
  const deliveries = new Documents<Delivery>();
  const channels = new Documents<ChannelState>();
  const watch = new Documents<WatchState>();
  const ledger = new Documents<ActionLedger>();
  const rows = new Map<string, string>();
  const diagnoses = new Map<string, Map<string, string>>();
  const alerts = new Map<string, string>();

  const allDue = (): readonly Due[] =>
    [...records.due(), ...deliveries.due()].sort((a, b) => a.at - b.at).map((one) => ({ ...one }));

  return {
    now,
    async readRecord(subject) {
      return records.read(subjectKey(subject)) ?? newRecord(subject);
    },
    async writeRecord(record, dueAt) {
      const subject = { ...record.subject };
      return records.write(
        subjectKey(subject),
        record,
        dueAt === undefined ? undefined : { kind: 'record', subject, at: dueAt },
      );
    },
    async readStops(subject, taskIds) {
      const stops = new Map<string, StopRow>();
      for (const taskId of taskIds) {
        const row = rows.get(stopKey(subject, taskId));
        if (row !== undefined) stops.set(taskId, JSON.parse(row) as StopRow);
      }
      return stops;
    },
    async writeRows(written) {
      for (const row of written) rows.set(rowKey(row), JSON.stringify(row));
    },
    async readDiagnoses(incidentId) {
      const found = new Map<string, DiagnosisRecord>();
      for (const [fingerprint, diagnosis] of diagnoses.get(incidentId) ?? [])
        found.set(fingerprint, JSON.parse(diagnosis) as DiagnosisRecord);
      return found;
    },
    async writeDiagnosis(incidentId, fingerprint, diagnosis) {
      const ofIncident = diagnoses.get(incidentId) ?? new Map<string, string>();
      diagnoses.set(incidentId, ofIncident.set(fingerprint, JSON.stringify(diagnosis)));
    },
    async readAlert(alertId) {
      const alert = alerts.get(alertId);
      return alert === undefined ? undefined : (JSON.parse(alert) as Alert);
    },
    async writeAlert(alert) {
      alerts.set(alert.alertId, JSON.stringify(alert));
    },
    async readDelivery(key) {
      return deliveries.read(deliveryKey(key)) ?? newDelivery(key);
    },
    async writeDelivery(delivery, dueAt) {
      const key = { ...delivery.key };
      return deliveries.write(
        deliveryKey(key),
        delivery,
        dueAt === undefined ? undefined : { kind: 'delivery', key, at: dueAt },
      );
    },
    async readChannel(channel) {
      return channels.read(channel) ?? newChannelState(channel);
    },
    async writeChannel(state) {
      return channels.write(state.channel, state);
    },
    async readWatch() {
      return watch.read('') ?? newWatchState();
    },
    async writeWatch(state) {
      return watch.write('', state);
    },
    async readLedger() {
      return ledger.read('') ?? newActionLedger();
    },
    async writeLedger(state) {
      return ledger.write('', state);
    },
    async readDecisions(since) {
      return [...rows.values()]
        .map((row) => JSON.parse(row) as Row)
        .filter((row): row is DecisionRow => row.type === 'decision' && row.at >= since)
        .sort((a, b) => a.at - b.at);
    },
    async readDue(time, most) {
      return allDue()
        .filter(({ at }) => at <= time)
        .slice(0, most);
    },
    async readDeadDeliveries() {
      return deliveries
        .all()
        .filter(({ dead }) => dead !== undefined)
        .sort((a, b) => (a.dead?.at ?? 0) - (b.dead?.at ?? 0))
        .map(({ key }) => key);
    },
    records: () => records.all(),
    rows: () => [...rows.values()].map((row) => JSON.parse(row) as Row),
    alerts: () => [...alerts.values()].map((alert) => JSON.parse(alert) as Alert),
    deliveries: () => deliveries.all(),
    channels: () => channels.all(),
    allDue,
  };
}

/** Documents of one kind, each written only where its version is still the one that was read. */
class Documents<T extends { readonly version: number }> {
  readonly #stored = new Map<string, { readonly version: number; readonly json: string }>();
  readonly #due = new Map<string, Due>();

  read(key: string): T | undefined {
    const stored = this.#stored.get(key);
    return stored === undefined ? undefined : (JSON.parse(stored.json) as T);
  }

  write(key: string, document: T, due?: Due): boolean {
    if (due !== undefined && !Number.isFinite(due.at))
      throw new RangeError(`dueAt: expected milliseconds since 1970, got ${due.at}`);
    const { version } = document;
    if ((this.#stored.get(key)?.version ?? 0) !== version) return false;
    this.#stored.set(key, { version: version + 1, json: JSON.stringify({ ...document, version: version + 1 }) });
    if (due === undefined) this.#due.delete(key);
    else this.#due.set(key, due);
    return true;
  }

  all(): readonly T[] {
    return [...this.#stored.values()].map(({ json }) => JSON.parse(json) as T);
  }

  due(): Iterable<Due> {
    return this.#due.values();
  }
}

const stopKey = (subject: Subject, taskId: string): string => JSON.stringify([subjectKey(subject), 'stop', taskId]);

const rowKey = (row: Row): string =>
  row.type === 'stop'
    ? stopKey(row.subject, row.taskId)
    : JSON.stringify([subjectKey(row.subject), row.type, row.at, rowIdOf(row)]);

const deliveryKey = ({ channel, thread }: DeliveryKey): string => JSON.stringify([channel, thread]);
