import type { DecisionsPort, LedgerPorts } from '../app/action-ports';
import type { DeadDeliveriesPort } from '../app/operator-ports';
import type { Due, StorePorts } from '../app/ports';
import { type ActionLedger, newActionLedger } from '../domain/action/action-ledger';
import type { DecisionRow } from '../domain/action/decision-row';
import { type ChannelState, type Delivery, newChannelState, newDelivery } from '../domain/delivery/delivery';
import type { DiagnosisRecord } from '../domain/diagnosis/diagnosis-record';
import type { Alert } from '../domain/incident/alert';
import type { Row, StopRow } from '../domain/incident/row';
import { newRecord, type ServiceRecord } from '../domain/incident/service-record';
import { newWatchState, type WatchState } from '../domain/incident/watch-state';
import { asText } from '../domain/json';
import { numberIn, textIn } from './attributes';
import { fitStop } from './fit-stop';
import { bodyOf } from './item-body';
import { type ItemForm, UnreadableItemError } from './item-form';
import { ALERT, CHANNEL, DECISION, DELIVERY, DIAGNOSIS, ENTRY, LEDGER, RECORD, STOP, WATCH } from './item-forms';
import { type DueEntry, type Item, type TableOptions, table } from './table';
import { DEAD_SHARD, DUE_SHARDS, TABLE } from './table-definition';
import {
  alertKey,
  channelKey,
  DECISIONS_PREFIX,
  DIAGNOSIS_PREFIX,
  decisionsPartition,
  deliveryKey,
  diagnosisKey,
  dueShardOf,
  type ItemKey,
  incidentPartition,
  isShortened,
  LEDGER_KEY,
  parseDueKey,
  recordKey,
  rowKey,
  stopKey,
  WATCH_KEY,
} from './table-keys';

export interface TableStoreOptions extends TableOptions {
  readonly now: () => number;
  /** Days for which diagnoses and the bodies of alerts are kept. Records are kept for ever. */
  readonly evidenceDays: number;
}

/** Days for which stops and the other entries of a timeline are kept: when a row was written is known by its expiry. */
export const ROW_DAYS = 90;
/** Days for which a message can still be edited after it was brought up to date last. */
const DELIVERY_DAYS = 180;
const DAY = 86_400;

type Versioned = ServiceRecord | Delivery | ChannelState | WatchState | ActionLedger;

/** The table behind its port: one DynamoDB table, single items, no transaction. */
export function tableStore(options: TableStoreOptions): StorePorts & DeadDeliveriesPort & LedgerPorts & DecisionsPort {
  const { now, evidenceDays } = options;
  const items = table(options);
  const expiry = (days: number): number => Math.ceil(now() / 1000) + days * DAY;

  async function readDocument<T extends Versioned>(key: ItemKey, form: ItemForm, fresh: T): Promise<T> {
    const item = await items.get(key);
    if (item === undefined) return fresh;
    const body = bodyOf(item, key, form);
    const version = numberIn(item, 'version');
    if (version === undefined || !Number.isSafeInteger(version) || version < 1)
      throw new UnreadableItemError(key, 'a version from 1 on', String(version), 'restore it from a backup');
    return { ...(body as unknown as T), version };
  }

  async function writeDocument(
    key: ItemKey,
    form: ItemForm,
    document: Versioned,
    more: Item['attributes'],
  ): Promise<boolean> {
    const { version, ...body } = document;
    return items.putNext({ key, attributes: { ...stored(form, body), ...more } }, version);
  }

  const rowItem = (row: Row): Item => {
    const key = rowKey(row);
    const expires = { [TABLE.expiry]: expiry(ROW_DAYS) };
    return {
      key,
      attributes: {
        ...(row.type === 'decision' ? stored(DECISION, row) : storedRow(row, key)),
        ...expires,
      },
    };
  };

  /** What stands in the index as a key alone; a key that was shortened must be looked up. */
  async function readDueEntry({ key, dueAt: at }: DueEntry): Promise<Due | undefined> {
    const due = parseDueKey(key);
    // A kind of document that a newer version made is left to that version.
    if (due === undefined) return undefined;
    if (due === 'shortened-record') {
      const item = await items.get(key);
      if (item === undefined) return undefined;
      const { subject } = bodyOf(item, key, RECORD) as unknown as ServiceRecord;
      return { kind: 'record', subject, at };
    }
    if (due === 'shortened-delivery') {
      const item = await items.get(key);
      if (item === undefined) return undefined;
      return { kind: 'delivery', key: (bodyOf(item, key, DELIVERY) as unknown as Delivery).key, at };
    }
    return { ...due, at };
  }

  return {
    now,
    readRecord: (subject) => readDocument(recordKey(subject), RECORD, newRecord(subject)),
    writeRecord(record, dueAt) {
      const key = recordKey(record.subject);
      return writeDocument(key, RECORD, record, dueAttributes(key, dueAt));
    },
    async readStops(subject, taskIds) {
      const asked = new Map(taskIds.map((taskId) => [stopKey(subject, taskId).sk, taskId]));
      const found = await items.getMany(taskIds.map((taskId) => stopKey(subject, taskId)));
      const stops = new Map<string, StopRow>();
      for (const item of found) {
        const sk = textIn(item, TABLE.sortKey) ?? '';
        const taskId = asked.get(sk);
        if (taskId === undefined) continue;
        const body = bodyOf(item, { pk: textIn(item, TABLE.partitionKey) ?? '', sk }, STOP);
        stops.set(taskId, { ...(body as unknown as StopRow), type: 'stop', subject, taskId });
      }
      return stops;
    },
    async writeRows(rows) {
      const lastStop = rows.findLastIndex(({ type }) => type === 'stop');
      const end = lastStop === -1 ? rows.length - 1 : lastStop;
      const last = rows[end];
      if (last === undefined) return;
      const others = rows.filter((_, index) => index !== end);
      await items.putMany(others.map(rowItem));
      await items.put(rowItem(last));
    },
    async readDiagnoses(incidentId) {
      const partition = incidentPartition(incidentId);
      const found = await items.query(partition, DIAGNOSIS_PREFIX);
      return new Map(
        found.map((item) => {
          const key = { pk: partition, sk: textIn(item, TABLE.sortKey) ?? '' };
          const { fingerprint, diagnosis } = bodyOf(item, key, DIAGNOSIS);
          return [asText(fingerprint) ?? '', diagnosis as DiagnosisRecord];
        }),
      );
    },
    writeDiagnosis(incidentId, fingerprint, diagnosis) {
      const attributes = { ...stored(DIAGNOSIS, { fingerprint, diagnosis }), [TABLE.expiry]: expiry(evidenceDays) };
      return items.put({ key: diagnosisKey(incidentId, fingerprint), attributes });
    },
    async readAlert(alertId) {
      const key = alertKey(alertId);
      const item = await items.get(key);
      return item === undefined ? undefined : (bodyOf(item, key, ALERT) as unknown as Alert);
    },
    writeAlert(alert) {
      const attributes = { ...stored(ALERT, alert), [TABLE.expiry]: expiry(evidenceDays) };
      return items.put({ key: alertKey(alert.alertId), attributes });
    },
    readDelivery: (key) => readDocument(deliveryKey(key), DELIVERY, newDelivery(key)),
    writeDelivery(delivery, dueAt) {
      const key = deliveryKey(delivery.key);
      const expires = dueAt === undefined ? { [TABLE.expiry]: expiry(DELIVERY_DAYS) } : {};
      const place =
        delivery.dead === undefined
          ? dueAttributes(key, dueAt)
          : { [TABLE.dueShard]: DEAD_SHARD, [TABLE.dueAt]: delivery.dead.at };
      return writeDocument(key, DELIVERY, delivery, { ...place, ...expires });
    },
    readChannel: (channel) => readDocument(channelKey(channel), CHANNEL, newChannelState(channel)),
    writeChannel: (state) => writeDocument(channelKey(state.channel), CHANNEL, state, {}),
    readWatch: () => readDocument(WATCH_KEY, WATCH, newWatchState()),
    writeWatch: (state) => writeDocument(WATCH_KEY, WATCH, state, {}),
    readLedger: () => readDocument(LEDGER_KEY, LEDGER, newActionLedger()),
    writeLedger: (ledger) => writeDocument(LEDGER_KEY, LEDGER, ledger, {}),
    async readDecisions(since) {
      // What is older has expired.
      const from = Math.max(since, now() - ROW_DAYS * DAY * 1000);
      const days: number[] = [];
      for (let day = startOfDay(from); day <= now(); day += DAY * 1000) days.push(day);
      const found = await Promise.all(
        days.map(async (day) => {
          const partition = decisionsPartition(day);
          const ofDay = await items.query(partition, partition.slice(DECISIONS_PREFIX.length));
          return ofDay.map((item) => {
            const key = { pk: partition, sk: textIn(item, TABLE.sortKey) ?? '' };
            return bodyOf(item, key, DECISION) as unknown as DecisionRow;
          });
        }),
      );
      return found.flat().filter(({ at }) => at >= since);
    },
    async readDue(time, most) {
      const shards = await Promise.all(DUE_SHARDS.map((shard) => items.queryDue(shard, time, most)));
      const earliest = shards
        .flat()
        .sort((a, b) => a.dueAt - b.dueAt)
        .slice(0, most);
      const due = await Promise.all(earliest.map(readDueEntry));
      return due.filter((one) => one !== undefined);
    },
    async readDeadDeliveries() {
      const dead = await items.queryDue(DEAD_SHARD, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY);
      const found = await Promise.all(dead.map(readDueEntry));
      return found.flatMap((one) => (one?.kind === 'delivery' ? one.key : []));
    },
  };
}

const startOfDay = (at: number): number => Math.floor(at / (DAY * 1000)) * DAY * 1000;

const storedRow = (row: Exclude<Row, DecisionRow>, key: ItemKey): Item['attributes'] =>
  stored(row.type === 'stop' ? STOP : ENTRY, bodyOfRow(row.type === 'stop' ? fitStop(row, key) : row, key));

/**
 * A row without what its key says, so that a stop costs one write unit even with the longest names. What was shortened
 * in the key is kept here.
 */
function bodyOfRow(row: Exclude<Row, DecisionRow>, { pk, sk }: ItemKey): object {
  const { type, subject, ...body } = row;
  const named = isShortened(pk) ? { ...body, subject } : body;
  return type === 'entry' || isShortened(sk) ? named : { ...named, taskId: undefined };
}

const stored = ({ schema }: ItemForm, body: object): Item['attributes'] => ({ schema, body: JSON.stringify(body) });

const dueAttributes = (key: ItemKey, dueAt: number | undefined): Item['attributes'] =>
  dueAt === undefined ? {} : { [TABLE.dueShard]: dueShardOf(key), [TABLE.dueAt]: dueAt };
