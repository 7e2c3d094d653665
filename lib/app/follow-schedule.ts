import { SCHEDULE_TAG } from '../domain/action/action-tags';
import { decideSchedule, type ScheduleLevel, type ScheduleStep } from '../domain/action/decide-schedule';
import { isAnotherService } from '../domain/action/hold';
import { isTriedLately, withObstacle, withoutObstacle } from '../domain/action/obstacle';
import { ANOTHER_SERVICE, released } from '../domain/action/watch-hold';
import { type Change, unchanged } from '../domain/incident/change';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { Subject } from '../domain/incident/subject';
import { defined } from '../domain/json';
import { readSchedule } from '../domain/schedule/read-schedule';
import { isGoing, type Service } from '../domain/service';
import type { ActingPolicy } from './action-policy';
import { carryOut } from './carry-out';
import type { ChangePorts } from './change-request';
import { changeService } from './change-service';
import { forgetSleep } from './forget-sleep';
import { readActionState } from './read-action-state';

/** Asks of one service whether it should be up now, and brings it there. Whether it was changed. */
export async function followSchedule(
  subject: Subject,
  service: Service,
  ports: ChangePorts,
  acting: ActingPolicy,
): Promise<boolean> {
  if (isGoing(service) || service.desiredCount === undefined) return false;
  const record = await ports.readRecord(subject);
  if (record.intent !== undefined) return false;
  if (record.hold?.owner === 'schedule' && isAnotherService(record.hold, service)) {
    await carryOut(subject, (fresh) => releasedAsAnother(fresh, service, ports.now()), ports, acting.thresholds);
    return false;
  }
  const now = ports.now();
  const text = service.tags?.get(SCHEDULE_TAG) ?? '';
  const read = readSchedule(service.tags ?? new Map(), now);
  if (read.state === 'unreadable') {
    const { tag, got, expected, takenAs } = read.problem;
    const reason = `the tag ${tag} says "${got.slice(0, 80)}", expected ${expected}; until it can be read, ${takenAs}`;
    const refused = { decision: 'refuse', guard: 'tag-problem', reason, answers: [] } as const;
    await carryOut(
      subject,
      (fresh) => withObstacle(fresh, 'scale-to-zero', refused, ports.now()),
      ports,
      acting.thresholds,
    );
    return false;
  }
  const level: ScheduleLevel = read.state === 'none' ? { level: 'up' } : read.level;
  const step = decideSchedule(record, service.desiredCount, level, text, now);
  switch (step.step) {
    case 'none':
      if (record.obstacle !== undefined) await carryOut(subject, withoutObstacle, ports, acting.thresholds);
      return false;
    case 'leave-alone':
      await carryOut(subject, (fresh) => leftAlone(fresh, level, text, step, ports.now()), ports, acting.thresholds);
      return false;
    case 'forget':
      return forgetSleep(record, ports, acting);
    default:
      return changeByStep(step.step, record, ports, acting);
  }
}

async function changeByStep(
  step: 'sleep' | 'wake',
  record: ServiceRecord,
  ports: ChangePorts,
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
    await carryOut(
      record.subject,
      (fresh) => withObstacle(fresh, action, refused, ports.now()),
      ports,
      acting.thresholds,
    );
  }
  return intent !== undefined;
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
