import type { DecisionRow } from '../action/decision-row';
import { defined } from '../json';
import { titled } from './entry-title';
import type { EntryFact } from './facts';
import type { Actor, EntryType, Importance, TimelineEntry } from './timeline';

const TYPES: readonly (readonly [prefix: string, type: EntryType, importance: Importance])[] = [
  ['decision-', 'decision', 'normal'],
  ['action-', 'action', 'key'],
  ['verification-', 'verification', 'key'],
  ['schedule-', 'schedule', 'key'],
  ['hold-', 'action', 'key'],
];

/** What was decided, done and read back; undefined where the row is of another kind. */
export function actionEntry(
  { entryId, at, recordedAt, what, title, source }: EntryFact,
  decisions: ReadonlyMap<string, DecisionRow>,
): TimelineEntry | undefined {
  const found = TYPES.find(([prefix]) => what.startsWith(prefix));
  if (found === undefined) return undefined;
  const [prefix, type, importance] = found;
  const decision = decisions.get(entryId.replace(/^decision\//, ''));
  const { before, after } = decision ?? {};
  // Told beside the title, where they are known.
  const words = title.replace(` (${before} → ${after})`, '');
  return defined({
    entryId,
    occurredAt: at,
    recordedAt,
    type,
    importance,
    title: titled(`${words.slice(0, 1).toUpperCase()}${words.slice(1)}`),
    actor: actorOf(prefix, decision),
    source: source ?? (type === 'schedule' ? 'schedule' : 'ecs-medic'),
    before: before === undefined ? undefined : String(before),
    after: after === undefined ? undefined : String(after),
    incidentId: decision?.incidentId,
    count: 1,
  }) as TimelineEntry;
}

function actorOf(prefix: string, decision: DecisionRow | undefined): Actor {
  // A hold ends because somebody else changed the service.
  if (prefix === 'hold-') return 'unknown';
  if (prefix === 'schedule-' || decision?.owner === 'schedule') return 'schedule';
  return decision?.owner === 'person' ? 'person' : 'ecs-medic';
}
