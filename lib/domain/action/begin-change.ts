import { type Change, unchanged } from '../incident/change';
import type { ServiceRecord } from '../incident/service-record';
import { beginningOf } from './change-row';
import type { Intent } from './intent';

/** The change is about to be made: it stands in the record before the first call. */
export function withIntent(record: ServiceRecord, intent: Intent): Change {
  const { incident } = record;
  const marked =
    intent.owner === 'incident' && incident !== undefined
      ? { ...record, incident: { ...incident, actedAt: intent.at } }
      : record;
  return { ...unchanged({ ...marked, intent }), rows: beginningOf(marked, intent) };
}
