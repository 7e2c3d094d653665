import type { ServiceRecord } from '../domain/incident/service-record';
import { atMost } from './at-most';
import type { StorePorts } from './ports';

const MOST_RECORDS = 10_000;
const READ_AT_ONCE = 16;

/** The records of all services in the index of what is due: those that are open, watched, held or under change. */
export async function readDueServices(
  ports: Pick<StorePorts, 'readDue' | 'readRecord'>,
): Promise<readonly ServiceRecord[]> {
  const due = await ports.readDue(Number.MAX_SAFE_INTEGER, MOST_RECORDS);
  const subjects = due.flatMap((one) => (one.kind === 'record' && one.subject.kind === 'service' ? one.subject : []));
  return atMost(READ_AT_ONCE, subjects, (subject) => ports.readRecord(subject));
}
