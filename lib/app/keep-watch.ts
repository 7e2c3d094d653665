import { attend } from '../domain/incident/attend';
import { unchanged } from '../domain/incident/change';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { Subject } from '../domain/incident/subject';
import { subjectKey } from '../domain/incident/subject';
import { type CarryOutPorts, carryOut, publishOwed } from './carry-out';
import type { WatchPolicy } from './responder-policy';

/** Taken up by one run; the next one goes on with the rest. */
const MOST_DUE = 500;
const AT_ONCE = 8;

/**
 * What time brings, from the table alone: hold-downs that end, waits for evidence that are over, reminders, alerts that
 * were cut off before the topic, deliveries to be tried again. Each thing that is due is read again before anything is
 * done; one that fails is left for the next run and does not harm the others. The heartbeat says that none failed.
 */
export async function keepWatch(ports: CarryOutPorts, policy: WatchPolicy): Promise<void> {
  const now = ports.now();
  const due = await ports.readDue(now, MOST_DUE);
  const subjects = due.flatMap((one) => (one.kind === 'record' ? one.subject : []));
  const deliveries = due.flatMap((one) => (one.kind === 'delivery' ? one.key : []));
  let isWell = true;
  for (let start = 0; start < subjects.length; start += AT_ONCE) {
    const some = subjects.slice(start, start + AT_ONCE);
    const attended = await Promise.all(some.map((subject) => attendTo(subject, ports, policy)));
    isWell &&= attended.every(Boolean);
  }
  if (deliveries.length > 0) await ports.nudge(deliveries);
  if (isWell) ports.count('Heartbeat', 1);
}

/** Whether it could be attended to. */
async function attendTo(subject: Subject, ports: CarryOutPorts, { thresholds }: WatchPolicy): Promise<boolean> {
  let owing: ServiceRecord | undefined;
  try {
    await carryOut(
      subject,
      (record) => {
        owing = record.outbox.length > 0 ? record : undefined;
        return unchanged(attend(record, ports.now(), thresholds));
      },
      ports,
      thresholds,
      { refresh: true },
    );
    if (owing !== undefined) await publishOwed(owing, ports, thresholds);
    return true;
  } catch (error) {
    ports.report(`${subjectKey(subject)} was due and could not be attended to; it stays due`, error);
    return false;
  }
}
