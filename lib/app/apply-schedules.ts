import { SCHEDULE_OVERRIDE_TAG, SCHEDULE_TAG } from '../domain/action/action-tags';
import { withObstacle } from '../domain/action/obstacle';
import { unchanged } from '../domain/incident/change';
import type { ServiceRecord } from '../domain/incident/service-record';
import { type Subject, subjectKey } from '../domain/incident/subject';
import type { Service } from '../domain/service';
import type { ActingPolicy } from './action-policy';
import { carryOut } from './carry-out';
import type { ChangePorts } from './change-request';
import { followSchedule } from './follow-schedule';
import { Pace } from './pace';
import type { InventoryPorts } from './ports';
import { readReadableServices } from './read-due-services';
import { watches } from './responder-policy';
import { settleLeftBehind } from './settle-left-behind';

export type SchedulePorts = ChangePorts & InventoryPorts;

/** What a run saw and did. */
export interface ScheduleReport {
  /** Services with a schedule, or asleep by one. */
  readonly scheduled: number;
  readonly changed: number;
  /** Services and clusters that could not be looked at. */
  readonly failed: number;
  /** The time was over; the next run goes on. */
  readonly isCutOff: boolean;
}

const DESCRIBED_AT_ONCE = 10;
const CHANGED_AT_ONCE = 4;
/** Milliseconds after which no other service is taken up: the function may take 280 s. */
const TIME_TO_LOOK = 220_000;
/** The same for changes that an earlier run left behind. */
const TIME_TO_SETTLE = 60_000;

/**
 * One run over all services that have a schedule: asks of each whether it should be up now, and brings it there. A
 * missed run heals at the next one.
 */
export async function applySchedules(ports: SchedulePorts, acting: ActingPolicy): Promise<ScheduleReport> {
  const startedAt = ports.now();
  const pace = new Pace(ports);
  let failed = 0;
  const found: Service[] = [];
  const clusters = acting.clusters === '*' ? await pace.call(() => ports.listClusters()) : acting.clusters;
  const { records } = await readReadableServices(ports);
  await settleLeftBehind(records, ['schedule'], startedAt + TIME_TO_SETTLE, ports, acting);
  await tellOfUnwatched(records, ports, acting);
  const asleep = asleepOf(records);
  for (const cluster of [...clusters].sort())
    try {
      found.push(...(await scheduledIn(cluster, asleep, pace, ports)));
    } catch (error) {
      failed += 1;
      ports.report(`the schedules of cluster ${cluster} could not be read`, error);
      ports.count('SchedulesFailed', 1);
    }
  let changed = 0;
  let isCutOff = false;
  for (let start = 0; start < found.length && !isCutOff; start += CHANGED_AT_ONCE) {
    isCutOff = ports.now() - startedAt > TIME_TO_LOOK;
    if (isCutOff) break;
    const some = found.slice(start, start + CHANGED_AT_ONCE);
    const followed = await Promise.all(some.map((service) => follow(service, ports, acting)));
    changed += followed.filter((one) => one === 'changed').length;
    failed += followed.filter((one) => one === 'failed').length;
  }
  return { scheduled: found.length, changed, failed, isCutOff };
}

/** Services that a schedule put to sleep, or whose scaling it still has to put back: one of them may have lost its tag. */
const asleepOf = (records: readonly ServiceRecord[]): ReadonlySet<string> =>
  new Set(
    records
      .filter(({ hold, leftAlone }) => hold?.owner === 'schedule' || leftAlone?.scalableTarget !== undefined)
      .map(({ subject }) => subjectKey(subject)),
  );

/** What sleeps in a cluster that is not watched any more is woken by nobody: that is told, with the commands. */
async function tellOfUnwatched(
  records: readonly ServiceRecord[],
  ports: SchedulePorts,
  acting: ActingPolicy,
): Promise<void> {
  for (const { subject, hold } of records) {
    if (hold?.owner !== 'schedule' || watches(acting, subject.cluster)) continue;
    const reason = `the cluster ${subject.cluster} is not watched any more`;
    const refused = { decision: 'refuse', guard: 'unreadable', reason, answers: [] } as const;
    try {
      await carryOut(
        subject,
        (fresh) =>
          fresh.hold?.owner === 'schedule' ? withObstacle(fresh, 'restore', refused, ports.now()) : unchanged(fresh),
        ports,
        acting.thresholds,
      );
    } catch (error) {
      ports.report(`that ${subjectKey(subject)} sleeps where nobody watches could not be told`, error);
    }
  }
}

async function scheduledIn(
  cluster: string,
  asleep: ReadonlySet<string>,
  pace: Pace,
  ports: SchedulePorts,
): Promise<readonly Service[]> {
  const names = await pace.call(() => ports.listServices(cluster));
  const found: Service[] = [];
  for (let start = 0; start < names.length; start += DESCRIBED_AT_ONCE) {
    const asked = names.slice(start, start + DESCRIBED_AT_ONCE);
    for (const service of await pace.call(() => ports.describeServices(cluster, asked)))
      if (isScheduled(service) || asleep.has(subjectKey(subjectOf(cluster, service)))) found.push(service);
  }
  return found;
}

const isScheduled = ({ tags }: Service): boolean =>
  tags?.has(SCHEDULE_TAG) === true || tags?.has(SCHEDULE_OVERRIDE_TAG) === true;

const subjectOf = (cluster: string, { name }: Service): Subject => ({ kind: 'service', cluster, name });

async function follow(
  service: Service,
  ports: SchedulePorts,
  acting: ActingPolicy,
): Promise<'changed' | 'as-it-was' | 'failed'> {
  const subject = subjectOf(service.cluster, service);
  try {
    return (await followSchedule(subject, service, ports, acting)) ? 'changed' : 'as-it-was';
  } catch (error) {
    ports.report(`the schedule of ${subjectKey(subject)} could not be followed`, error);
    ports.count('SchedulesFailed', 1);
    return 'failed';
  }
}
