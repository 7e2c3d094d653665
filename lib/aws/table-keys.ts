import { createHash } from 'node:crypto';
import type { DeliveryKey } from '../domain/delivery/delivery';
import type { Row } from '../domain/incident/row';
import { parseSubjectKey, type Subject, subjectKey } from '../domain/incident/subject';
import { DUE_SHARDS } from './table-definition';

/** Key of one item. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** DynamoDB takes 2,048 bytes of a partition key and 1,024 of a sort key; the prefix has room beside it. */
const LONGEST_PARTITION = 1_536;
const LONGEST_SORT = 768;

export const STOP_PREFIX = 'STOP#';
export const ENTRY_PREFIX = 'ENTRY#';
export const ALERT_PREFIX = 'ALERT#';

export const recordKey = (subject: Subject): ItemKey => ({ pk: partitionOf(subject), sk: 'RECORD' });

export const stopKey = (subject: Subject, taskId: string): ItemKey => ({
  pk: partitionOf(subject),
  sk: `${STOP_PREFIX}${shortened(taskId, LONGEST_SORT)}`,
});

/** Entries sort by the time of what they tell; decisions of all services lie together by the day. */
export function rowKey(row: Row): ItemKey {
  if (row.type === 'stop') return stopKey(row.subject, row.taskId);
  if (row.type === 'entry')
    return {
      pk: partitionOf(row.subject),
      sk: `${ENTRY_PREFIX}${timeOf(row.at)}#${shortened(row.entryId, LONGEST_SORT)}`,
    };
  const name = shortened(`${subjectKey(row.subject)} ${row.decisionId}`, LONGEST_SORT);
  return { pk: decisionsPartition(row.at), sk: `${timeOf(row.at)}#${name}` };
}

/** `DECISIONS#2026-11-25`, by the day in UTC. */
export const decisionsPartition = (at: number): string => `${DECISIONS_PREFIX}${timeOf(at).slice(0, 10)}`;
export const DECISIONS_PREFIX = 'DECISIONS#';

export const LEDGER_KEY: ItemKey = { pk: 'ACTIONS', sk: 'LEDGER' };

export const incidentPartition = (incidentId: string): string => `I#${shortened(incidentId, LONGEST_PARTITION)}`;

export const DIAGNOSIS_PREFIX = 'DIAGNOSIS#';

export const diagnosisKey = (incidentId: string, fingerprint: string): ItemKey => ({
  pk: incidentPartition(incidentId),
  sk: `${DIAGNOSIS_PREFIX}${shortened(fingerprint, LONGEST_SORT)}`,
});

/** `incident/7-3fa9c012` lies with its incident, in the order of the numbers; ids of another form lie together. */
export function alertKey(alertId: string): ItemKey {
  const slash = alertId.lastIndexOf('/');
  const [, number, rest] = /^([1-9]\d{0,8})(|-.{1,200})$/su.exec(alertId.slice(slash + 1)) ?? [];
  return slash < 1 || number === undefined
    ? { pk: 'I#digest', sk: `${ALERT_PREFIX}${shortened(alertId, LONGEST_SORT)}` }
    : { pk: incidentPartition(alertId.slice(0, slash)), sk: `${ALERT_PREFIX}${number.padStart(6, '0')}${rest}` };
}

export const deliveryKey = ({ channel, thread }: DeliveryKey): ItemKey => ({
  pk: channelPartition(channel),
  sk: `${THREAD}${shortened(thread, LONGEST_SORT)}`,
});

export const channelKey = (channel: string): ItemKey => ({ pk: channelPartition(channel), sk: 'CHANNEL' });

export const WATCH_KEY: ItemKey = { pk: 'WATCH', sk: 'STATE' };

/** The partition of the index that an item stands in while it is due. */
export const dueShardOf = ({ pk }: ItemKey): string =>
  DUE_SHARDS[(digestOf(pk)[0] ?? 0) % DUE_SHARDS.length] ?? DUE_SHARDS[0];

export type DueKey =
  | { readonly kind: 'record'; readonly subject: Subject }
  | { readonly kind: 'delivery'; readonly key: DeliveryKey };

/**
 * What a key in the index names. `shortened-…` where a part of it is a hash, so that only the item itself can tell;
 * undefined where it is no key of a document that can be due.
 */
export function parseDueKey({ pk, sk }: ItemKey): DueKey | 'shortened-record' | 'shortened-delivery' | undefined {
  const name = pk.slice(2);
  if (pk.startsWith('S#') && sk === 'RECORD') {
    if (isShortened(pk)) return 'shortened-record';
    const subject = parseSubjectKey(name);
    return subject === undefined ? undefined : { kind: 'record', subject };
  }
  if (!pk.startsWith('D#') || !sk.startsWith(THREAD)) return undefined;
  if (isShortened(pk) || isShortened(sk)) return 'shortened-delivery';
  return { kind: 'delivery', key: { channel: name, thread: sk.slice(THREAD.length) } };
}

const THREAD = 'THREAD#';

const partitionOf = (subject: Subject): string => `S#${shortened(subjectKey(subject), LONGEST_PARTITION)}`;

const channelPartition = (channel: string): string => `D#${shortened(channel, LONGEST_PARTITION)}`;

/** Of a time beyond what a date can hold the number itself. */
const timeOf = (at: number): string => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at));

const SHORTENED = /~[0-9a-f]{32}$/;

/** The key may hold a hash instead of the name itself. */
export const isShortened = (key: string): boolean => SHORTENED.test(key);

/** A name that is too long for a key is cut, and told from others that begin alike by a hash of the whole. */
function shortened(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  return `${text.slice(0, 64).replace(/[\ud800-\udbff]$/, '')}~${digestOf(text).toString('hex').slice(0, 32)}`;
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
