import { type Change, unchanged } from '../incident/change';
import type { Obstacle, ServiceRecord } from '../incident/service-record';
import { defined } from '../json';
import { rowOf } from './change-row';
import { awsCommandForTarget, commandsToRestore } from './commands';
import { rowsOfDecision } from './decision-rows';
import type { Decision, GuardId } from './guard';
import { SWITCHED_OFF } from './guards/allowing';
import type { ActionKind } from './intent';
import { withNews } from './news';

/** What passes by itself, or is not so any more when it is read again: told only where it lasts. */
const PASSES: ReadonlySet<GuardId> = new Set<GuardId>([
  'deployment',
  'new-service',
  'task-protection',
  'in-flight',
  'changed-by-others',
  'already-at-zero',
  'held',
  'not-held',
]);
const PATIENCE = 30 * 60_000;
/** A call that failed is tried again after so long. */
const TRY_AGAIN = 30 * 60_000;
/** Who is to be up waits less, for as long as it may have been a hiccup: until the next run. */
const TRY_NEXT_RUN = 4 * 60_000;

/** The schedule could not be followed: kept once, and told once, at once or where it lasts. */
export function withObstacle(
  record: ServiceRecord,
  action: Exclude<ActionKind, 'roll-back'>,
  { decision, guard, reason }: Exclude<Decision, { decision: 'do' }>,
  now: number,
): Change {
  const key = `${action}/${guard}`;
  const before = record.obstacle?.key === key ? record.obstacle : undefined;
  const since = before?.since ?? now;
  const isLoud = !isExpected(action, guard, reason) && (!PASSES.has(guard) || now - since >= PATIENCE);
  if (before !== undefined && (before.told || !isLoud)) return unchanged(record);
  const told = isLoud;
  const noted = { ...record, obstacle: { key, since, at: now, told } };
  const row = rowOf(record, { id: `schedule/${key}/${since}`, action, owner: 'schedule' }, decision, now, {
    guard,
    reason,
  });
  const change = { ...unchanged(noted), rows: before === undefined ? rowsOfDecision(row, undefined) : [] };
  if (!isLoud) return change;
  return withNews(
    change,
    {
      key: `schedule/${key}/${since}`,
      title: titleOf(action, guard),
      lines: [`The schedule could not be followed: ${reason}.`],
      commands: action === 'restore' ? commandsFor(record, guard) : [],
      severity: action === 'restore' ? 'error' : 'warning',
      loud: true,
    },
    now,
  );
}

/**
 * In observe mode nothing is expected to be done; nor is anybody expected to be put to sleep by what somebody switched off,
 * or by a tag that forbids it. Who is not woken by it is told of.
 */
const isExpected = (action: ActionKind, guard: GuardId, reason: string): boolean =>
  guard === 'observe-mode' ||
  guard === 'no-actions-until' ||
  (guard === 'switched-off' && action === 'scale-to-zero' && reason === SWITCHED_OFF);

/** The schedule can be followed again. */
export const withoutObstacle = (record: ServiceRecord): Change =>
  unchanged(record.obstacle === undefined ? record : (defined({ ...record, obstacle: undefined }) as ServiceRecord));

function titleOf(action: ActionKind, guard: GuardId): string {
  if (guard === 'tag-problem') return 'its schedule cannot be read';
  if (action !== 'restore') return 'could not be put to sleep by its schedule';
  return guard === 'auto-scaling' ? 'its auto scaling could not be put back' : 'could not be woken by its schedule';
}

function commandsFor({ hold, leftAlone, subject, place }: ServiceRecord, guard: GuardId): readonly string[] {
  if (guard !== 'auto-scaling') return hold === undefined ? [] : commandsToRestore(subject, hold, place?.region);
  const target = leftAlone?.scalableTarget ?? hold?.scalableTarget;
  return target === undefined ? [] : [awsCommandForTarget(subject, target, place?.region)];
}

/** A call that failed lately is not tried again at every run. */
export const isTriedLately = ({ obstacle }: ServiceRecord, action: ActionKind, now: number): boolean =>
  obstacle !== undefined &&
  [`${action}/failed`, `${action}/reverted`, 'restore/auto-scaling'].includes(obstacle.key) &&
  now - obstacle.at < waitAfter(obstacle);

const waitAfter = ({ key, since, at }: Obstacle): number =>
  key === 'restore/failed' && at - since < TRY_AGAIN ? TRY_NEXT_RUN : TRY_AGAIN;
