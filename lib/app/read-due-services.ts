import type { ServiceRecord } from '../domain/incident/service-record';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { atMost } from './at-most';
import type { MetricsPort, StorePorts } from './ports';

const MOST_RECORDS = 10_000;
const READ_AT_ONCE = 16;

/** The records of all services in the index of what is due: those that are open, watched, held or under change. */
export async function readDueServices(
  ports: Pick<StorePorts, 'readDue' | 'readRecord'>,
): Promise<readonly ServiceRecord[]> {
  return atMost(READ_AT_ONCE, await dueSubjects(ports), (subject) => ports.readRecord(subject));
}

export interface ReadServices {
  readonly records: readonly ServiceRecord[];
  /** How many could not be read. */
  readonly unread: number;
}

/** The same for a run that goes on without what cannot be read: that is reported and left out, so that it harms no other. */
export async function readReadableServices(
  ports: Pick<StorePorts, 'readDue' | 'readRecord'> & Pick<MetricsPort, 'report'>,
): Promise<ReadServices> {
  const subjects = await dueSubjects(ports);
  const read = await atMost(READ_AT_ONCE, subjects, async (subject) => {
    try {
      return await ports.readRecord(subject);
    } catch (error) {
      ports.report(`the record of ${subjectKey(subject)} could not be read, so nothing is done to it`, error);
      return undefined;
    }
  });
  const records = read.filter((record) => record !== undefined);
  return { records, unread: subjects.length - records.length };
}

async function dueSubjects(ports: Pick<StorePorts, 'readDue'>): Promise<readonly Subject[]> {
  const due = await ports.readDue(Number.MAX_SAFE_INTEGER, MOST_RECORDS);
  return due.flatMap((one) => (one.kind === 'record' && one.subject.kind === 'service' ? one.subject : []));
}
