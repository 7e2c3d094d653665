import type { TimelineReads } from '../app/timeline-ports';
import type { Alert } from '../domain/incident/alert';
import type { EntryRow, StopRow } from '../domain/incident/row';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { Subject } from '../domain/incident/subject';
import { defined } from '../domain/json';
import { type Attributes, attributesOf, numberIn, textIn } from './attributes';
import { ScanCommand } from './clients/dynamodb-scan';
import { bodyOf } from './item-body';
import type { ItemForm } from './item-form';
import { ALERT, ENTRY, RECORD, STOP } from './item-forms';
import { type TableOptions, table } from './table';
import { TABLE } from './table-definition';
import { ALERT_PREFIX, ENTRY_PREFIX, type ItemKey, incidentPartition, recordKey, STOP_PREFIX } from './table-keys';
import { ROW_DAYS } from './table-store';

/** Parts in which the whole table is read at the same time. */
const SEGMENTS = 4;

/** What a timeline reads of the table: whole partitions, and the whole table where somebody asks for every incident. */
export function timelineReads(options: TableOptions): TimelineReads {
  const items = table(options);
  const { client, tableName } = options;

  async function rowsOf<T>(
    subject: Subject,
    prefix: string,
    form: ItemForm,
    more: (key: ItemKey, body: object) => object,
  ): Promise<readonly T[]> {
    const partition = recordKey(subject).pk;
    const found = await items.query(partition, prefix);
    return found.map((item) => {
      const key = { pk: partition, sk: textIn(item, TABLE.sortKey) ?? '' };
      const body = bodyOf(item, key, form);
      return defined({ ...more(key, body), ...body, subject, recordedAt: writtenAt(item) }) as T;
    });
  }

  /** The records in one part of the table. */
  async function scan(segment: number, onPage: () => void): Promise<readonly ServiceRecord[]> {
    const records: ServiceRecord[] = [];
    let from: Attributes | undefined;
    do {
      const answer = await client.send(
        new ScanCommand({
          TableName: tableName,
          Segment: segment,
          TotalSegments: SEGMENTS,
          FilterExpression: '#sk = :record',
          ExpressionAttributeNames: { '#sk': TABLE.sortKey },
          ExpressionAttributeValues: attributesOf({ ':record': 'RECORD' }),
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      onPage();
      for (const item of answer.Items ?? []) {
        const key = { pk: textIn(item, TABLE.partitionKey) ?? '', sk: textIn(item, TABLE.sortKey) ?? '' };
        const version = numberIn(item, 'version') ?? 0;
        records.push({ ...(bodyOf(item, key, RECORD) as unknown as ServiceRecord), version });
      }
      from = answer.LastEvaluatedKey;
    } while (from !== undefined);
    return records;
  }

  return {
    async readRows(subject) {
      const [stops, entries] = await Promise.all([
        rowsOf<StopRow>(subject, STOP_PREFIX, STOP, ({ sk }) => ({
          type: 'stop',
          taskId: sk.slice(STOP_PREFIX.length),
        })),
        rowsOf<EntryRow>(subject, ENTRY_PREFIX, ENTRY, () => ({ type: 'entry' })),
      ]);
      return [...stops, ...entries];
    },
    async readAlerts(incidentId) {
      const partition = incidentPartition(incidentId);
      const found = await items.query(partition, ALERT_PREFIX);
      return found.map((item) => {
        const key = { pk: partition, sk: textIn(item, TABLE.sortKey) ?? '' };
        return bodyOf(item, key, ALERT) as unknown as Alert;
      });
    },
    async readRecords(onPage = () => undefined) {
      const parts = await Promise.all(Array.from({ length: SEGMENTS }, (_, segment) => scan(segment, onPage)));
      return parts.flat().filter(({ incident }) => incident !== undefined);
    },
  };
}

/** When a row was written last, to the second: it expires so many days later. */
function writtenAt(item: Attributes): number | undefined {
  const expiry = numberIn(item, TABLE.expiry);
  return expiry === undefined ? undefined : expiry * 1000 - ROW_DAYS * 86_400_000;
}
