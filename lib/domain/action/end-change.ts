import { type Change, unchanged } from '../incident/change';
import type { Incident } from '../incident/incident';
import { closed } from '../incident/recovery';
import type { Obstacle, ServiceRecord } from '../incident/service-record';
import { defined } from '../json';
import { beginningOf, counts, episodeOf, rowOf } from './change-row';
import { rowsOfDecision } from './decision-rows';
import type { Intent } from './intent';
import { withNews } from './news';
import type { Outcome } from './outcome';
import { newsOf } from './outcome-news';

/** The intent is settled: the record says what is so now, and people hear of it. */
export function withOutcome(
  record: ServiceRecord,
  intent: Intent,
  outcome: Outcome,
  now: number,
  region?: string,
): Change {
  const settled = defined({
    ...asIfNotBegun(stillSuspended(heldOrNot(record, intent, outcome), outcome), intent, outcome),
    intent: undefined,
    failedActions: failuresAfter(record, intent, outcome),
    obstacle: obstacleAfter(record, intent, outcome, now),
  }) as ServiceRecord;
  const isHeldForIncident =
    intent.action === 'scale-to-zero' && outcome.word === 'verified' && settled.hold !== undefined;
  const ended = isHeldForIncident ? closed(settled, 'held', now, 'ecs-medic set its desired count to 0') : settled;
  const row = rowOf(ended, intent, outcome.word, now, {
    reason: outcome.because,
    ...counts(intent),
    ...(outcome.guard === undefined ? {} : { guard: outcome.guard }),
  });
  // Before the record: a crash between the two must not lose how a change of the account ended, or that it was begun.
  const begun = beginningOf(record, intent);
  const change = { ...unchanged(ended), owed: [...begun, ...rowsOfDecision(row, episodeOf(record, intent))] };
  const wasTold = record.obstacle?.told === true && record.obstacle.key === settled.obstacle?.key;
  return wasTold || outcome.guard !== undefined
    ? change
    : withNews(change, newsOf(ended, intent, outcome, region), now);
}

/** An attempt that ended before any call does not use up the one try of an incident. */
function asIfNotBegun(record: ServiceRecord, { at }: Intent, { guard }: Outcome): ServiceRecord {
  const { incident } = record;
  if (guard === undefined || incident?.actedAt !== at) return record;
  return { ...record, incident: defined({ ...incident, actedAt: undefined }) as Incident };
}

/** The obstacle that a schedule meets where it puts back what scales a service. */
const SUSPENDED = 'restore/auto-scaling';

/** What a schedule tried in vain is told once, however often it is tried. */
function obstacleAfter(
  { obstacle }: ServiceRecord,
  { owner, action }: Intent,
  { word, guard, leftSuspended }: Outcome,
  now: number,
): Obstacle | undefined {
  if (guard !== undefined) return obstacle;
  if (owner !== 'schedule') return undefined;
  const isUp = word === 'verified' || word === 'released';
  if (isUp && leftSuspended === undefined) return undefined;
  const key = isUp ? SUSPENDED : `${action}/${word}`;
  return { key, since: obstacle?.key === key ? obstacle.since : now, at: now, told: true };
}

function heldOrNot(record: ServiceRecord, intent: Intent, { word, isLeftAtZero }: Outcome): ServiceRecord {
  const { leaveAlone } = intent;
  if (intent.action === 'scale-to-zero') {
    const isAtZero = word === 'verified' || isLeftAtZero === true;
    return isAtZero
      ? (defined({ ...record, hold: record.hold ?? intent.hold, loop: undefined }) as ServiceRecord)
      : record;
  }
  if (intent.action === 'roll-back')
    return word === 'verified' ? (defined({ ...record, loop: undefined }) as ServiceRecord) : record;
  const isOver = word === 'verified' || word === 'released';
  if (!isOver) return record;
  return defined({ ...record, hold: undefined, leftAlone: leaveAlone ?? record.leftAlone }) as ServiceRecord;
}

/** What could not be put back stays remembered, or the next change would take the suspension for what was there before. */
const stillSuspended = (record: ServiceRecord, { leftSuspended }: Outcome): ServiceRecord =>
  leftSuspended === undefined
    ? record
    : { ...record, leftAlone: { until: 0, schedule: '', ...record.leftAlone, scalableTarget: leftSuspended } };

/** Only what was called for an incident counts against it. What ended well begins anew; a schedule says nothing of it. */
function failuresAfter(
  { failedActions }: ServiceRecord,
  { owner }: Intent,
  { word, guard }: Outcome,
): number | undefined {
  if (guard !== undefined) return failedActions;
  if (word === 'verified' && owner !== 'schedule') return undefined;
  return owner === 'incident' ? (failedActions ?? 0) + 1 : failedActions;
}
