import type { Alert } from '../domain/incident/alert';
import type { Row } from '../domain/incident/row';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { Subject } from '../domain/incident/subject';
import type { Origin } from '../domain/timeline/facts';
import type { StorePorts } from './ports';

/** What a timeline reads of the table beside single items. Throws where the table cannot be read. */
export interface TimelineReads {
  /** Every row of a subject that has not expired, in no order, with the time at which it was written where that is known. */
  readRows(subject: Subject): Promise<readonly (Row & Pick<Origin, 'recordedAt'>)[]>;
  /** The alerts of an incident whose bodies have not expired, in the order of their numbers. */
  readAlerts(incidentId: string): Promise<readonly Alert[]>;
  /** Every record of the table that has an incident. Reads the whole table: `onPage` hears of each page. */
  readRecords(onPage?: () => void): Promise<readonly ServiceRecord[]>;
}

export type TimelinePorts = TimelineReads & Pick<StorePorts, 'readRecord' | 'readDiagnoses' | 'now'>;
