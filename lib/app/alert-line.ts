import type { CauseId } from '../domain/causes/cause-id';
import type { Alert, AlertKind } from '../domain/incident/alert';
import type { Severity } from '../domain/incident/incident';
import { alertTitle } from '../render/alert/alert-title';
import { severityOf } from '../render/alert/incident-sign';
import { leadCauseOf } from '../render/alert/lead-cause';
import { plainText } from '../render/alert/plain-text';

/** What `replay --show alerts --format jsonl` says of one alert. The form is a contract. */
export interface AlertLine {
  readonly alertId: string;
  /** Null for a digest, which is of no single incident; so are cluster, service and cause. */
  readonly incidentId: string | null;
  readonly kind: AlertKind;
  /** ISO 8601, UTC. */
  readonly at: string;
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
  const view = alert.kind === 'digest' ? undefined : alert.view;
  const lead = alert.kind === 'digest' ? undefined : leadCauseOf(alert);
  return {
    alertId: alert.alertId,
    incidentId: view?.incidentId ?? null,
    kind: alert.kind,
    at: new Date(alert.at).toISOString(),
    cluster: view?.subject.cluster ?? null,
    service: view?.subject.name ?? null,
    cause: lead?.cause ?? null,
    severity: severityOf(alert),
    title: alertTitle(alert),
    text: plainText(alert),
    stops: view?.stops ?? 0,
  };
}
