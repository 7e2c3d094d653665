import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import type { Look } from './look';
import type { Notice } from './notice';
import type { Row } from './row';
import type { ServiceRecord } from './service-record';

/** What a decision makes of a record, and what must be written and asked beside it. */
export interface Change {
  readonly record: ServiceRecord;
  /** Rows that must not be lost once the record forgets about them: they are written before it. */
  readonly owed: readonly Row[];
  readonly rows: readonly Row[];
  /** By fingerprint, of the record's incident. */
  readonly diagnoses: ReadonlyMap<string, DiagnosisRecord>;
  readonly looks: readonly Look[];
  /** To be told beside the incident, each once. */
  readonly notices?: readonly Notice[];
}

export const unchanged = (record: ServiceRecord): Change => ({
  record,
  owed: [],
  rows: [],
  diagnoses: new Map(),
  looks: [],
});
