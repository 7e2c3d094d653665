import { withNews } from '../domain/action/news';
import { isTriedLately, withObstacle, withoutObstacle } from '../domain/action/obstacle';
import { withoutHold } from '../domain/action/watch-hold';
import type { Change } from '../domain/incident/change';
import type { ServiceRecord } from '../domain/incident/service-record';
import { defined } from '../domain/json';
import type { ActingPolicy } from './action-policy';
import { carryOut } from './carry-out';
import type { ChangePorts } from './change-request';
import { putTargetBack } from './put-target-back';
import { whatForbids } from './what-forbids';

/**
 * What the schedule remembered is over: what scaled the service is put back, where nobody else did. Until that is done it
 * stays remembered.
 */
export async function forgetSleep(record: ServiceRecord, ports: ChangePorts, acting: ActingPolicy): Promise<boolean> {
  const { subject } = record;
  const target = record.leftAlone?.scalableTarget ?? record.hold?.scalableTarget;
  let remarks: readonly string[] = [];
  if (target !== undefined) {
    if (isTriedLately(record, 'restore', ports.now())) return false;
    const forbidden = await whatForbids(ports, acting);
    const back = await putTargetBack(target, { cluster: subject.cluster, service: subject.name }, ports, forbidden);
    if (back.isLeftSuspended) {
      if (forbidden !== undefined) return false;
      const reason = back.remarks.join(' ').replace(/\.$/, '');
      const refused = { decision: 'refuse', guard: 'auto-scaling', reason, answers: [] } as const;
      await carryOut(
        subject,
        (fresh) => withObstacle(fresh, 'restore', refused, ports.now()),
        ports,
        acting.thresholds,
      );
      return false;
    }
    remarks = back.remarks;
  }
  await carryOut(subject, (fresh) => forgotten(fresh, record, remarks, ports.now()), ports, acting.thresholds);
  return target !== undefined;
}

/** Another hold than the one that was seen was made meanwhile, and stays. */
function forgotten(
  fresh: ServiceRecord,
  { hold, leftAlone }: ServiceRecord,
  remarks: readonly string[],
  now: number,
): Change {
  const free = fresh.hold?.since === hold?.since ? withoutHold(fresh) : fresh;
  const change = withoutObstacle(defined({ ...free, leftAlone: undefined }) as ServiceRecord);
  const [first, ...rest] = remarks;
  if (first === undefined) return change;
  return withNews(
    change,
    {
      key: `schedule/forgotten/${hold?.since ?? leftAlone?.until}`,
      title: 'follows its schedule again, but scales otherwise than before',
      lines: [first, ...rest],
      commands: [],
      severity: 'info',
      loud: true,
    },
    now,
  );
}
