import type { Service } from '../service';
import { type Incident, SEVERITIES, type Severity } from './incident';

/**
 * How much users feel of it. What was read of the service decides; until then a failed start counts as an error. It
 * only rises while the incident is open.
 */
export function severityOf(incident: Incident): Severity {
  const felt = impactOf(incident);
  return incident.impactKnown && SEVERITIES.indexOf(felt) < SEVERITIES.indexOf(incident.severity)
    ? incident.severity
    : felt;
}

function impactOf({ running, desired, deploymentFailedAt }: Incident): Severity {
  if (running === undefined || desired === undefined) return 'error';
  if (desired > 0 && running === 0) return 'critical';
  return running < desired || deploymentFailedAt !== undefined ? 'error' : 'warning';
}

/** With what was read of the service now. A reader is told of a change of the severity; the numbers come with it. */
export function withImpact(incident: Incident, running: number, desired: number): Incident {
  const read = { ...incident, running, desired };
  const severity = severityOf(read);
  const isNews = !incident.impactKnown || severity !== incident.severity;
  return { ...read, severity, impactKnown: true, changed: incident.changed || isNews };
}

/** The same by what ECS says of a service; where it leaves the counts out, nothing was read. */
export const withImpactOf = (incident: Incident, { runningCount, desiredCount }: Service): Incident =>
  runningCount === undefined || desiredCount === undefined
    ? incident
    : withImpact(incident, runningCount, desiredCount);

export const isWorse = (severity: Severity, than: Severity): boolean =>
  SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(than);
