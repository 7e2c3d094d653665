import { withLoopFrom } from '../action/crash-loop';
import type { DeploymentStep } from './happening';
import { isOpen } from './incident';
import type { ServiceRecord } from './service-record';

/** How far the latest deployment is, by the latest event of it. */
export function withStep(record: ServiceRecord, step: DeploymentStep | undefined, at: number): ServiceRecord {
  if (step === undefined || (record.deployment !== undefined && record.deployment.at > at)) return record;
  const { incident } = record;
  const rollingBack =
    step.state === 'rolling-back' || (step.state === 'in-progress' ? false : (incident?.rollingBack ?? false));
  const begins = step.state === 'in-progress' || step.state === 'rolling-back';
  return {
    ...(begins ? withLoopFrom(record, at) : record),
    deployment: { ...step, at },
    ...(isOpen(incident) && incident.rollingBack !== rollingBack
      ? { incident: { ...incident, rollingBack, changed: true } }
      : {}),
  };
}
