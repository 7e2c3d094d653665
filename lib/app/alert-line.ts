import type { CauseId } from '../domain/causes/cause-id';
import type { Alert, AlertKind } from '../domain/incident/alert';
import type { Severity } from '../domain/incident/incident';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import { alertTitle } from '../render/alert/alert-title';
import { severityOf } from '../render/alert/incident-sign';
import { leadCauseOf } from '../render/alert/lead-cause';
import { plainText } from '../render/alert/plain-text';
import { subjectOf } from '../render/alert/subject-of';

/** What `replay --show alerts --format jsonl` says of one alert. The form is a contract. */
export interface AlertLine {
  readonly alertId: string;
  /** Null for a digest and a notice, which are of no incident, and so is the cause. */
  readonly incidentId: string | null;
  readonly kind: AlertKind;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null where it is about no single service. */
  readonly cluster: string | null;
  /** Name of the service, or of the family of tasks that stand alone. */
  readonly service: string | null;
  readonly cause: CauseId | null;
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
  readonly stops: number;
}

export function alertLine(alert: Alert): AlertLine {
  const view = isIncidentAlert(alert) ? alert.view : undefined;
  const lead = isIncidentAlert(alert) ? leadCauseOf(alert) : undefined;
  const subject = subjectOf(alert);
  return {
    alertId: alert.alertId,
    incidentId: view?.incidentId ?? null,
    kind: alert.kind,
    at: new Date(alert.at).toISOString(),
    cluster: subject?.cluster ?? null,
    service: subject?.name ?? null,
    cause: lead?.cause ?? null,
    severity: severityOf(alert),
    title: alertTitle(alert),
    text: plainText(alert),
    stops: view?.stops ?? 0,
  };
}
