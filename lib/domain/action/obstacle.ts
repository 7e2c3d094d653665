import { type Change, unchanged } from '../incident/change';
import type { ServiceRecord } from '../incident/service-record';
import { awsCommandsToRestore } from './commands';
import { rowsOfDecision } from './decision-rows';
import type { Decision, GuardId } from './guard';
import type { ActionKind } from './intent';
import { withNews } from './news';
import { rowOf } from './outcome';

/** What passes by itself: told only where it lasts. */
const PASSES: ReadonlySet<GuardId> = new Set<GuardId>(['deployment', 'new-service', 'task-protection', 'in-flight']);
const PATIENCE = 30 * 60_000;
/** A call that failed is tried again after so long. */
const TRY_AGAIN = 30 * 60_000;

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
  // In observe mode nothing is expected to be done.
  const isLoud = guard !== 'observe-mode' && (!PASSES.has(guard) || now - since >= PATIENCE);
  if (before !== undefined && (before.told || !isLoud)) return unchanged(record);
  const told = isLoud;
  const noted = { ...record, obstacle: { key, since, at: now, told } };
  const row = rowOf(record, { id: `schedule/${key}/${since}`, action, owner: 'schedule' }, decision, now, {
    guard,
    reason,
  });
  const change = { ...unchanged(noted), rows: before === undefined ? rowsOfDecision(row, undefined) : [] };
  if (!isLoud) return change;
  const { hold, subject, place } = record;
  const isWake = action === 'restore';
  return withNews(
    change,
    {
      key: `schedule/${key}/${since}`,
      title:
        guard === 'tag-problem'
          ? 'its schedule cannot be read'
          : isWake
            ? 'could not be woken by its schedule'
            : 'could not be put to sleep by its schedule',
      lines: [`The schedule could not be followed: ${reason}.`],
      commands: isWake && hold !== undefined ? awsCommandsToRestore(subject, hold, place?.region) : [],
      severity: isWake ? 'error' : 'warning',
      loud: true,
    },
    now,
  );
}

/** A call that failed lately is not tried again at every run. */
export const isTriedLately = ({ obstacle }: ServiceRecord, action: ActionKind, now: number): boolean =>
  obstacle !== undefined &&
  (obstacle.key === `${action}/failed` || obstacle.key === `${action}/reverted`) &&
  now - obstacle.at < TRY_AGAIN;
