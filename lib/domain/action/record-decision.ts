import { type Change, unchanged } from '../incident/change';
import type { ServiceRecord } from '../incident/service-record';
import { rowOf } from './change-row';
import { ACTION_WORDS, rowsOfDecision } from './decision-rows';
import type { Decision } from './guard';
import type { ActionKind } from './intent';
import { withNews } from './news';

const MOST_DECIDED = 24;

/** A decision that changes nothing, recorded once an incident, and told in its message. */
export function withDecision(
  record: ServiceRecord,
  action: ActionKind,
  decision: Exclude<Decision, { decision: 'do' }>,
  now: number,
): Change {
  const { incident } = record;
  if (incident === undefined) return unchanged(record);
  const name = `${action}/${decision.decision}/${decision.guard}`;
  const { decided = [] } = incident;
  if (decided.includes(name)) return unchanged(record);
  const noted = { ...record, incident: { ...incident, decided: [...decided, name].slice(-MOST_DECIDED) } };
  const row = rowOf(noted, { id: `${incident.id}/${name}`, action, owner: 'incident' }, decision.decision, now, {
    guard: decision.guard,
    reason: decision.reason,
  });
  const change = { ...unchanged(noted), rows: rowsOfDecision(row, record.episode) };
  const words = ACTION_WORDS[action];
  const line =
    decision.decision === 'would-have'
      ? `ecs-medic would have begun to ${words} now, but ${decision.reason}.`
      : `ecs-medic did not ${words}: ${decision.reason}.`;
  return withNews(
    change,
    {
      key: name,
      title: `would ${words}`,
      lines: [line],
      commands: [],
      severity: 'info',
      loud: false,
      incidentId: incident.id,
    },
    now,
  );
}
