import type { Alert, IncidentView } from '../../domain/incident/alert';
import type { IncidentState, Severity } from '../../domain/incident/incident';
import { isIncidentAlert } from '../../domain/incident/is-incident-alert';

/** How bad it is, as a picture and as a word: the colour is never the only carrier. */
export interface Sign {
  readonly emoji: string;
  readonly word: string;
}

const BY_SEVERITY: Readonly<Record<Severity, Sign>> = {
  critical: { emoji: '🔴', word: 'Critical' },
  error: { emoji: '🟠', word: 'Error' },
  warning: { emoji: '🟡', word: 'Warning' },
  info: { emoji: '🔵', word: 'Info' },
};

const BY_STATE: Readonly<Record<Exclude<IncidentState, 'open'>, Sign>> = {
  recovering: { emoji: '🟢', word: 'Recovering' },
  resolved: { emoji: '✅', word: 'Resolved' },
  'rolled-back': { emoji: '✅', word: 'Rolled back' },
  held: { emoji: '⚪', word: 'Held at 0' },
  deleted: { emoji: '⚪', word: 'Service deleted' },
  expired: { emoji: '⚪', word: 'Closed after silence' },
};

export const signOf = (alert: Alert): Sign =>
  isIncidentAlert(alert) ? signOfIncident(alert.view) : BY_SEVERITY[severityOf(alert)];

const signOfIncident = ({ state, severity }: IncidentView): Sign =>
  state === 'open' ? BY_SEVERITY[severity] : BY_STATE[state];

/** Severity of the whole alert; a first look that finds failures is an error. */
export function severityOf(alert: Alert): Severity {
  if (alert.kind === 'notice') return alert.notice.severity;
  if (alert.kind === 'digest') return alert.failing.length > 0 ? 'error' : 'info';
  return alert.view.severity;
}
