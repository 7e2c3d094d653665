import { type Change, unchanged } from '../domain/incident/change';
import type { EntryRow } from '../domain/incident/row';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { Subject } from '../domain/incident/subject';
import type { Thresholds } from '../domain/incident/thresholds';
import { defined } from '../domain/json';
import { counted } from '../domain/text/counted';
import { type CarryOutPorts, carryOut } from './carry-out';

/** The record as it was. */
export interface Unlatched {
  readonly before: ServiceRecord;
}

/** Lets ecs-medic act for a service again after actions that did not end well: they are forgotten. */
export async function unlatch(subject: Subject, ports: CarryOutPorts, thresholds: Thresholds): Promise<Unlatched> {
  let before: ServiceRecord | undefined;
  await carryOut(
    subject,
    (record) => {
      before = record;
      return record.failedActions === undefined ? unchanged(record) : withoutFailures(record, ports.now());
    },
    ports,
    thresholds,
  );
  return { before: before ?? (await ports.readRecord(subject)) };
}

function withoutFailures(record: ServiceRecord, at: number): Change {
  const { subject, failedActions = 0 } = record;
  const row: EntryRow = {
    type: 'entry',
    subject,
    entryId: `unlatch/${at}`,
    at,
    what: 'unlatch',
    title: `unlatched by command after ${counted(failedActions, 'action')} that did not end well`,
  };
  return { ...unchanged(defined({ ...record, failedActions: undefined }) as ServiceRecord), rows: [row] };
}
