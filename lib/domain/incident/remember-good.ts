import type { Service } from '../service';
import type { ServiceRecord } from './service-record';

/**
 * Our own memory of the revision that was good: deployed completely, with tasks running. At a desired count of 0 any
 * revision completes, so it says nothing.
 */
export function rememberGood(record: ServiceRecord, { deployments }: Service): ServiceRecord {
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const isGood = primary?.rolloutState === 'COMPLETED' && (primary.runningCount ?? 0) > 0;
  const lastGood = isGood ? primary.taskDefinitionArn : undefined;
  return lastGood === undefined || lastGood === record.lastGood ? record : { ...record, lastGood };
}
