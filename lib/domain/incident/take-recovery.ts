import type { Change } from './change';
import type { FoldContext } from './fold-context';
import type { Happening } from './happening';
import { recovered } from './recovery';

/** A steady state, a completed deployment, or a run that ended well: the hold-down begins, and the service is looked at. */
export function takeRecovery(
  change: Change,
  happening: Extract<Happening, { kind: 'recovery' }>,
  { thresholds }: FoldContext,
): Change {
  const { record } = change;
  const because =
    happening.what === 'task-finished'
      ? 'a run that ended well'
      : happening.what === 'SERVICE_STEADY_STATE'
        ? 'steady state'
        : 'a completed deployment';
  const after = recovered(record, { at: happening.at, because }, thresholds);
  const begins = after.incident?.recovery !== undefined && record.incident?.recovery === undefined;
  if (!begins || after.incident === undefined) return { ...change, record: after };
  const asks = record.subject.kind === 'service';
  const look = {
    subject: record.subject,
    incidentId: after.incident.id,
    symptom: happening.symptom,
    delay: 0,
    last: true,
  };
  return { ...change, record: after, looks: asks ? [...change.looks, look] : change.looks };
}
