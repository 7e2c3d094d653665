import { SCHEDULE_OVERRIDE_TAG, SCHEDULE_TAG } from '../domain/action/action-tags';
import { decideSchedule, type ScheduleLevel, type ScheduleStep } from '../domain/action/decide-schedule';
import { isAnotherService } from '../domain/action/hold';
import { withNews } from '../domain/action/news';
import { isTriedLately, withObstacle } from '../domain/action/obstacle';
import { ANOTHER_SERVICE, released, withoutHold } from '../domain/action/watch-hold';
import { type Change, unchanged } from '../domain/incident/change';
import type { ServiceRecord } from '../domain/incident/service-record';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { defined } from '../domain/json';
import { readSchedule } from '../domain/schedule/read-schedule';
import { isGoing, type Service } from '../domain/service';
import type { ActingPolicy } from './action-policy';
import { carryOut } from './carry-out';
import { type ChangePorts, changeService } from './change-service';
import { Pace } from './pace';
import type { InventoryPorts } from './ports';
import { putTargetBack } from './put-target-back';
import { readActionState } from './read-action-state';
import { readReadableServices } from './read-due-services';
import { watches } from './responder-policy';
import { settleLeftBehind } from './settle-left-behind';
import { whatForbids } from './what-forbids';

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
      await write(
        subject,
        (fresh) =>
          fresh.hold?.owner === 'schedule' ? withObstacle(fresh, 'restore', refused, ports.now()) : unchanged(fresh),
        ports,
        acting,
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

/** Whether the service was changed. */
async function followSchedule(
  subject: Subject,
  service: Service,
  ports: SchedulePorts,
  acting: ActingPolicy,
): Promise<boolean> {
  if (isGoing(service) || service.desiredCount === undefined) return false;
  const record = await ports.readRecord(subject);
  if (record.intent !== undefined) return false;
  if (record.hold?.owner === 'schedule' && isAnotherService(record.hold, service)) {
    await write(subject, (fresh) => releasedAsAnother(fresh, service, ports.now()), ports, acting);
    return false;
  }
  const now = ports.now();
  const text = service.tags?.get(SCHEDULE_TAG) ?? '';
  const read = readSchedule(service.tags ?? new Map(), now);
  if (read.state === 'unreadable') {
    const { tag, got, expected, takenAs } = read.problem;
    const reason = `the tag ${tag} says "${got.slice(0, 80)}", expected ${expected}; until it can be read, ${takenAs}`;
    const refused = { decision: 'refuse', guard: 'tag-problem', reason, answers: [] } as const;
    await write(subject, (fresh) => withObstacle(fresh, 'scale-to-zero', refused, ports.now()), ports, acting);
    return false;
  }
  const level: ScheduleLevel = read.state === 'none' ? { level: 'up' } : read.level;
  const step = decideSchedule(record, service.desiredCount, level, text, now);
  switch (step.step) {
    case 'none':
      if (record.obstacle !== undefined) await write(subject, withoutObstacle, ports, acting);
      return false;
    case 'leave-alone':
      await write(subject, (fresh) => leftAlone(fresh, level, text, step, ports.now()), ports, acting);
      return false;
    case 'forget':
      return forget(record, ports, acting);
    default:
      return changeByStep(step.step, record, ports, acting);
  }
}

async function changeByStep(
  step: 'sleep' | 'wake',
  record: ServiceRecord,
  ports: SchedulePorts,
  acting: ActingPolicy,
): Promise<boolean> {
  const action = step === 'sleep' ? 'scale-to-zero' : 'restore';
  if (isTriedLately(record, action, ports.now())) return false;
  const state = await readActionState(record, ports);
  const guards = acting.guards.schedule[action] ?? [];
  const policy = { mode: acting.mode, limits: acting.limits, owner: 'schedule' } as const;
  const { decision, intent } = await changeService({ action, owner: 'schedule', state, guards, policy }, ports, acting);
  if (decision.decision !== 'do') {
    const refused = decision;
    await write(record.subject, (fresh) => withObstacle(fresh, action, refused, ports.now()), ports, acting);
  }
  return intent !== undefined;
}

/**
 * What the schedule remembered is over: what scaled the service is put back, where nobody else did. Until that is done it
 * stays remembered.
 */
async function forget(record: ServiceRecord, ports: SchedulePorts, acting: ActingPolicy): Promise<boolean> {
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
      await write(subject, (fresh) => withObstacle(fresh, 'restore', refused, ports.now()), ports, acting);
      return false;
    }
    remarks = back.remarks;
  }
  await write(subject, (fresh) => forgotten(fresh, record, remarks, ports.now()), ports, acting);
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

function leftAlone(
  record: ServiceRecord,
  { until }: ScheduleLevel,
  schedule: string,
  { reason }: ScheduleStep,
  now: number,
): Change {
  const { hold } = record;
  if (hold?.owner !== 'schedule' || record.intent !== undefined) return unchanged(record);
  const left = defined({
    until: until ?? Number.MAX_SAFE_INTEGER,
    schedule,
    scalableTarget: hold.scalableTarget,
  }) as NonNullable<ServiceRecord['leftAlone']>;
  const change = released(record, hold, reason, now);
  return { ...change, record: { ...change.record, leftAlone: left } };
}

function releasedAsAnother(record: ServiceRecord, service: Service, now: number): Change {
  const { hold } = record;
  return hold?.owner === 'schedule' && isAnotherService(hold, service)
    ? released(record, hold, ANOTHER_SERVICE, now)
    : unchanged(record);
}

const withoutObstacle = (record: ServiceRecord): Change =>
  unchanged(record.obstacle === undefined ? record : (defined({ ...record, obstacle: undefined }) as ServiceRecord));

const write = (
  subject: Subject,
  decide: (record: ServiceRecord) => Change,
  ports: SchedulePorts,
  { thresholds }: ActingPolicy,
): Promise<void> => carryOut(subject, decide, ports, thresholds);
