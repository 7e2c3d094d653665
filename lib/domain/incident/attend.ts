import { silenceOf } from './due-at';
import { isOpen } from './incident';
import { closed, lastFailureOf } from './recovery';
import type { ServiceRecord } from './service-record';
import type { Thresholds } from './thresholds';

/** What time alone has brought: a hold-down that ended well, an incident that nobody has heard of for too long. */
export function attend(record: ServiceRecord, now: number, thresholds: Thresholds): ServiceRecord {
  const { incident } = record;
  if (!isOpen(incident)) return record;
  const { recovery } = incident;
  // What the sweep sees failing now is not over, whatever was heard before.
  if (recovery !== undefined && recovery.until <= now && record.silence === undefined)
    return closed(record, recovery.as, recovery.until, recovery.because);
  if (lastFailureOf(incident) + silenceOf(record, thresholds) <= now)
    return closed(record, 'expired', now, 'nothing was heard of it any more');
  return record;
}
