import { primaryOf, type Service } from '../service';
import { isOpen } from './incident';
import type { ServiceRecord } from './service-record';

/** A revision that completes and crashes at once was not good. */
const PROOF = 5 * 60_000;

/**
 * Our own memory of the revision that was good: deployed completely, with tasks running. At a desired count of 0 any
 * revision completes, so it says nothing; nor does one say anything while an incident is open.
 */
export function rememberGood(record: ServiceRecord, service: Service, now: number): ServiceRecord {
  const primary = primaryOf(service);
  const hasProved = now - (primary?.updatedAt ?? primary?.createdAt ?? 0) >= PROOF;
  const isGood =
    primary?.rolloutState === 'COMPLETED' && (primary.runningCount ?? 0) > 0 && hasProved && !isOpen(record.incident);
  const lastGood = isGood ? primary.taskDefinitionArn : undefined;
  return lastGood === undefined || lastGood === record.lastGood ? record : { ...record, lastGood };
}
