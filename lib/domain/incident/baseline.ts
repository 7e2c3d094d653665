import { isDeployingWell } from '../service';
import { type Incident, isOpen } from './incident';
import { type Observation, silenceOf } from './observe-service';
import { openIncident } from './open-incident';
import type { ServiceRecord } from './service-record';
import { withImpact } from './severity';
import type { Thresholds } from './thresholds';

/** What is wrong with a service at the first look, in words; undefined where nothing is, or where it is being deployed. */
export function baselineOf(observation: Observation): string | undefined {
  const { service } = observation;
  const what = silenceOf(observation);
  if (what === undefined || isDeployingWell(service)) return undefined;
  return what === 'no-healthy-target'
    ? 'no healthy target'
    : `${service.runningCount ?? 0} of ${service.desiredCount ?? 0} running`;
}

/** It failed before anybody watched: it counts as told, in the first message. */
export function withBaseline(
  record: ServiceRecord,
  { service, now }: Observation,
  thresholds: Thresholds,
): ServiceRecord {
  if (isOpen(record.incident)) return record;
  const opened = openIncident(record, now, thresholds);
  const incident = opened.incident as Incident;
  const felt = withImpact(incident, service.runningCount ?? 0, service.desiredCount ?? 0);
  return {
    ...opened,
    incident: {
      ...felt,
      baseline: true,
      toldAt: now,
      toldSeverity: felt.severity,
      // One message told of all of them: nobody is reminded of each.
      reminders: thresholds.reminders.length,
      changed: false,
    },
  };
}
