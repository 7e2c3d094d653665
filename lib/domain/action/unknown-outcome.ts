import { type Change, unchanged } from '../incident/change';
import type { ServiceRecord } from '../incident/service-record';
import { counts, episodeOf, rowOf } from './change-row';
import { awsCommandsToRestore } from './commands';
import { ACTION_WORDS, rowsOfDecision } from './decision-rows';
import type { Intent } from './intent';
import { withNews } from './news';

/** After so long people hear that it is not known how a change ended. */
const UNKNOWN_PATIENCE = 10 * 60_000;

/** It cannot be said yet how a change ended: recorded once, and people are called once where that lasts. */
export function withUnknown(record: ServiceRecord, intent: Intent, because: string, now: number): Change {
  const lasts = now - intent.at >= UNKNOWN_PATIENCE;
  if (intent.unknown === 'told' || (intent.unknown === 'noted' && !lasts)) return unchanged(record);
  const row = rowOf(record, intent, 'unknown', now, { reason: because, ...counts(intent) });
  const change = {
    ...unchanged({ ...record, intent: { ...intent, unknown: lasts ? ('told' as const) : ('noted' as const) } }),
    rows: intent.unknown === undefined ? rowsOfDecision(row, episodeOf(record, intent)) : [],
  };
  const { action, owner, incidentId, hold } = intent;
  const isOff = owner === 'incident' ? ' Until it is known nothing else is done for an incident.' : '';
  return withNews(
    change,
    {
      key: `${intent.id}/unknown`,
      title: `not known whether it was ${DONE_WORDS[action]}`,
      lines: [`ecs-medic began to ${ACTION_WORDS[action]}, and does not know yet how that ended: ${because}.${isOff}`],
      commands: hold === undefined ? [] : awsCommandsToRestore(record.subject, hold, record.place?.region),
      severity: 'error',
      loud: lasts,
      ...(incidentId === undefined ? {} : { incidentId }),
    },
    now,
  );
}

const DONE_WORDS = { 'scale-to-zero': 'put to zero', 'roll-back': 'rolled back', restore: 'brought back' } as const;
